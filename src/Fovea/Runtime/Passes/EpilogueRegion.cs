using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Elementwise;

namespace Fovea.Runtime.Passes;

/// <summary>Element-wise nodes behind a kernel that can become its epilogue.</summary>
internal sealed class EpilogueRegion
{
    // Regions beyond this are no activation that anybody writes, and each more is a longer shader.
    private const int MaxNodes = 12;

    private readonly PassContext _context;
    private readonly GraphUses _uses;
    private readonly TensorInfo _result;
    private readonly EpilogueTraits _traits;
    private readonly int _channelAxis;
    private readonly HashSet<string> _values;

    // The one other tensor, as the region's nodes name it.
    private string? _operand;

    private EpilogueRegion(PassContext context, GraphUses uses, string value, EpilogueTraits traits)
    {
        _context = context;
        _uses = uses;
        _result = context.Infos[value];
        _traits = traits;
        _channelAxis = IsPacked ? 1 : _result.Shape.Rank - 1;
        _values = new HashSet<string> { value };
    }

    public List<Node> Nodes { get; private set; } = new();

    /// <summary>The tensor that the kernel reads beside its own inputs; null where it reads none.</summary>
    public string? Source { get; private set; }

    private bool IsPacked => _traits.HasFlag(EpilogueTraits.Packed);

    /// <summary>The largest region behind a kernel, or null where not even one node can be taken in.</summary>
    public static EpilogueRegion? Grow(
        Graph graph, int start, EpilogueTraits traits, GraphUses uses, PassContext context, Dictionary<Node, Node?> replaced)
    {
        Node kernel = graph.Nodes[start];
        string value = kernel.Outputs[0];
        TensorInfo result = context.Infos[value];
        if (!result.Type.IsFloating() || kernel.Outputs.Count > 1 || (traits.HasFlag(EpilogueTraits.Packed) && !LayoutContext.CanPack(result)))
            return null;
        var region = new EpilogueRegion(context, uses, value, traits);
        int complete = 0;
        (string? operand, string? source) = (null, null);
        for (int i = start + 1; i < graph.Nodes.Count && region.Nodes.Count < MaxNodes; i++)
        {
            Node node = graph.Nodes[i];
            if (!node.Inputs.Any(region._values.Contains) || replaced.ContainsKey(node) || node.Attributes.Has(Epilogue.Attribute) || !region.TryAdd(node))
                continue;
            if (region.EndsIn(node.Outputs[0], uses))
                (complete, operand, source) = (region.Nodes.Count, region._operand, region.Source);
        }

        region.Nodes = region.Nodes.Take(complete).ToList();
        (region._operand, region.Source) = (operand, source);
        return complete > 0 ? region : null;
    }

    /// <summary>The region as the graph that <see cref="Epilogue"/> reads.</summary>
    public Graph ToGraph(string value)
    {
        var inputs = new List<ValueInfo> { new(value, ElementType.Float, _result.Shape) };
        if (_operand is not null)
            inputs.Add(new ValueInfo(_operand, ElementType.Float, _context.Infos[Source!].Shape));
        string output = Nodes[Nodes.Count - 1].Outputs[0];
        Dictionary<string, Tensor> constants = Nodes.SelectMany(n => n.Inputs).Where(n => n != _operand && _context.Known(n) is not null).Distinct()
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
        (string? operand, string? source) = (_operand, Source);
        foreach (string input in node.Inputs.Where(n => n.Length > 0 && !_values.Contains(n)))
        {
            TensorInfo info = _context.Infos[input];
            if (info.Value is not null && (info.Shape.Count == 1 || IsChannels(info.Shape)))
                continue;
            if (!_traits.HasFlag(EpilogueTraits.Operand) || !info.Type.IsFloating() || !info.Shape.Equals(_result.Shape) || (operand ??= input) != input)
                return false;
            source = IsPacked && _uses.MakerOf(input) is { } maker ? ChannelPadding.SourceOf(maker, _context) ?? input : input;
        }

        (_operand, Source) = (operand, source);
        Nodes.Add(node);
        _values.Add(node.Outputs[0]);
        return true;
    }

    // Whether nothing but one value of the region is read from outside.
    private bool EndsIn(string end, GraphUses uses) =>
        _values.All(v => v == end || (!uses.IsOutput(v) && uses.ReadersOf(v).All(Nodes.Contains)));

    private bool IsChannels(Shape shape)
    {
        if (!_traits.HasFlag(EpilogueTraits.Channels))
            return false;
        int own = shape.Rank - (_result.Shape.Rank - _channelAxis);
        return own >= 0 && shape.Count == _result.Shape[_channelAxis] && shape[own] == shape.Count;
    }
}
