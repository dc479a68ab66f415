using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Elementwise;
using Fovea.Operators.Shapes;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Moves an element-wise operator from behind a reshape to before it, where it can join the kernel that made what is reshaped. Its other
/// inputs must be single numbers, which mean the same for every shape.
/// </summary>
public sealed class SinkViews : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "sink views";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        // Each round moves views further to the end, and what is behind an output of the graph stays.
        for (Graph next = Step(graph, context); !ReferenceEquals(next, graph); next = Step(graph, context))
        {
            graph = next;
            Dictionary<string, Shape> inputs = graph.Inputs.ToDictionary(i => i.Name, i => context.Infos[i.Name].Shape);
            context = context with { Infos = ShapeInference.Infer(graph, inputs, context.Registry) };
        }

        return graph;
    }

    private static Graph Step(Graph graph, PassContext context)
    {
        var nodes = new List<Node>();
        var uses = new GraphUses(graph);
        var moved = new Dictionary<string, Node>();
        foreach (Node node in graph.Nodes)
        {
            string[] tensors = node.Inputs.Where(i => i.Length > 0 && context.Known(i) is null).ToArray();
            // The view may itself have been moved here, behind an operator before this one.
            Node? view = tensors.Length != 1 ? null : moved.TryGetValue(tensors[0], out Node? late) ? late : uses.MakerOf(tensors[0]);
            if (view is null || !CanSwap(node, view, tensors[0], uses, context))
            {
                nodes.Add(node);
                continue;
            }

            string inner = node.Outputs[0] + "/before-view";
            nodes.Remove(view);
            nodes.Add(node with { Inputs = node.Inputs.Select(i => i == tensors[0] ? view.Inputs[0] : i).ToArray(), Outputs = new[] { inner } });
            Node after = view with { Inputs = view.Inputs.Skip(1).Prepend(inner).ToArray(), Outputs = node.Outputs };
            nodes.Add(after);
            moved[node.Outputs[0]] = after;
        }

        return moved.Count == 0 ? graph : graph with { Nodes = nodes };
    }

    private static bool CanSwap(Node node, Node view, string between, GraphUses uses, PassContext context) =>
        ElementwiseTable.Find(node) is not null && node.Outputs.Count == 1 && uses.OnlyReader(between) == node &&
        context.Registry.Supports(view) && context.Registry.Create(view) is ViewOperator && view.Outputs.Count == 1 &&
        context.Infos[node.Outputs[0]].Shape.Equals(context.Infos[between].Shape) &&
        node.Inputs.All(i => i.Length == 0 || i == between || context.Known(i)!.Shape.Count == 1) &&
        // A number of more axes than the tensor before the view would give it more axes.
        node.Inputs.All(i => i.Length == 0 || i == between || context.Known(i)!.Shape.Rank == 0 || context.Known(i)!.Shape.Rank <= RankBefore(view, context));

    private static int RankBefore(Node view, PassContext context) => context.Infos.TryGetValue(view.Inputs[0], out TensorInfo? info) ? info.Shape.Rank : 0;
}
