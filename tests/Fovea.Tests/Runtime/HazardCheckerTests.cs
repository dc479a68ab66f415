using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Plans that are right, and the same plans spoiled: the checker must tell them apart.</summary>
public sealed class HazardCheckerTests
{
    [Fact]
    public void A_plan_as_it_was_made_is_right() => Assert.Empty(HazardChecker.Check(Plan()));

    [Fact]
    public void Every_barrier_that_was_placed_is_needed()
    {
        PlanBlueprint plan = Plan();
        int[] placed = Enumerable.Range(0, plan.Steps.Count).Where(i => plan.Barriers[i]).ToArray();
        Assert.NotEmpty(placed);
        foreach (int left in placed)
        {
            bool[] barriers = plan.Barriers.ToArray();
            barriers[left] = false;
            string fault = HazardChecker.Check(With(plan, plan.Memory, barriers))[0];
            Assert.Contains("no barrier", fault, System.StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Memory_that_is_shared_by_tensors_alive_together_is_seen()
    {
        PlanBlueprint plan = Plan();
        // A layout made as if no tensor lived beyond the step that writes it.
        PlanStep[] apart = plan.Steps.Select(s =>
        {
            var step = new PlanStep(s.Shader, s.Label);
            step.Bindings.AddRange(s.Bindings.Where(b => b.Writes));
            return step;
        }).ToArray();
        MemoryLayout crowded = MemoryLayout.Of(apart, Enumerable.Empty<PlanTensor>(), 16, alias: true);
        bool[] barriers = plan.Steps.Select((_, i) => i > 0).ToArray();
        Assert.Contains(HazardChecker.Check(With(plan, crowded, barriers)), f => f.Contains("reads what", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Independent_steps_need_no_barrier_and_memory_is_near_its_lower_bound()
    {
        PlanBlueprint plan = Plan();
        Assert.True(plan.Barriers.Count(b => b) < plan.Steps.Count - 1, "Two branches from one input are independent.");
        Assert.True(plan.Memory.Bytes >= plan.Memory.LowerBound);
        Assert.True(plan.Memory.Bytes <= 1.15 * plan.Memory.LowerBound, $"{plan.Memory.Bytes} bytes for {plan.Memory.LowerBound}");
    }

    /// <summary>A part of a map that lies inside a concatenation, and is read when its place has been taken.</summary>
    [Fact]
    public void A_part_that_is_overwritten_before_it_is_read_is_seen()
    {
        PlanBlueprint plan = Cut();
        Assert.Empty(HazardChecker.Check(plan));
        bool[] barriers = plan.Steps.Select((_, i) => i > 0).ToArray();
        // The step that reads the part, behind the one that writes over it.
        PlanStep reads = plan.Steps.Single(s => s.Label.Contains("'b'", System.StringComparison.Ordinal)), writes = plan.Steps.Single(s => s.Label.Contains("'e'", System.StringComparison.Ordinal));
        List<PlanStep> steps = plan.Steps.ToList();
        steps.Remove(reads);
        steps.Insert(steps.IndexOf(writes) + 1, reads);
        var spoiled = new PlanBlueprint(steps, plan.Inputs, plan.Outputs, plan.Weights, plan.Memory, barriers);
        Assert.Contains(HazardChecker.Check(spoiled), f => f.Contains("reads what", System.StringComparison.Ordinal) && f.Contains(reads.Label, System.StringComparison.Ordinal));
    }

    // x is cut; e, which is made of another, is written where c lay.
    private static PlanBlueprint Cut()
    {
        Attributes axis = Attributes.None.With("axis", 0L);
        var nodes = new[]
        {
            new Node("Exp", new[] { "x" }, new[] { "m" }),
            new Node("Split", new[] { "m", "sizes" }, new[] { "c", "a" }) { Attributes = axis },
            new Node("Transpose", new[] { "c" }, new[] { "b" }),
            new Node("Sigmoid", new[] { "x2" }, new[] { "e" }),
            new Node("Concat", new[] { "e", "a" }, new[] { "d" }) { Attributes = axis },
            new Node("Neg", new[] { "d" }, new[] { "y" }),
            new Node("Neg", new[] { "b" }, new[] { "z" }),
        };
        var graph = new Graph(
            "test", new[] { new ValueInfo("x", ElementType.Float, new Shape(16, 16)), new ValueInfo("x2", ElementType.Float, new Shape(8, 16)) },
            new[] { new ValueInfo("y", ElementType.Float, new Shape(16, 16)), new ValueInfo("z", ElementType.Float, new Shape(16, 8)) }, nodes,
            new Dictionary<string, Tensor> { ["sizes"] = Tensor.Vector(8L, 8) });
        return Planner.Plan(graph, ShapeInference.Infer(graph), OperatorRegistry.Default, GpuLimits.Portable with { StorageAlignment = 16 });
    }

    private static PlanBlueprint With(PlanBlueprint plan, MemoryLayout memory, bool[] barriers) =>
        new(plan.Steps, plan.Inputs, plan.Outputs, plan.Weights, memory, barriers);

    // Two branches of one input, joined, and a tail.
    private static PlanBlueprint Plan()
    {
        var nodes = new[]
        {
            new Node("Exp", new[] { "x" }, new[] { "a" }),
            new Node("Sigmoid", new[] { "x" }, new[] { "b" }),
            new Node("Add", new[] { "a", "b" }, new[] { "c" }),
            new Node("Tanh", new[] { "c" }, new[] { "d" }),
            new Node("Mul", new[] { "d", "c" }, new[] { "e" }),
            new Node("Neg", new[] { "e" }, new[] { "y" }),
        };
        var graph = new Graph(
            "test", new[] { new ValueInfo("x", ElementType.Float, new Shape(16, 16)) },
            new[] { new ValueInfo("y", ElementType.Float, new Shape(16, 16)) }, nodes, new Dictionary<string, Tensor>());
        GpuLimits limits = GpuLimits.Portable with { StorageAlignment = 16 };
        return Planner.Plan(graph, ShapeInference.Infer(graph), OperatorRegistry.Default, limits);
    }
}
