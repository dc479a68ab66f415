using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// ONNX <c>TopK</c>: along an axis the <c>k</c> largest (or smallest) elements in their order, and where they were. Of equal ones the first
/// comes first. Unsorted results come sorted too.
/// </summary>
/// <remarks>
/// Up to <see cref="MaxRanked"/> elements each finds its own rank by counting those that come before it; longer rows are sorted by a bitonic
/// network (Batcher, "Sorting networks and their applications", 1968), one dispatch a layer.
/// </remarks>
public sealed class TopK : Operator
{
    /// <summary>The longest row whose elements count their ranks, which takes the row's length squared.</summary>
    internal const int MaxRanked = 2048;

    /// <summary>Creates the operator of a node.</summary>
    public TopK(Node node)
        : base(node)
    {
    }

    private bool Largest => Node.Attributes.Flag("largest", true);

    /// <inheritdoc/>
    protected override string? Takes => "number x, index k";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input == 1;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        int axis = AxisOf(shape);
        if (x.Input(1).Shape.Count != 1)
            throw new ModelException($"{Node}: k has the shape {x.Input(1).Shape}; one number is needed.");
        long k = x.Value(1).ToIntegers()[0];
        if (k < 0 || k > shape[axis])
            throw new ModelException($"{Node}: k is {k}, and axis {axis} of {shape} has {shape[axis]} elements.");
        x.Output(0, shape.With(axis, (int)k));
        x.Output(1, ElementType.Int64, shape.With(axis, (int)k));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        Shape shape = outputs[0].Shape;
        int axis = AxisOf(data.Shape), extent = data.Shape[axis], k = shape[axis], inner = shape.Product(axis + 1, shape.Rank);
        double[] values = data.ToDoubles();
        var from = new int[shape.Count];
        var places = new long[shape.Count];
        for (int row = 0; row < shape.Count / Math.Max(1, k); row++)
        {
            int first = (row / inner * extent * inner) + (row % inner), to = (row / inner * k * inner) + (row % inner);
            IEnumerable<int> all = Enumerable.Range(0, extent);
            // Both orders are stable, so equal ones stay in theirs.
            int[] order = (Largest ? all.OrderByDescending(i => values[first + (i * inner)]) : all.OrderBy(i => values[first + (i * inner)])).Take(k).ToArray();
            for (int i = 0; i < k; i++)
            {
                places[to + (i * inner)] = order[i];
                from[to + (i * inner)] = first + (order[i] * inner);
            }
        }

        return new[] { HostGather.Fill(data, shape, i => from[i]), Tensor.Of<long>(shape, places) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0);
        int axis = AxisOf(source.Shape), extent = source.Shape[axis], inner = source.Shape.Product(axis + 1, source.Shape.Rank);
        int rows = source.Shape.Count / extent, k = (int)plan.Value(1)!.ToIntegers()[0];
        PlanTensor values = plan.Wants(0) ? plan.Output(0) : plan.Scratch("values", source.Type, source.Shape.With(axis, k), Layout.RowMajor);
        PlanTensor places = plan.Wants(1) ? plan.Output(1) : plan.Scratch("places", ElementType.Int64, source.Shape.With(axis, k), Layout.RowMajor);
        if (extent <= MaxRanked)
        {
            Before(plan.Dispatch("operators/indexing/topk_rank.comp"), source)
                .Read(source).Write(values).Write(places)
                .Int(rows * extent, inner, extent, k)
                .OverLine(rows * extent);
            return;
        }

        int padded = 1;
        while (padded < extent)
            padded *= 2;
        PlanTensor order = plan.Scratch("order", ElementType.Int32, new Shape(rows, padded), Layout.RowMajor);
        plan.Dispatch("operators/indexing/topk_order.comp").Write(order).Int(rows * padded, padded).OverLine(rows * padded);
        for (int block = 2; block <= padded; block *= 2)
        {
            for (int distance = block / 2; distance > 0; distance /= 2)
            {
                Before(plan.Dispatch("operators/indexing/topk_layer.comp"), source)
                    .Read(source).Update(order)
                    .Int(rows * padded / 2, inner, extent, padded, block, distance)
                    .OverLine(rows * padded / 2);
            }
        }

        plan.Dispatch("operators/indexing/topk_take.comp")
            .Read(source).Read(order).Write(values).Write(places)
            .Int(rows * k, inner, extent, padded, k)
            .OverLine(rows * k);
    }

    private DispatchBuilder Before(DispatchBuilder dispatch, PlanTensor source) =>
        dispatch.Define("ELEMENT", source.ScalarType).Define("BEFORE", Largest ? ">" : "<");

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis", -1));
}
