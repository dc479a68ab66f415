using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Turns powers with the exponents 2 and 0.5, as exporters write variances and norms, into a product and a square root.</summary>
/// <remarks>
/// GLSL's own power of a negative base is undefined, so that Fovea's takes some fifty operations; a product is rounded once, the root is within
/// 3 units in the last place as the power is within 2. The power of minus infinity to 0.5 is infinite, its root is not a number: no network
/// takes the root of what is not a sum of squares.
/// </remarks>
public sealed class ReducePowers : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "reduce powers";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var replaced = new Dictionary<Node, Node?>();
        foreach (Node node in graph.Nodes.Where(n => n is { Domain: "", Operator: "Pow" }))
        {
            // An exponent of more axes than the base would give the result more.
            if (context.Known(node.Inputs[1]) is not { Shape: { Count: 1 } } exponent || !context.Infos[node.Inputs[0]].Type.IsFloating() ||
                !context.Infos[node.Outputs[0]].Shape.Equals(context.Infos[node.Inputs[0]].Shape))
            {
                continue;
            }

            switch (exponent.ToDoubles()[0])
            {
                case 2:
                    replaced[node] = node with { Operator = "Mul", Inputs = new[] { node.Inputs[0], node.Inputs[0] } };
                    break;
                case 0.5:
                    replaced[node] = node with { Operator = "Sqrt", Inputs = new[] { node.Inputs[0] } };
                    break;
            }
        }

        return replaced.Count == 0 ? graph : graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced) };
    }
}
