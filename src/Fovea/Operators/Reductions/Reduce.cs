using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Pooling;

namespace Fovea.Operators.Reductions;

/// <summary>
/// ONNX's reductions: all elements along some axes joined into one, <c>ReduceSum</c>, <c>ReduceMean</c> and the like. The second input names
/// the axes; without it all are reduced, or none with <c>noop_with_empty_axes</c>.
/// </summary>
public sealed class Reduce : Operator
{
    private const int MaxRank = 8;

    // From here on a group of invocations shares one result; on a software rasterizer, whose barriers cost more, only where the sum of one
    // invocation would lose digits.
    private const int ManyElements = 64, ManyInSoftware = 4096;

    // Groups take results by turns where there are more.
    private const int MostGroups = 4096;

    private readonly ReduceRule _rule;

    internal Reduce(Node node, ReduceRule rule)
        : base(node) => _rule = rule;

    /// <inheritdoc/>
    protected override string? Takes => "any data, index? axes";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        bool[] reduced = Reduced(shape, x.OptionalValue(1));
        bool keep = Node.Attributes.Flag("keepdims", true);
        x.Output(0, new Shape(shape.Select((dim, axis) => reduced[axis] ? (keep ? 1 : -1) : dim).Where(dim => dim >= 0).ToArray()));
    }

    /// <summary>A packed map whose whole planes are reduced stays packed, as for global pooling.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (x.Produced(0) != Layout.Packed || !IsPooling(x.Inputs[0]!.Shape, x.Inputs.ElementAtOrDefault(1)?.Value))
            return;
        x.Input(0, Layout.Packed);
        if (LayoutContext.CanPack(x.Outputs[0]))
            x.Output(0, Layout.Packed);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        bool[] reduced = Reduced(data.Shape, inputs.ElementAtOrDefault(1));
        var kept = new Shape(data.Shape.Select((dim, axis) => reduced[axis] ? 1 : dim).ToArray());
        int[] strides = Broadcasting.Strides(kept, data.Shape), at = new int[data.Shape.Rank];
        double[] values = data.ToDoubles(), results = Enumerable.Repeat(_rule.HostStart, kept.Count).ToArray();
        foreach (double value in values)
        {
            int to = Broadcasting.Offset(strides, at);
            results[to] = _rule.HostTake(results[to], _rule.HostLift(value));
            Broadcasting.Advance(at, data.Shape);
        }

        int count = values.Length / Math.Max(1, results.Length);
        return new[] { Tensor.From(data.Type, outputs[0].Shape, Array.ConvertAll(results, r => _rule.HostFinish(r, count))) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        if (source.Layout == Layout.Packed)
        {
            PlanPooling(plan, source, target);
            return;
        }

        bool[] reduced = Reduced(source.Shape, plan.Value(1));
        (int[] keptDims, int[] keptStrides) = Walk(source.Shape, axis => !reduced[axis]);
        (int[] dims, int[] strides) = Walk(source.Shape, axis => reduced[axis]);
        if (Math.Max(keptDims.Length, dims.Length) > MaxRank)
            throw new ModelException($"{Node} reduces a tensor of rank {source.Shape.Rank} along too many axes.");
        int results = target.Shape.Count, count = source.Shape.Count / results;
        KernelVariant alone = new("result an invocation", () => Begin(false).OverLine(results));
        KernelVariant group = new("result a group", () => Begin(true).Define("GROUP_X", plan.GroupLanes).OverGroups(Math.Min(results, MostGroups)));
        plan.Choose(
            FormattableString.Invariant($"reduce {results}x{count} step {(strides.Length > 0 ? strides[strides.Length - 1] : 0)}"),
            count >= (plan.BufferTextures ? ManyInSoftware : ManyElements) ? new[] { group, alone } : new[] { alone, group });

        DispatchBuilder Begin(bool grouped) => plan.Dispatch("operators/reductions/reduce.comp")
            .Define("GROUPED", grouped ? 1 : 0)
            .Define("SHIFTED", _rule.IsShifted ? 1 : 0)
            .Define("KEPT_RANK", keptDims.Length)
            .Define("REDUCED_RANK", dims.Length)
            .Snippet("reduction", _rule.Glsl(source.ScalarType))
            .Read(source).Write(target)
            .Flops(source.Shape.Count)
            .Int(results, count)
            .Vectors(Padded(keptDims, 1)).Vectors(Padded(keptStrides, 0)).Vectors(Padded(dims, 1)).Vectors(Padded(strides, 0));
    }

    private void PlanPooling(PlanBuilder plan, PlanTensor source, PlanTensor target)
    {
        if (target.Layout == Layout.Packed)
        {
            GlobalPool.Dispatch(plan, source, target, _rule.Pool!);
            return;
        }

        var shape = new Shape(source.Shape.Select((dim, axis) => axis < 2 ? dim : 1).ToArray());
        PlanTensor pooled = plan.Scratch("pooled", source.Type, shape, Layout.Packed);
        GlobalPool.Dispatch(plan, source, pooled, _rule.Pool!);
        plan.Copy(pooled, target.Viewed(shape));
    }

    private bool IsPooling(Shape shape, Tensor? axes)
    {
        bool[] reduced = Reduced(shape, axes);
        return _rule.Pool is not null && shape.Rank is 3 or 4 && reduced.Select((r, axis) => r == axis >= 2).All(ok => ok);
    }

    private bool[] Reduced(Shape shape, Tensor? axes)
    {
        long[] given = axes?.ToIntegers() ?? Array.Empty<long>();
        bool all = given.Length == 0 && !Node.Attributes.Flag("noop_with_empty_axes");
        var reduced = new bool[shape.Rank];
        for (int axis = 0; axis < reduced.Length; axis++)
            reduced[axis] = all;
        foreach (long axis in given)
            reduced[shape.Axis(axis)] = true;
        return reduced;
    }

    // Dimensions and strides of some axes, neighbours joined.
    private static (int[] Dims, int[] Strides) Walk(Shape shape, Func<int, bool> take)
    {
        int[] own = shape.Strides();
        int[] axes = Enumerable.Range(0, shape.Rank).Where(take).ToArray();
        (int[] dims, int[][] strides) = Broadcasting.Collapse(
            new Shape(axes.Select(axis => shape[axis]).ToArray()), new[] { axes.Select(axis => own[axis]).ToArray() });
        return (dims, strides[0]);
    }

    private static int[] Padded(int[] values, int fill) => values.Concat(Enumerable.Repeat(fill, MaxRank - values.Length)).ToArray();
}
