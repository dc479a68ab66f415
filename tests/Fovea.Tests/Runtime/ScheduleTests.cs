using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Memory near its lower bound, few barriers, and no hazard, on graphs that are made up.</summary>
public sealed class ScheduleTests : PassTest
{
    /// <summary>Random graphs of element-wise operators over maps of several sizes, sums of what was made before, and joins.</summary>
    [Fact]
    public void Random_graphs_are_right_and_near_their_lower_bound()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            PlanBlueprint plan = PlanOf(RandomGraph(seed, 12 + seed));
            Assert.Empty(HazardChecker.Check(plan));
            Assert.True(
                plan.Memory.Bytes <= 1.15 * plan.Memory.LowerBound, $"Seed {seed}: {plan.Memory.Bytes} bytes, at least {plan.Memory.LowerBound}.");
        }
    }

    [Fact]
    public void Plans_are_the_same_every_time()
    {
        PlanBlueprint one = PlanOf(RandomGraph(5, 40)), two = PlanOf(RandomGraph(5, 40));
        Assert.Equal(one.Steps.Select(s => s.Label), two.Steps.Select(s => s.Label));
        Assert.Equal(one.Memory.Offsets.Select(o => (o.Key.Name, o.Value)), two.Memory.Offsets.Select(o => (o.Key.Name, o.Value)));
        Assert.Equal(one.Barriers, two.Barriers);
    }

    [Fact]
    public void Branches_side_by_side_need_a_barrier_a_level_and_not_one_a_step()
    {
        // Four branches of three steps that cannot be fused, since each value is read twice or pooled.
        var nodes = new List<Node>();
        for (int branch = 0; branch < 4; branch++)
        {
            string from = "x";
            for (int depth = 0; depth < 3; depth++)
            {
                nodes.Add(Node("MaxPool", from, $"v{branch}{depth}", ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 })));
                from = $"v{branch}{depth}";
            }
        }

        nodes.Add(Node("Concat", "v02 v12 v22 v32", "y", ("axis", 1L)));
        // Otherwise the branches are all the same.
        Node[] different = nodes.Select((n, i) => n.Operator == "MaxPool" ? n with { Operator = i / 3 % 2 == 0 ? "MaxPool" : "AveragePool" } : n).ToArray();
        Graph graph = Build(new Shape(1, 4, 8, 8), new Dictionary<string, Tensor>(), different);
        PlanBlueprint plan = PlanOf(graph, new PlannerOptions { Optimize = true });
        Assert.True(plan.Barriers.Count(b => b) <= 4, $"{plan.Barriers.Count(b => b)} barriers for {plan.Steps.Count} steps.");
        Assert.Empty(HazardChecker.Check(plan));
    }

    [Fact]
    public void A_result_is_written_over_an_operand_that_dies_there()
    {
        // Exp cannot take in the sum: what it makes is read by the pooling too, whose result is summed in place.
        Graph graph = Build(
            new Shape(1, 4, 16, 16), new Dictionary<string, Tensor>(),
            Node("Exp", "x", "e"), Node("MaxPool", "e", "p", ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 })),
            Node("Add", "e p", "s"), Node("GlobalAveragePool", "s", "y"));
        PlanBlueprint plan = PlanOf(graph);
        long map = 4 * 16 * 16 * 4;
        Assert.True(plan.Memory.Bytes < 3 * map, $"{plan.Memory.Bytes} bytes for two maps of {map}");
        Assert.Empty(HazardChecker.Check(plan));
        AssertSame(graph);
    }

    [Fact]
    public void The_checker_sees_a_step_that_overwrites_what_it_reads_elsewhere()
    {
        Graph graph = Build(
            new Shape(1, 4, 8, 8), new Dictionary<string, Tensor>(),
            Node("Exp", "x", "e"), Node("MaxPool", "e", "p", ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 })), Node("Neg", "p", "y"));
        PlanBlueprint plan = PlanOf(graph, new PlannerOptions { Optimize = false });
        PlanStep pool = plan.Steps.Single(s => s.Shader.Contains("pooling", StringComparison.Ordinal));
        pool.Overwritable.Add(pool.Bindings.Single(b => !b.Writes).Tensor);
        PlanTensor kept = plan.Outputs["y"];
        MemoryLayout over = MemoryLayout.Of(plan.Steps, new[] { kept }, 16, alias: true);
        pool.Overwritable.Clear();
        var spoiled = new PlanBlueprint(plan.Steps, plan.Inputs, plan.Outputs, plan.Weights, over, plan.Steps.Select((_, i) => i > 0).ToArray());
        Assert.Contains(HazardChecker.Check(spoiled), f => f.Contains("reads elsewhere too", StringComparison.Ordinal));
    }

    private static Graph RandomGraph(int seed, int size)
    {
        var random = new Random(seed);
        var nodes = new List<Node>();
        var maps = new List<(string Name, int Side, int Channels)> { ("x", 32, 4) };
        for (int i = 0; i < size; i++)
        {
            (string name, int side, int channels) = maps[Math.Max(0, maps.Count - 1 - random.Next(4))];
            string made = $"v{i}";
            (string Name, int Side, int Channels)[] like = maps.Where(m => m.Side == side && m.Channels == channels && m.Name != name).ToArray();
            switch (random.Next(5))
            {
                case 0 when side > 4:
                    nodes.Add(Node("MaxPool", name, made, ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })));
                    maps.Add((made, side / 2, channels));
                    break;
                case 1 when like.Length > 0:
                    nodes.Add(Node("Add", $"{name} {like[random.Next(like.Length)].Name}", made));
                    maps.Add((made, side, channels));
                    break;
                case 2 when maps.Where(m => m.Side == side).ToArray() is var same && same.Length > 1 && channels < 40:
                    (string other, _, int more) = same[random.Next(same.Length)];
                    nodes.Add(Node("Concat", $"{name} {other}", made, ("axis", 1L)));
                    maps.Add((made, side, channels + more));
                    break;
                default:
                    nodes.Add(Node(new[] { "Sigmoid", "Tanh", "Softplus", "Abs" }[random.Next(4)], name, made));
                    maps.Add((made, side, channels));
                    break;
            }
        }

        string[] pooled = maps.Skip(maps.Count - 3).Select(m => m.Name).ToArray();
        nodes.AddRange(pooled.Select((name, i) => Node("GlobalAveragePool", name, $"g{i}")));
        nodes.Add(Node("Concat", "g0 g1 g2", "y", ("axis", 1L)));
        return Build(new Shape(1, 4, 32, 32), new Dictionary<string, Tensor>(), nodes.ToArray());
    }
}
