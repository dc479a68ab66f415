using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Elementwise;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Moves element-wise operators that follow a kernel into its epilogue: activations, residual additions, x * sigmoid(x). What is taken in is
/// the largest region behind the kernel that ends in one value, reads at most one other tensor, and otherwise constants that are single
/// numbers or one a channel.
/// </summary>
public sealed class FuseEpilogues : IGraphPass
{
    // Regions beyond this are no activation that anybody writes, and each more is a longer shader.
    private const int MaxNodes = 12;

    /// <inheritdoc/>
    public string Name => "fuse epilogues";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        var replaced = new Dictionary<Node, Node?>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node kernel = graph.Nodes[i];
            if (replaced.ContainsKey(kernel) || kernel.Attributes.Has(Epilogue.Attribute))
                continue;
            Operator op = context.Registry.Create(kernel);
            if (op.EpilogueInputs is { } inputs && Region.Grow(graph, i, uses, context, replaced) is { } region)
                Replace(kernel, inputs, region, replaced);
        }

        return graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced) };
    }

    private static void Replace(Node kernel, int inputs, Region region, Dictionary<Node, Node?> replaced)
    {
        IEnumerable<string> own = kernel.Inputs.Concat(Enumerable.Repeat("", inputs)).Take(inputs);
        Node fused = kernel with
        {
            Inputs = (region.Operand is null ? kernel.Inputs : own.Append(region.Operand)).ToArray(),
            Outputs = region.Nodes[region.Nodes.Count - 1].Outputs,
            Attributes = kernel.Attributes.With(Epilogue.Attribute, region.ToGraph(kernel.Outputs[0])),
        };
        replaced[kernel] = null;
        foreach (Node node in region.Nodes)
            replaced[node] = null;
        // At the place of the last node, where the operand has been made too.
        replaced[region.Nodes[region.Nodes.Count - 1]] = fused;
    }

    private sealed class Region
    {
        private readonly PassContext _context;
        private readonly TensorInfo _result;
        private readonly int _channelAxis;
        private readonly HashSet<string> _values;

        private Region(PassContext context, string value, int channelAxis)
        {
            _context = context;
            _result = context.Infos[value];
            _channelAxis = channelAxis;
            _values = new HashSet<string> { value };
        }

        public List<Node> Nodes { get; private set; } = new();

        public string? Operand { get; private set; }

        /// <summary>The largest region behind a kernel, or null where not even one node can be taken in.</summary>
        public static Region? Grow(Graph graph, int start, GraphUses uses, PassContext context, Dictionary<Node, Node?> replaced)
        {
            Node kernel = graph.Nodes[start];
            string value = kernel.Outputs[0];
            TensorInfo result = context.Infos[value];
            // Convolutions of volumes have no epilogue.
            bool isConvolution = kernel.Operator is "Conv" or "ConvTranspose";
            if (!result.Type.IsFloating() || kernel.Outputs.Count > 1 || (isConvolution && !LayoutContext.CanPack(result)))
                return null;
            int axis = isConvolution ? 1 : result.Shape.Rank - 1;
            var region = new Region(context, value, axis);
            int complete = 0;
            string? operand = null;
            for (int i = start + 1; i < graph.Nodes.Count && region.Nodes.Count < MaxNodes; i++)
            {
                Node node = graph.Nodes[i];
                if (!node.Inputs.Any(region._values.Contains) || replaced.ContainsKey(node) || !region.TryAdd(node))
                    continue;
                if (region.EndsIn(node.Outputs[0], uses))
                    (complete, operand) = (region.Nodes.Count, region.Operand);
            }

            region.Nodes = region.Nodes.Take(complete).ToList();
            region.Operand = operand;
            return complete > 0 ? region : null;
        }

        public Graph ToGraph(string value)
        {
            var inputs = new List<ValueInfo> { new(value, ElementType.Float, _result.Shape) };
            if (Operand is not null)
                inputs.Add(new ValueInfo(Operand, ElementType.Float, _result.Shape));
            string output = Nodes[Nodes.Count - 1].Outputs[0];
            Dictionary<string, Tensor> constants = Nodes.SelectMany(n => n.Inputs).Where(n => _context.Known(n) is not null).Distinct()
                .ToDictionary(n => n, n => _context.Known(n)!);
            return new Graph("epilogue", inputs, new[] { new ValueInfo(output, ElementType.Float, _result.Shape) }, Nodes, constants);
        }

        private bool TryAdd(Node node)
        {
            ElementwiseRow? row = ElementwiseTable.Find(node);
            if (row is null || row.IsVariadic && node.Inputs.Count != 2 || row.IsMean || row.IsPredicate || row.TypeFrom != 0)
                return false;
            TensorInfo output = _context.Infos[node.Outputs[0]];
            if (output.Type != _result.Type || !output.Shape.Equals(_result.Shape))
                return false;
            string? operand = Operand;
            foreach (string input in node.Inputs.Where(n => n.Length > 0 && !_values.Contains(n)))
            {
                TensorInfo info = _context.Infos[input];
                if (info.Value is not null ? !IsNumberOrChannels(info.Shape) : !info.Type.IsFloating() || !info.Shape.Equals(_result.Shape) || (operand ??= input) != input)
                    return false;
            }

            Operand = operand;
            Nodes.Add(node);
            _values.Add(node.Outputs[0]);
            return true;
        }

        // Whether nothing but one value of the region is read from outside.
        private bool EndsIn(string end, GraphUses uses) =>
            _values.All(v => v == end || (!uses.IsOutput(v) && uses.ReadersOf(v).All(Nodes.Contains)));

        private bool IsNumberOrChannels(Shape shape)
        {
            if (shape.Count == 1)
                return true;
            int rank = _result.Shape.Rank;
            int own = shape.Rank - (rank - _channelAxis);
            return own >= 0 && shape.Count == _result.Shape[_channelAxis] && shape[own] == shape.Count;
        }
    }
}
