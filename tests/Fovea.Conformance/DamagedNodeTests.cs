using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Xunit;

namespace Fovea.Conformance;

/// <summary>
/// ONNX's own tests with one thing wrong: an input of another rank, type or size or none at all, an attribute of another value or kind.
/// What comes of it is a plan or a refusal that names the node, never a fault of another kind.
/// </summary>
public class DamagedNodeTests
{
    private static readonly GpuLimits Limits = GpuLimits.Portable;

    /// <summary>Every test's first node, damaged in every way, is planned or refused.</summary>
    [SkippableFact]
    public void NodesAreRefusedOrPlanned()
    {
        Skip.If(TestData.WhyAbsent is not null, TestData.WhyAbsent);
        var faults = new List<string>();
        int planned = 0, refused = 0;
        foreach (string name in TestData.Names("node").Where(n => Exclusions.ReasonFor(n) is null))
        {
            NodeTest test = NodeTest.Load(TestData.Folder("node", name));
            if (test.Model.Graph.Nodes.Count != 1)
                continue;
            foreach ((string damage, Node node, Dictionary<string, Tensor> values) in Damages.Of(test.Model.Graph.Nodes[0], test.Inputs))
            {
                foreach (bool constant in new[] { true, false })
                {
                    try
                    {
                        Plan(test.Model, node, values, constant);
                        planned++;
                    }
                    catch (ModelException e)
                    {
                        refused++;
                        // A node that was rewritten is named by what it makes.
                        if (!e.Message.Contains(node.Operator, StringComparison.Ordinal) && !node.Outputs.Any(o => o.Length > 0 && e.Message.Contains($"'{o}", StringComparison.Ordinal)))
                            faults.Add($"{name}, {damage}: the refusal does not name {node.Operator}: {e.Message}");
                    }
                    catch (Exception e)
                    {
                        faults.Add($"{name}, {damage}, {(constant ? "constant" : "given by a run")}: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains(" in ", StringComparison.Ordinal))?.Trim()}");
                    }
                }
            }
        }

        Assert.True(planned > 1000 && refused > 10_000, $"{planned} were planned, {refused} refused.");
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join("\n", faults)}");
    }

    // As far as no device is needed: canonical form, shapes, host evaluation of what is constant, dispatches, memory.
    private static void Plan(Model model, Node node, Dictionary<string, Tensor> values, bool constant)
    {
        var inputs = values.Select(v => new ValueInfo(v.Key, v.Value.Type, v.Value.Shape));
        Graph graph = model.Graph with
        {
            Nodes = [node],
            Inputs = constant ? [] : inputs.ToArray(),
            Constants = constant ? values : new Dictionary<string, Tensor>(),
        };
        graph = Canonicalizer.Apply(graph);
        OperatorRegistry registry = OperatorRegistry.Default;
        UnsupportedOperators.Check(graph, model, registry);
        Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, null, registry);
        Planner.Plan(graph, infos, registry, Limits);
    }
}
