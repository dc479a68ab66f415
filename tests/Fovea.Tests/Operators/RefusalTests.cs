using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Segments;
using Xunit;

namespace Fovea.Tests.Operators;

/// <summary>Every operator refuses nodes that make no sense when a plan is made, and says what disagrees.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Bad_nodes_are_refused_by_name_with_what_disagrees()
    {
        string[] faults = Refusals.All.Select(FaultOf).Where(fault => fault is not null).ToArray()!;
        Assert.True(faults.Length == 0, $"{faults.Length} faults:\n{string.Join("\n", faults)}");
    }

    [Fact]
    public void Every_operator_has_a_bad_node_here()
    {
        HashSet<string> told = Refusals.All.Select(r => r.Bad.Operator).ToHashSet();
        string[] missing = OperatorRegistry.Default.Names.Select(n => n.Name).Where(name => !told.Contains(name)).ToArray();
        Assert.True(missing.Length == 0, $"Nothing shows what {string.Join(", ", missing)} refuses.");
    }

    private static string? FaultOf(Refusal refusal)
    {
        Model model = refusal.Bad.Build();
        Node node = model.Graph.Nodes[0] with { Name = "the bad one" };
        try
        {
            Plan(model.Graph with { Nodes = new[] { node } });
            return $"{refusal.Bad} is accepted.";
        }
        catch (ModelException e)
        {
            string[] missing = refusal.Named.Append("the bad one").Append(node.Operator).Where(part => !e.Message.Contains(part, StringComparison.Ordinal)).ToArray();
            return missing.Length == 0 ? null : $"{refusal.Bad}: not named: {string.Join(" | ", missing)} in: {e.Message}";
        }
        catch (Exception e)
        {
            return $"{refusal.Bad}: {e.GetType().Name}: {e.Message}";
        }
    }

    // As far as no device is needed.
    private static void Plan(Graph graph)
    {
        OperatorRegistry registry = OperatorRegistry.Default;
        graph = Canonicalizer.Apply(graph);
        while (true)
        {
            PartialInference partial = ShapeInference.InferPartly(graph, new Dictionary<string, Shape>(), registry);
            if (partial.Decided.Count == 0)
                break;
            graph = WrittenOut.Apply(graph, partial.Decided, partial.Infos);
        }

        Planner.Plan(graph, ShapeInference.Infer(graph, null, registry), registry, GpuLimits.Portable);
    }
}
