using System;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// Copies elements so that each coordinate of the source is an affine function of one coordinate of the target: transposition, slicing and
/// repetition are all of this kind. One kernel serves both layouts on either side.
/// </summary>
internal static class StridedCopy
{
    // Axes that the kernel walks.
    private const int MaxRank = 8;

    /// <summary>Adds the dispatch.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="source">What is read.</param>
    /// <param name="target">What is written, whole.</param>
    /// <param name="axes">For each axis of the source, the axis of the target that drives it, or -1 for none.</param>
    /// <param name="starts">For each axis of the source, its coordinate where the target's is 0.</param>
    /// <param name="steps">For each axis of the source, how far it moves as the target's coordinate grows by 1.</param>
    public static void Dispatch(PlanBuilder plan, PlanTensor source, PlanTensor target, int[] axes, int[] starts, int[] steps)
    {
        int rank = target.Shape.Rank;
        if (Math.Max(rank, source.Shape.Rank) > MaxRank)
            throw new ModelException($"{plan.Node} moves a tensor of rank {Math.Max(rank, source.Shape.Rank)}; up to {MaxRank} is possible.");

        bool packed = source.Layout == Layout.Packed;
        int[] strides = packed ? PackedStrides(source.Packed) : source.Shape.Strides();
        int first = 0, channelAxis = -1, channelStart = 0, channelStep = 0;
        var along = new int[MaxRank];
        for (int axis = 0; axis < source.Shape.Rank; axis++)
        {
            if (packed && axis == 1)
            {
                (channelAxis, channelStart, channelStep) = (axes[axis], starts[axis], axes[axis] < 0 ? 0 : steps[axis]);
                continue;
            }

            first += strides[axis] * starts[axis];
            if (axes[axis] >= 0)
                along[axes[axis]] += strides[axis] * steps[axis];
        }

        var dims = new int[MaxRank];
        for (int axis = 0; axis < MaxRank; axis++)
            dims[axis] = axis < rank ? target.Shape[axis] : 1;
        DispatchBuilder dispatch = plan.Dispatch("operators/movement/strided.comp")
            .Define("RANK", rank)
            .Define("SOURCE_PACKED", packed ? 1 : 0)
            .Define("TARGET_PACKED", target.Layout == Layout.Packed ? 1 : 0)
            .Define("WHOLE_VECTORS", packed && target.Layout == Layout.Packed && channelAxis == 1 && channelStep == 1 && channelStart % 4 == 0 ? 1 : 0)
            .Read(source).Write(target)
            .Bytes(Math.Min(source.Bytes, target.Bytes) + target.Bytes);
        int plane = packed ? source.Packed.H * source.Packed.W : 0;
        int invocations = target.Layout == Layout.Packed ? target.Packed.Vectors : target.Shape.Count;
        dispatch.Int(invocations, first, channelAxis, channelStart, channelStep, plane).Vectors(dims, 1).Vectors(along).OverLine(invocations);
    }

    // In words; the channel's share is worked out in the kernel.
    private static int[] PackedStrides(PackedShape shape) =>
        new[] { 4 * shape.C4 * shape.H * shape.W, 0, 4 * shape.W, 4 };
}
