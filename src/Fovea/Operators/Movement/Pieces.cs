using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>Copies tensors into a part of a larger one along an axis, in either layout.</summary>
internal static class Pieces
{
    /// <summary>Adds the dispatch that puts a source at a coordinate of an axis of the target. Both have the same layout.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="source">The piece.</param>
    /// <param name="target">What it is a piece of; further pieces may already be there.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">Where the piece starts along it.</param>
    public static void Put(PlanBuilder plan, PlanTensor source, PlanTensor target, int axis, int start)
    {
        bool packed = target.Layout == Layout.Packed;
        bool isLast = start + source.Shape[axis] == target.Shape[axis];
        if (packed && axis == 1 && (start % 4 != 0 || (source.Shape[1] % 4 != 0 && !isLast)))
        {
            PutLanes(plan, source, target, start, isLast);
            return;
        }

        (int inner, int whole) = (Span(source, axis), Span(target, axis));
        int offset = packed && axis == 1 ? start / 4 * (whole / target.Packed.C4) : start * (whole / target.Shape[axis]);
        int units = packed ? source.Packed.Vectors : source.Shape.Count;
        bool four = !packed && (inner | whole | offset) % 4 == 0;
        int per = four ? 4 : 1;
        DispatchBuilder dispatch = plan.Dispatch("operators/movement/piece.comp");
        if (source.IsHalf == target.IsHalf)
            dispatch.Define("UNIT", packed ? (target.IsHalf ? "uvec2" : "uvec4") : four ? "uvec4" : "uint");
        else
            dispatch.Define("CONVERT", 1);
        dispatch.Read(source).Update(target)
            .Bytes(2 * source.Bytes)
            .Int(units / per, inner / per, whole / per, offset / per)
            .OverLine(units / per);
    }

    // Pieces that meet inside a vec4: word by word. The last one also clears the lanes beyond it.
    private static void PutLanes(PlanBuilder plan, PlanTensor source, PlanTensor target, int start, bool isLast)
    {
        PackedShape from = source.Packed, to = target.Packed;
        int lanes = isLast ? 4 * to.C4 - start : from.C;
        if (source.IsHalf || target.IsHalf)
        {
            int vectors = (start + lanes - 1) / 4 - start / 4 + 1, all = from.N * vectors * from.H * from.W;
            plan.Dispatch("operators/movement/lanes_half.comp")
                .Read(source).Update(target)
                .Int(all, vectors, lanes, from.C, from.C4, to.C4, start, from.H * from.W)
                .OverLine(all);
            return;
        }

        int count = from.N * lanes * from.H * from.W;
        plan.Dispatch("operators/movement/lanes.comp")
            .Read(source).Update(target)
            .Bytes(2 * source.Bytes)
            .Int(count, lanes, from.C, from.C4, to.C4, start, from.H * from.W)
            .OverLine(count);
    }

    // Words, or vec4 of a packed map, that one step along the axes before this one covers.
    private static int Span(PlanTensor tensor, int axis)
    {
        if (tensor.Layout == Layout.RowMajor)
            return tensor.Shape.Product(axis, tensor.Shape.Rank);
        PackedShape map = tensor.Packed;
        int span = axis < 4 ? map.W : 1;
        if (axis < 3)
            span *= map.H;
        if (axis < 2)
            span *= map.C4;
        return axis < 1 ? span * map.N : span;
    }
}
