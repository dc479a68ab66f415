using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Tests.Operators;

/// <summary>Puts a step before every input of a graph that leaves it packed, so that operators that follow their inputs see them so.</summary>
internal static class PackedInputs
{
    private const string Domain = "fovea.tests";

    /// <summary>The operators that such graphs need.</summary>
    public static OperatorRegistry Registry { get; } = OperatorRegistry.Default.Copy().Add(Domain, "Pack", node => new Pack(node));

    /// <summary>Whether some input can be packed at all.</summary>
    public static bool Possible(Graph graph, IReadOnlyDictionary<string, Tensor> feeds) =>
        graph.Inputs.Any(input => LayoutContext.CanPack(TensorInfo.Of(feeds[input.Name])));

    /// <summary>The graph whose inputs go through packing.</summary>
    public static Graph Apply(Graph graph)
    {
        var packed = graph.Inputs.ToDictionary(i => i.Name, i => i.Name + "/packed");
        IEnumerable<Node> packing = graph.Inputs.Select(i => new Node("Pack", new[] { i.Name }, new[] { packed[i.Name] }) { Domain = Domain });
        IEnumerable<Node> rest = graph.Nodes.Select(n => n with
        {
            Inputs = n.Inputs.Select(name => packed.TryGetValue(name, out string? other) ? other : name).ToArray(),
        });
        return graph with { Nodes = packing.Concat(rest).ToArray() };
    }

    private sealed class Pack : Operator
    {
        public Pack(Node node)
            : base(node)
        {
        }

        public override void Infer(InferContext x) => x.Output(0, x.Input(0).Shape);

        public override void ChooseLayouts(LayoutContext x)
        {
            if (LayoutContext.CanPack(x.Outputs[0]))
                x.Output(0, Layout.Packed);
        }

        public override void Plan(PlanBuilder plan) => plan.Copy(plan.Input(0), plan.Output(0));
    }
}
