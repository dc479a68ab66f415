using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>Dispatches a row of the table as a kernel of its own.</summary>
internal static class ElementwiseKernel
{
    // Axes that the row-major kernel walks, after neighbours are joined.
    private const int MaxRank = 8;

    // How the packed kernel reads an operand.
    private const int SamePlace = 0, PackedBroadcast = 1, RowMajorBroadcast = 2;

    public static void Dispatch(
        PlanBuilder plan, ElementwiseRow row, IReadOnlyList<PlanTensor?> operands, PlanTensor output, float[] parameters, float scale,
        Epilogue? epilogue = null, PlanTensor? other = null)
    {
        epilogue ??= Epilogue.None;
        PlanTensor[] given = operands.Where(o => o is not null).ToArray()!;
        string[] types = ElementwiseGlsl.Types(row, operands.Select(o => o?.Type).ToArray());
        DispatchBuilder dispatch = plan
            .Dispatch(output.Layout == Layout.Packed ? "operators/elementwise/packed.comp" : "operators/elementwise/rowmajor.comp")
            .Define("OPERANDS", given.Length)
            .Snippet("operation", Operation(row, operands, types, output))
            .Snippet("parameters", string.Concat(row.Parameters.Select(p => $"float {p.Name};\n")));
        foreach (PlanTensor operand in given)
            dispatch.Read(operand);
        dispatch.Write(output);
        if (scale != 1)
            dispatch.Define("SCALED", 1);

        if (output.Layout == Layout.Packed)
            Packed(dispatch, row, given, output, parameters, scale);
        else
            RowMajor(dispatch, row, given, output, parameters, scale);
        if (!epilogue.IsEmpty)
            dispatch.Define("EPILOGUE", 1);
        epilogue.AddTo(dispatch, other, output.Layout == Layout.Packed ? 4 : 1, row.Functions);
        dispatch.OverLine(output.Layout == Layout.Packed ? output.Packed.Vectors : output.Shape.Count);
    }

    private static void Packed(
        DispatchBuilder dispatch, ElementwiseRow row, PlanTensor[] operands, PlanTensor output, float[] parameters, float scale)
    {
        PackedShape shape = output.Packed;
        bool simple = row.KeepsZero;
        var strides = new List<int>();
        for (int i = 0; i < operands.Length; i++)
        {
            int mode = ModeOf(operands[i], output);
            if (mode == SamePlace)
                dispatch.MayOverwrite(operands[i]);
            simple &= mode == SamePlace;
            dispatch.Define($"MODE_{i}", mode).Define($"TYPE_{i}", mode == RowMajorBroadcast ? operands[i].ScalarType : $"packed4_{i}");
            strides.AddRange(mode switch
            {
                PackedBroadcast => PackedStrides(operands[i].Packed, shape),
                RowMajorBroadcast => RowMajorStrides(operands[i].Shape, output.Shape),
                _ => new int[4],
            });
            if (mode == PackedBroadcast && operands[i].Packed.C == 1 && shape.C > 1)
                dispatch.Define($"REPLICATE_{i}", 1);
        }

        if (!simple)
            dispatch.Define("MASK", 1);
        dispatch.Int(shape.Vectors, shape.C, shape.C4, shape.H, shape.W).Float(scale).Float(parameters).Vectors(strides.ToArray());
    }

    private static void RowMajor(
        DispatchBuilder dispatch, ElementwiseRow row, PlanTensor[] operands, PlanTensor output, float[] parameters, float scale)
    {
        (int[] dims, int[][] strides) = Broadcasting.Collapse(
            output.Shape, operands.Select(o => Broadcasting.Strides(o.Shape, output.Shape)).ToArray());
        if (dims.Length > MaxRank)
            throw new ModelException($"{row.Operator} broadcasts along {dims.Length} axes; {MaxRank} are possible.");
        foreach (PlanTensor operand in operands.Where(o => o.Shape.Count == output.Shape.Count))
            dispatch.MayOverwrite(operand);
        for (int i = 0; i < operands.Length; i++)
            dispatch.Define($"TYPE_{i}", operands[i].ScalarType);
        dispatch.Define("RESULT", output.ScalarType).Define("RANK", dims.Length)
            .Int(output.Shape.Count).Float(scale).Float(parameters)
            .Vectors(Padded(dims, 1));
        foreach (int[] stride in strides)
            dispatch.Vectors(Padded(stride, 0));
    }

    private static int[] Padded(int[] values, int fill) =>
        values.Concat(Enumerable.Repeat(fill, MaxRank - values.Length)).ToArray();

    private static int ModeOf(PlanTensor operand, PlanTensor output)
    {
        if (operand.Layout == Layout.RowMajor)
            return RowMajorBroadcast;
        return operand.Shape.Equals(output.Shape) ? SamePlace : PackedBroadcast;
    }

    // Strides in vec4 along batch, channel vectors, rows and columns; 0 where the operand repeats.
    private static int[] PackedStrides(PackedShape operand, PackedShape output) => new[]
    {
        operand.N == 1 ? 0 : operand.C4 * operand.H * operand.W,
        operand.C == 1 && output.C > 1 ? 0 : operand.H * operand.W,
        operand.H == 1 ? 0 : operand.W,
        operand.W == 1 ? 0 : 1,
    };

    // Strides in elements along batch, channels, rows and columns.
    private static int[] RowMajorStrides(Shape operand, Shape output)
    {
        int[] strides = Broadcasting.Strides(operand, output);
        return strides.Length == 3 ? new[] { strides[0], strides[1], strides[2], 0 } : strides;
    }

    // `apply` takes the operands that are there, and gives the row's function the defaults for those that are not. The packed kernel
    // gathers every operand into a vec4, whatever its type. What does not fit the bits of the result's type is cut off, as in C.
    private static string Operation(ElementwiseRow row, IReadOnlyList<PlanTensor?> operands, string[] types, PlanTensor output)
    {
        bool packed = output.Layout == Layout.Packed;
        var declared = new List<string>();
        var passed = new List<string>();
        for (int i = 0; i < types.Length; i++)
        {
            if (i < operands.Count && operands[i] is { } operand)
            {
                declared.Add($"{(packed ? "float" : operand.ScalarType)} a{declared.Count}");
                passed.Add($"{types[i]}(a{declared.Count - 1})");
            }
            else
            {
                passed.Add(ElementwiseGlsl.Default(row, i, types[i]));
            }
        }

        passed.AddRange(row.Parameters.Select(p => p.Name));
        string value = $"operation({string.Join(", ", passed)})";
        return row.Functions + ElementwiseGlsl.Function(row, "operation", types) +
            $"{output.ScalarType} apply({string.Join(", ", declared)}) {{ return {GlslTypes.Narrowed(output.Type, $"{output.ScalarType}({value})")}; }}\n";
    }
}
