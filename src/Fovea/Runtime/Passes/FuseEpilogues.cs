using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Elementwise;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Moves element-wise operators that follow a kernel into its epilogue: activations, residual additions, x * sigmoid(x). What is taken in is
/// the largest region behind the kernel that ends in one value, reads at most one other tensor, and otherwise constants that are single
/// numbers or one a channel. Chains that no kernel precedes go into the kernel of their first operator.
/// </summary>
public sealed class FuseEpilogues : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "fuse epilogues";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        // What computes more comes first: an element-wise operator must not take what a convolution could.
        graph = Fuse(graph, context, elementwise: false);
        return Fuse(graph, context, elementwise: true);
    }

    private static Graph Fuse(Graph graph, PassContext context, bool elementwise)
    {
        var uses = new GraphUses(graph);
        var replaced = new Dictionary<Node, Node?>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node kernel = graph.Nodes[i];
            if (replaced.ContainsKey(kernel) || kernel.Attributes.Has(Epilogue.Attribute) || ElementwiseTable.Find(kernel) is not null != elementwise)
                continue;
            Operator op = context.Registry.Create(kernel);
            if (op.EpilogueInputs is { } inputs && EpilogueRegion.Grow(graph, i, op.EpilogueTraits, uses, context, replaced) is { } region)
                Replace(kernel, inputs, region, replaced);
        }

        return graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced) };
    }

    private static void Replace(Node kernel, int inputs, EpilogueRegion region, Dictionary<Node, Node?> replaced)
    {
        IEnumerable<string> own = kernel.Inputs.Concat(Enumerable.Repeat("", inputs)).Take(inputs);
        Node fused = kernel with
        {
            Inputs = (region.Source is null ? kernel.Inputs : own.Append(region.Source)).ToArray(),
            Outputs = region.Nodes[region.Nodes.Count - 1].Outputs,
            Attributes = kernel.Attributes.With(Epilogue.Attribute, region.ToGraph(kernel.Outputs[0])),
        };
        replaced[kernel] = null;
        foreach (Node node in region.Nodes)
            replaced[node] = null;
        // At the place of the last node, where the operand has been made too.
        replaced[region.Nodes[region.Nodes.Count - 1]] = fused;
    }
}
