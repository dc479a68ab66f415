using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>
/// How <c>Resize</c> interpolates whole numbers, to the number what ONNX Runtime makes of them. Linearly: all axes joined in single precision
/// and cut towards zero, or, where channels are innermost and elements have 8 bits, with weights of 10 bits. With antialias: one axis after
/// the other, the last first, each rounded to whole numbers; elements of 8 bits with weights of 22 bits, and kept in range.
/// </summary>
internal static class WholeResize
{
    /// <summary>Refuses what cannot be interpolated.</summary>
    /// <exception cref="ModelException">ONNX Runtime has no kernel for it either.</exception>
    public static void Check(Node node, ResizeMode mode, TensorInfo data, ResizeAxis[] axes)
    {
        if (data.Type is not (ElementType.UInt8 or ElementType.Int8 or ElementType.Int32))
            throw new ModelException($"{node} interpolates elements of type {data.Type}; floating-point ones, int32, int8 and uint8 can be, others only copied (mode nearest).");
        if (mode.Kind == "cubic" && !mode.Antialias)
            throw new ModelException($"{node} interpolates {data.Type} by cubic curves, which only antialias defines for whole numbers: cast to float before it.");
        (int first, int count) = Block(axes);
        if (axes.Where((axis, i) => (i < first || i >= first + count) && !axis.IsSame).Any())
            throw new ModelException($"{node} interpolates {data}; of whole numbers only the last two or three axes, or the two before the channels, can be resized.");
    }

    /// <summary>Adds the dispatches.</summary>
    public static void Dispatch(PlanBuilder plan, ResizeMode mode, ResizeAxis[] axes, int outside)
    {
        if (mode.Antialias)
            DispatchAxes(plan, mode, axes, outside);
        else
            DispatchJoined(plan, mode, axes, outside);
    }

    // The axes that are resized together: three of a line of volumes, otherwise two, with the channels before or behind them.
    private static (int First, int Count) Block(ResizeAxis[] axes) => axes.Length switch
    {
        1 => (0, 1),
        2 => (0, 2),
        4 => (axes[1].IsSame ? 2 : 1, 2),
        _ => (axes.Length - 3, 3),
    };

    private static void DispatchJoined(PlanBuilder plan, ResizeMode mode, ResizeAxis[] axes, int outside)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        (int first, int count) = Block(axes);
        ResizeAxis[] block = axes.Skip(first).Take(count).Reverse().ToArray();
        bool coarse = count == 2 && first + count < axes.Length && source.Type != ElementType.Int32;
        PlanTensor tables = plan.Weights(
            $"joined|{coarse}|{string.Join("|", block.Select(axis => axis.Key(mode)))}", 4 * block.Sum(axis => axis.Output),
            () => block.SelectMany(axis => Joined(axis, mode, coarse)).ToArray());
        ResizeAxis[] xyz = block.Concat(Enumerable.Repeat(ResizeAxis.Same(1), 3 - count)).ToArray();
        plan.Dispatch("operators/sampling/resize_whole.comp")
            .Define("AXES", count).Define("COARSE", coarse ? 1 : 0).Define("CROPS", mode.Crops ? 1 : 0)
            .Write(target).Read(source).ReadVectors("taps", tables)
            .Int(target.Shape.Count, target.Shape.Product(first + count, target.Shape.Rank), outside)
            .Int(xyz.Select(axis => axis.Input).ToArray()).Int(xyz.Select(axis => axis.Output).ToArray())
            .OverLine(target.Shape.Count);
    }

    // (place, weight, place, weight): ONNX Runtime halves the last element, which stands for both.
    private static float[] Joined(ResizeAxis axis, ResizeMode mode, bool coarse)
    {
        float[] table = axis.Table(mode);
        for (int i = 0; i < table.Length; i += 4)
        {
            if (coarse)
                (table[i + 1], table[i + 3]) = (1024 - MathF.Floor(table[i + 3] * 1024), MathF.Floor(table[i + 3] * 1024));
            if (table[i] == table[i + 2])
                table[i + 1] = table[i + 3] = coarse ? 512 : 0.5f;
        }

        return table;
    }

    private static void DispatchAxes(PlanBuilder plan, ResizeMode mode, ResizeAxis[] axes, int outside)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        bool fixedPoint = source.Type != ElementType.Int32;
        int[] order = Enumerable.Range(0, axes.Length).Reverse().Where(i => axes[i].Input != axes[i].Output).ToArray();
        for (int i = 0; i < order.Length; i++)
        {
            ResizeAxis axis = axes[order[i]];
            Shape shape = source.Shape.With(order[i], axis.Output);
            PlanTensor made = i == order.Length - 1 ? target : plan.Scratch($"axis{order[i]}", source.Type, shape, Layout.RowMajor);
            int pairs = axis.Pairs(mode);
            PlanTensor table = plan.Weights(
                $"{(fixedPoint ? "fixed" : "single")}|{axis.Key(mode)}", 4 * pairs * axis.Output, () => fixedPoint ? Fixed(axis, mode) : axis.Table(mode));
            plan.Dispatch("operators/sampling/resize_whole_axis.comp")
                .Define("PAIRS", pairs).Define("FIXED", fixedPoint ? 1 : 0).Define("CROPS", mode.Crops ? 1 : 0)
                .Define("LOWEST", source.Type == ElementType.Int8 ? -128 : 0).Define("HIGHEST", source.Type == ElementType.Int8 ? 127 : 255)
                .Write(made).Read(source).ReadVectors("taps", table)
                .Int(shape.Count, shape.Product(order[i] + 1, shape.Rank), axis.Input, axis.Output, outside)
                .OverLine(shape.Count);
            source = made;
        }

        if (order.Length == 0)
            plan.Copy(source, target);
    }

    // Weights as multiples of 2^-22, which a float holds exactly.
    private static float[] Fixed(ResizeAxis axis, ResizeMode mode)
    {
        float[] table = axis.Table(mode);
        for (int i = 1; i < table.Length; i += 2)
            table[i] = MathF.Round(table[i] * (1 << 22), MidpointRounding.AwayFromZero);
        return table;
    }
}
