using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Models.Canonical;
using Fovea.Operators.Elementwise;

namespace Fovea.Tests.Operators;

/// <summary>Bad nodes, for each operator of Fovea: what is wrong, and the two things that disagree as the refusal must name them.</summary>
internal static class Refusals
{
    private static readonly Shape One = new(1);

    /// <summary>All bad nodes.</summary>
    public static IEnumerable<Refusal> All =>
        Elementwise().Concat(Families()).Concat(Convolutions()).Concat(Pools()).Concat(Normalizations()).Concat(Matrices()).Concat(Movements())
            .Concat(Indexing()).Concat(Shapes()).Concat(Sampling()).Concat(Selections()).Concat(Sequences()).Concat(Quantized());

    // Every row of the table refuses as its signature and broadcasting say.
    private static IEnumerable<Refusal> Elementwise()
    {
        foreach (ElementwiseRow row in ElementwiseTable.Rows)
        {
            bool bools = row.Operator is "And" or "Or" or "Xor" or "Not", whole = row.Operator.StartsWith("Bit");
            ElementType type = bools ? ElementType.Bool : whole ? ElementType.UInt32 : ElementType.Float;
            ElementType wrong = row.Operator is "Equal" or "Where" ? ElementType.Complex64 : bools || whole ? ElementType.Float : ElementType.Bool;
            OperatorCase op = Op(row.Operator);
            if (row.Operator == "BitShift")
                op = op.Set("direction", "LEFT");
            int needed = row.IsVariadic ? 2 : row.Inputs.Count - row.Defaults.Count, all = row.IsVariadic ? 2 : row.Inputs.Count;
            OperatorCase Filled(OperatorCase start, int from, int count, ElementType of, params int[] dims) => Enumerable.Range(from, count)
                .Aggregate(start, (c, i) => c.On(Zeros(row.Operator == "Where" && i == 0 ? ElementType.Bool : of, dims)));

            if (!row.IsVariadic)
                yield return Filled(op, 0, all + 1, type, 2, 3).Refuses($"{all + 1} inputs", $"{all}");
            yield return Filled(op, 0, needed, wrong, 2, 3).Refuses($"{wrong} [2, 3]", "takes");
            if (needed > 1)
            {
                yield return Filled(op, 0, needed - 1, type, 2, 3).On(Zeros(type, 2, 4)).Refuses("[2, 3]", "[2, 4]");
                if (!row.IsVariadic)
                    yield return Filled(op, 0, needed - 1, type, 2, 3).Refuses($"{needed - 1} inputs", $"{needed}");
            }

            if (row.TypeFrom == 0 && all > 1 && row.Operator is not ("Pow" or "Sum" or "Mean") && !bools)
                yield return Filled(op, 0, 1, type, 2, 3).On(Zeros(ElementType.Int64, One.ToArray())).Refuses($"{type} [2, 3]", "Int64 [1]");
        }

        yield return Op("BitShift").Set("direction", "UP").On(Zeros(ElementType.UInt32, 3)).On(Zeros(ElementType.UInt32, 3)).Refuses("direction 'UP'", "LEFT");
    }

    private static IEnumerable<Refusal> Families()
    {
        foreach (string name in new[] { "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare" })
        {
            yield return Op(name).On(2, 3).Constant(2).Refuses("2", "rank 2");
            yield return Op(name).On(2, 3).Constant(Tensor.Vector(1f)).Refuses("Float [1]", "32 or 64 bits");
            yield return Op(name).On(2, 3).Constant(0).On(1).Refuses("3 inputs", "1 to 2");
        }

        foreach (string name in new[] { "ArgMax", "ArgMin" })
        {
            yield return Op(name).Set("axis", 2).On(2, 3).Gives(ElementType.Int64).Refuses("Axis 2", "rank 2");
            yield return Op(name).On(Zeros(ElementType.Bool, 2, 3)).Gives(ElementType.Int64).Refuses("Bool [2, 3]", "numbers");
            yield return Op(name).Set("axis", 1).On(2, 0).Gives(ElementType.Int64).Refuses("axis 1", "no elements");
        }

        foreach (string name in new[] { "Softmax", "LogSoftmax", "Hardmax" })
        {
            yield return Op(name).Set("axis", -3).On(2, 3).Refuses("-3", "rank 2");
            yield return Op(name).On(Zeros(ElementType.Int32, 2, 3)).Refuses("Int32 [2, 3]", "floating-point");
        }

        foreach (string name in new[] { "HannWindow", "HammingWindow", "BlackmanWindow" })
        {
            yield return Op(name).Constant(Tensor.Vector(3L, 4L)).Gives(ElementType.Float).Refuses("[2]", "one number");
            yield return Op(name).Constant(Tensor.Scalar(-1L)).Gives(ElementType.Float).Refuses("-1", "0 to");
            yield return Op(name).Constant(Tensor.Scalar((long)int.MaxValue)).Gives(ElementType.Float).Refuses("2147483647", "134217728");
        }

        yield return Op("DFT").On(1, 5, 3).Refuses("[1, 5, 3]", "[..., 2]");
        yield return Op("STFT").On(1, 9).Constant(Tensor.Scalar(2L)).Constant(Tensor.Vector(1f, 1f, 1f)).Refuses("[1, 9]", "3 dimensions");
        yield return Op("MelWeightMatrix").Constant(Tensor.Scalar(0L)).Constant(Tensor.Scalar(16L)).Constant(Tensor.Scalar(8000L)).Constant(Tensor.Scalar(0f))
            .Constant(Tensor.Scalar(4000f)).Gives(ElementType.Float).Refuses("0 bands", "at least 1");

        foreach (string name in new[] { "Identity", "Shape", "Size" })
            yield return Op(name).On(2, 3).On(1).Gives(name == "Identity" ? ElementType.Float : ElementType.Int64).Refuses("2 inputs", "takes 1");
    }

    private static IEnumerable<Refusal> Convolutions()
    {
        foreach (string name in new[] { "Conv", "ConvTranspose" })
        {
            int[] weights = name == "Conv" ? [4, 2, 3, 3] : [2, 4, 3, 3];
            OperatorCase Valid() => Op(name).On(1, 2, 5, 7).Weights(weights);
            yield return Op(name).On(1, 2, 5, 7).Refuses("1 inputs", "2 to 3");
            yield return Op(name).On(1, 3, 5, 7).Weights(weights).Refuses("[1, 3, 5, 7]", $"[{string.Join(", ", weights)}]");
            yield return Op(name).On(1, 2, 5).Weights(weights).Refuses("[1, 2, 5]", $"[{string.Join(", ", weights)}]");
            yield return Op(name).On(2, 5).Weights(4, 2).Refuses("[2, 5]", "spatial axes");
            yield return Valid().Weights(3).Refuses("[3]", "[4]");
            yield return Op(name).On(Zeros(ElementType.Int32, 1, 2, 5, 7)).Constant(Zeros(ElementType.Int32, weights)).Refuses("Int32 [1, 2, 5, 7]", "floating-point");
            yield return Op(name).On(1, 2, 5, 7).Constant(Zeros(ElementType.Int32, weights)).Refuses("Int32", "floating-point");
            yield return Valid().Set("group", 0).Refuses("0 groups", "[1, 2, 5, 7]");
            yield return Valid().Set("group", 3).Refuses("3 groups", "[1, 2, 5, 7]");
            yield return Valid().Stride(0).Refuses("strides [0, 0]", "at least 1");
            yield return Valid().Set("strides", new[] { 1 }).Refuses("strides [1]", "2 numbers");
            yield return Valid().Dilation(0).Refuses("dilations [0, 0]", "at least 1");
            yield return Valid().Kernel(5).Refuses("[5, 5]", "[3, 3]");
            yield return Valid().Set("pads", new[] { 1, 1, 1 }).Refuses("pads [1, 1, 1]", "4 numbers");
            yield return Valid().Set("auto_pad", "SOME").Refuses("'SOME'", "NOTSET");
            yield return Valid().Set("strides", "1").Refuses("'strides' is a String", "Int64[]");
            yield return Valid().Set("group", int.MaxValue).Refuses("2147483647 groups", "[1, 2, 5, 7]");
        }

        yield return Op("Conv").On(1, 2, 5, 7).Weights(4, 2, 3, 3).Pads(-1).Refuses("pads [-1, -1, -1, -1]", "at least 0");
        yield return Op("Conv").On(1, 2, 2, 7).Weights(4, 2, 3, 3).Refuses("3 elements", "has 2");
        yield return Op("ConvTranspose").On(1, 2, 5, 7).Weights(2, 4, 3, 3).Set("output_shape", new[] { 1 }).Refuses("output_shape [1]", "2 numbers");
        yield return Op("DeformConv").On(1, 2, 5, 5).Weights(4, 2, 3, 3).On(1, 17, 3, 3).Refuses("[1, 17, 3, 3]", "[1, 18, 3, 3]");
        yield return Op("DeformConv").On(1, 2, 5, 5).Weights(4, 2, 3, 3).Refuses("2 inputs", "3 to 5");
        yield return Op("Col2Im").On(1, 8, 5).Constant(3, 3).Constant(2, 2).Refuses("[1, 8, 5]", "4]");
        yield return Op("Col2Im").On(1, 8, 4).Constant(3, 3).Constant(2).Refuses("[3, 3]", "[2]");
    }

    private static IEnumerable<Refusal> Pools()
    {
        foreach (string name in new[] { "AveragePool", "MaxPool", "LpPool" })
        {
            yield return Op(name).On(1, 2, 5, 7).Refuses("no kernel_shape");
            yield return Op(name).Kernel(0).On(1, 2, 5, 7).Refuses("kernel_shape [0, 0]", "at least 1");
            yield return Op(name).Kernel(3).On(2, 5).Refuses("[2, 5]", "rank 3 to 5");
            yield return Op(name).Kernel(6).On(1, 2, 5, 7).Refuses("6 elements", "has 5");
            yield return Op(name).Kernel(3).Stride(0).On(1, 2, 5, 7).Refuses("strides [0, 0]", "at least 1");
            yield return Op(name).Kernel(3).Stride(-2).On(1, 2, 5, 7).Refuses("strides [-2, -2]", "at least 1");
            yield return Op(name).Kernel(3).Pads(-1).On(1, 2, 5, 7).Refuses("pads [-1, -1, -1, -1]", "at least 0");
            yield return Op(name).Kernel(3).Set("auto_pad", "").On(1, 2, 5, 7).Refuses("''", "NOTSET");
            yield return Op(name).Kernel(3).On(Zeros(ElementType.Bool, 1, 2, 5, 7)).Refuses("Bool [1, 2, 5, 7]", "numbers");
            yield return Op(name).Kernel(3).On(1, 2, 5, 7).On(1).Refuses("2 inputs", "takes 1");
        }

        foreach (string name in new[] { "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool" })
        {
            yield return Op(name).On(5).Refuses("[5]", "channels");
            yield return Op(name).On(Zeros(ElementType.Int32, 1, 2, 5)).Refuses("Int32 [1, 2, 5]", "floating-point");
        }

        yield return Op("MaxRoiPool").On(1, 2, 5, 7).On(3, 4).Set("pooled_shape", new[] { 2, 2 }).Refuses("[3, 4]", "[R, 5]");
        yield return Op("MaxRoiPool").On(1, 2, 5, 7).On(3, 5).Set("pooled_shape", new[] { 2, 0 }).Refuses("[2, 0]", "at least 1");
        yield return Op("MaxRoiPool").On(1, 2, 5, 7).On(3, 5).Refuses("pooled_shape");
        yield return Op("MaxUnpool").Kernel(2).On(1, 2, 3, 3).On(Zeros(ElementType.Int64, 1, 2, 3, 4)).Refuses("[1, 2, 3, 4]", "[1, 2, 3, 3]");
        yield return Op("MaxUnpool").Kernel(2).On(1, 2, 3, 3).On(1, 2, 3, 3).Refuses("Float [1, 2, 3, 3]", "32 or 64 bits");
    }

    private static IEnumerable<Refusal> Normalizations()
    {
        yield return Op("BatchNormalization").On(2, 3, 5).On(4).On(3).On(3).On(3).Refuses("[4]", "3 channels");
        yield return Op("BatchNormalization").On(3).On(3).On(3).On(3).On(3).Refuses("[3]", "rank 2");
        yield return Op("BatchNormalization").On(2, 3).On(3).On(3).On(3).Refuses("4 inputs", "takes 5");
        yield return Op("InstanceNormalization").On(2, 3, 5).On(3).On(4).Refuses("[4]", "3 channels");
        yield return Op("InstanceNormalization").On(2, 3).On(3).On(3).Refuses("[2, 3]", "rank 3");
        yield return Op("GroupNormalization").Set("num_groups", 2).On(2, 3, 5).On(3).On(3).Refuses("3 channels", "2 groups");
        yield return Op("GroupNormalization").Set("num_groups", 0).On(2, 3, 5).On(3).On(3).Refuses("3 channels", "0 groups");
        yield return Op("LayerNormalization").On(2, 3, 5).On(3).Refuses("[3]", "[5]");
        yield return Op("LayerNormalization").Set("axis", 3).On(2, 3, 5).On(5).Refuses("Axis 3", "rank 3");
        yield return Op("LRN").Set("size", 0).On(2, 3, 5, 5).Refuses("size is 0", "at least 1");
        yield return Op("LRN").Set("size", 3).On(5).Refuses("[5]", "rank 2");
    }

    private static IEnumerable<Refusal> Matrices()
    {
        yield return Op("MatMul").On(2, 3).On(4, 5).Refuses("[2, 3]", "[4, 5]");
        yield return Op("MatMul").On(2, 2, 3).On(3, 3, 5).Refuses("2, 3]", "3, 5]");
        yield return Op("MatMul").On(2, 3).On(Zeros(ElementType.Int32, 3, 5)).Refuses("Float [2, 3]", "Int32 [3, 5]");
        yield return Op("MatMul").On(3).On().Refuses("[3]", "[]");
        yield return Op("Gemm").On(2, 3).On(4, 5).Refuses("[2, 3]", "[4, 5]");
        yield return Op("Gemm").On(1, 2, 3).On(3, 5).Refuses("[1, 2, 3]", "[3, 5]");
        yield return Op("Gemm").On(2, 3).On(3, 5).On(4).Refuses("[4]", "[2, 5]");
        yield return Op("Gemm").On(2, 3).On(3, 5).On(3, 2, 5).Refuses("[3, 2, 5]", "[2, 5]");
        yield return Op("Det").On(2, 3).Refuses("[2, 3]", "square");
        yield return Op("Einsum").Set("equation", "ij,jk->ik").On(2, 3).On(4, 5).Refuses("3", "4");
        yield return Op("Einsum").Set("equation", "ij,jk->ik").On(2, 3).Refuses("ij,jk->ik", "1");
        yield return Op("Einsum").Set("equation", "i->j").On(2).Refuses("i->j", "j");
        yield return Op("NegativeLogLikelihoodLoss").On(2, 3).On(Zeros(ElementType.Int64, 3)).Refuses("[3]", "[2, 3]");
        yield return Op("NegativeLogLikelihoodLoss").Set("reduction", "most").On(2, 3).On(Zeros(ElementType.Int64, 2)).Refuses("'most'", "none, sum and mean");
    }

    private static IEnumerable<Refusal> Movements()
    {
        yield return Op("Assemble").In(1, "fovea").Set("shape", new[] { 2, 9 }).Set("offsets", new[] { 0 }).Set("strides", new[] { 8, 1, 1, 1 }).On(1, 4, 2, 2).Refuses("[2, 9]", "of 16 elements");
        yield return Op("ChannelSelect").In(1, "fovea").Set("channels", new[] { 1, 4 }).On(1, 4, 2, 2).Refuses("channel 4 of 4");
        yield return Op("ChannelSelect").In(1, "fovea").Set("channels", new[] { 1 }).On(1, 4, 2, 2).On(1, 4, 2, 3).Refuses("[1, 4, 2, 2]", "[1, 4, 2, 3]");
        yield return Op("Concat").Set("axis", 0).On(2, 3).On(2, 4).Refuses("[2, 3]", "[2, 4]");
        yield return Op("Concat").Set("axis", 2).On(2, 3).On(2, 3).Refuses("Axis 2", "rank 2");
        yield return Op("Concat").Set("axis", 0).On(2, 3).On(Zeros(ElementType.Int32, 2, 3)).Refuses("Float [2, 3]", "Int32 [2, 3]");
        yield return Op("DepthToSpace").Set("blocksize", 2).On(1, 6, 2, 2).Refuses("[1, 6, 2, 2]", "4");
        yield return Op("DepthToSpace").Set("blocksize", 0).On(1, 4, 2, 2).Refuses("blocksize is 0", "1 to 4096");
        yield return Op("DepthToSpace").Set("blocksize", 2).Set("mode", "RCD").On(1, 4, 2, 2).Refuses("RCD", "DCR");
        yield return Op("SpaceToDepth").Set("blocksize", 2).On(1, 1, 3, 2).Refuses("[1, 1, 3, 2]", "2");
        yield return Op("SpaceToDepth").Set("blocksize", 2).On(1, 4, 2).Refuses("[1, 4, 2]", "rank 4");
        yield return Op("Expand").On(2, 3).Constant(2, 4).Refuses("[2, 3]", "[2, 4]");
        yield return Op("Expand").On(2, 3).Constant(-1, 3).Refuses("-1", "0 to");
        yield return Op("Expand").On(1, 1).Constant(65536, 65536).Refuses("[65536, 65536]", "2147483647");
        yield return Op("Pad").On(2, 3).Constant(1, 1).Refuses("2 pads", "2 axes");
        yield return Op("Pad").Set("mode", "mirror").On(2, 3).Constant(1, 1, 1, 1).Refuses("'mirror'", "reflect");
        yield return Op("Pad").On(2, 3).Constant(-2, 0, -2, 0).Refuses("-2", "[2, 3]");
        yield return Op("Pad").On(2, 3).Constant(1, 1, 1, 1).Constant(Tensor.Vector(1f, 2f)).Refuses("[2]", "one number");
        yield return Op("Pad").On(2, 3).Constant(long.MaxValue, 0, 0, 0).Refuses("9223372036854775807", "[2, 3]");
        yield return Op("CenterCropPad").On(2, 3).Constant(5).Refuses("1 sizes", "2 axes");
        yield return Op("CenterCropPad").On(2, 3).Constant(-1, 3).Refuses("-1", "[2, 3]");
        yield return Op("ReverseSequence").On(3, 2).On(Zeros(ElementType.Int64, 3)).Refuses("[3]", "2 entries");
        yield return Op("ReverseSequence").On(3, 2).Constant(4, 1).Refuses("4", "3 elements");
        yield return Op("Slice").On(2, 3).Constant(0).Constant(1, 1).Refuses("1", "2");
        yield return Op("Slice").On(2, 3).Constant(0).Constant(1).Constant(2).Refuses("2", "rank 2");
        yield return Op("Slice").On(2, 3).Constant(0).Constant(1).Constant(0).Constant(0).Refuses("step", "0");
        yield return Op("Split").Set("axis", 1).On(2, 5).Constant(2, 2).Gives(ElementType.Float, ElementType.Float).Refuses("2, 2", "5");
        yield return Op("Split").Set("axis", 1).On(2, 5).Constant(2, 3).Gives(ElementType.Float, ElementType.Float, ElementType.Float).Refuses("3", "2");
        yield return Op("Split").Set("axis", 2).On(2, 5).Constant(2, 3).Gives(ElementType.Float, ElementType.Float).Refuses("Axis 2", "rank 2");
        yield return Op("Tile").On(2, 3).Constant(2).Refuses("[2]", "2 numbers");
        yield return Op("Tile").On(2, 3).Constant(65536, 65536).Refuses("[2, 3]", "2147483647");
        yield return Op("Tile").On(2, 3).Constant(long.MaxValue, 2).Refuses("[2, 3]", "2147483647");
        yield return Op("Transpose").Set("perm", new[] { 0, 0 }).On(2, 3).Refuses("0, 0", "2");
        yield return Op("Transpose").Set("perm", new[] { 0 }).On(2, 3).Refuses("0", "2");
        yield return Op("Trilu").On(3).Refuses("[3]", "matrices");
        yield return Op("Trilu").On(3, 3).Constant(1, 2).Refuses("2", "one");
        yield return Op("CumSum").On(2, 3).Constant(Tensor.Scalar(2L)).Refuses("2", "rank 2");
        yield return Op("CumSum").On(2, 3).Constant(Tensor.Vector(0L, 1L)).Refuses("[2]", "one");
    }

    private static IEnumerable<Refusal> Indexing()
    {
        yield return Op("Gather").On(2, 3).Constant(5).Refuses("index 5", "[2, 3]");
        yield return Op("Gather").Set("axis", 2).On(2, 3).Constant(0).Refuses("Axis 2", "rank 2");
        yield return Op("Gather").On(2, 3).On(1).Refuses("Float [1]", "32 or 64 bits");
        yield return Op("GatherElements").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 1, 1), 0)).Refuses("rank 3", "rank 2");
        yield return Op("GatherElements").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 1), 7)).Refuses("7", "[2, 3]");
        yield return Op("GatherND").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 3), 0, 0, 0)).Refuses("[2, 3]", "[1, 3]");
        yield return Op("GatherND").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 2), 0, 3)).Refuses("index 3", "[2, 3]");
        yield return Op("ScatterElements").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 1), 0)).On(1, 2).Refuses("[1, 2]", "[1, 1]");
        yield return Op("ScatterElements").Set("reduction", "most").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 1), 0)).On(1, 1).Refuses("'most'", "none, add");
        yield return Op("ScatterND").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 1), 0)).On(1, 2).Refuses("[1, 2]", "[1, 3]");
        yield return Op("ScatterND").On(2, 3).Constant(Tensor.Of<long>(new Shape(1, 1), 0)).On(Zeros(ElementType.Int32, 1, 3)).Refuses("Float [2, 3]", "Int32 [1, 3]");
        yield return Op("OneHot").Set("axis", 3).On(Zeros(ElementType.Int64, 2)).Constant(Tensor.Scalar(3L)).On(2).Gives(ElementType.Float).Refuses("axis 3", "rank 2");
        yield return Op("OneHot").On(Zeros(ElementType.Int64, 2)).Constant(Tensor.Scalar(3L)).On(3).Gives(ElementType.Float).Refuses("[3]", "'on' value");
        yield return Op("TopK").On(2, 3).Constant(4).Gives(ElementType.Float, ElementType.Int64).Refuses("k is 4", "3 elements");
        yield return Op("TopK").Set("axis", 2).On(2, 3).Constant(1).Gives(ElementType.Float, ElementType.Int64).Refuses("Axis 2", "rank 2");
        yield return Op("TopK").On(2, 3).Constant(1, 2).Gives(ElementType.Float, ElementType.Int64).Refuses("[2]", "one number");
    }

    private static IEnumerable<Refusal> Shapes()
    {
        yield return Op("Reshape").On(2, 3).Constant(4).Refuses("[2, 3]", "4");
        yield return Op("Reshape").On(2, 3).Constant(-1, -1).Refuses("-1", "one");
        yield return Op("Reshape").On(2, 3).Constant(-1, 4).Refuses("[2, 3]", "4");
        yield return Op("Reshape").On(2, 3).Constant(65536, 65536, 65536).Refuses("[65536, 65536, 65536]", "2147483647");
        yield return Op("Reshape").On(2, 3).Constant(long.MaxValue, 3).Refuses("9223372036854775807", "2147483647");
        yield return Op("Flatten").Set("axis", 3).On(2, 3).Refuses("3", "rank 2");
        yield return Op("Squeeze").On(2, 1).Constant(0).Refuses("0", "[2, 1]");
        yield return Op("Squeeze").On(2, 1).Constant(2).Refuses("2", "rank 2");
        yield return Op("Unsqueeze").On(2).Constant(3).Refuses("3", "rank 2");
        yield return Op("Unsqueeze").On(2).Constant(0, 0).Refuses("[0, 0]", "distinct");
        yield return Op("ConstantOfShape").Constant(-1).Gives(ElementType.Float).Refuses("-1", "0 to");
        yield return Op("ConstantOfShape").Constant(65536, 32767).Gives(ElementType.Float).Refuses("[65536, 32767]", "134217728");
        yield return Op("ConstantOfShape").Set("value", Tensor.Vector(1f, 2f)).Constant(2).Gives(ElementType.Float).Refuses("2 elements", "one");
        yield return Op("EyeLike").On(2).Refuses("[2]", "matrix");
        yield return Op("Range").Constant(Tensor.Scalar(0f)).Constant(Tensor.Scalar(1f)).Constant(Tensor.Scalar(0f)).Refuses("steps of 0", "to 1");
        yield return Op("Range").Constant(Tensor.Scalar(0f)).Constant(Tensor.Scalar(1L)).Constant(Tensor.Scalar(1f)).Refuses("Float []", "Int64 []");
        yield return Op("Range").Constant(Tensor.Scalar(0f)).Constant(Tensor.Scalar(1e9f)).Constant(Tensor.Scalar(1f)).Refuses("1000000000", "134217728");
        yield return Op("Cast").Set("to", 8).On(2).Refuses("String", "GPU");
        yield return Op("Cast").Set("to", 99).On(2).Refuses("99", "GPU");
        yield return Op("CastLike").On(2).Refuses("1 inputs", "takes 2");
    }

    private static IEnumerable<Refusal> Sampling()
    {
        yield return Op("Resize").On(1, 2, 3, 3).Without().Constant(Tensor.Vector(2f, 2f)).Refuses("2", "4");
        yield return Op("Resize").On(1, 2, 3, 3).Refuses("scales", "sizes");
        yield return Op("Resize").On(1, 1, 3, 3).Without().Constant(Tensor.Vector(1f, 1f, -2f, 2f)).Refuses("-2", "[1, 1, 3, 3]");
        yield return Op("Resize").Set("mode", "best").On(1, 1, 3, 3).Without().Constant(Tensor.Vector(1f, 1f, 2f, 2f)).Refuses("'best'", "nearest");
        yield return Op("Resize").Set("coordinate_transformation_mode", "some").On(1, 1, 3, 3).Without().Constant(Tensor.Vector(1f, 1f, 2f, 2f)).Refuses("some", "asymmetric");
        yield return Op("Resize").On(1, 1, 3, 3).Without().Constant(Tensor.Vector(1f, 1f, 1e9f, 2f)).Refuses("3", "1");
        yield return Op("GridSample").On(1, 2, 3, 3).On(2, 3, 3, 2).Refuses("[2, 3, 3, 2]", "[1, 2, 3, 3]");
        yield return Op("GridSample").Set("mode", "best").On(1, 2, 3, 3).On(1, 3, 3, 2).Refuses("best", "nearest");
        yield return Op("AffineGrid").On(1, 2, 3).Constant(2, 1, 3, 3).Refuses("[1, 2, 3]", "[2, 2, 3]");
        yield return Op("AffineGrid").On(1, 2, 3).Constant(1, 3).Refuses("[1, 3]", "[N, C, H, W]");
        yield return Op("RoiAlign").On(1, 2, 5, 5).On(3, 4).On(Zeros(ElementType.Int64, 2)).Refuses("[3, 4]", "[2]");
        yield return Op("RoiAlign").Set("mode", "most").On(1, 2, 5, 5).On(3, 4).On(Zeros(ElementType.Int64, 3)).Refuses("'most'", "avg");
        yield return Op("RoiAlign").Set("output_height", -1).On(1, 2, 5, 5).On(3, 4).On(Zeros(ElementType.Int64, 3)).Refuses("-1", "0 to");
    }

    private static IEnumerable<Refusal> Selections()
    {
        yield return Op("Compress").Set("axis", 2).Constant(Zeros(ElementType.Float, 2, 3)).Constant(Zeros(ElementType.Bool, 2)).Refuses("Axis 2", "rank 2");
        yield return Op("Compress").Constant(Zeros(ElementType.Float, 2, 3)).Constant(Zeros(ElementType.Float, 2)).Refuses("Float [2]", "bools");
        yield return Op("NonZero").Constant(Zeros(ElementType.Float, 2)).Constant(Zeros(ElementType.Float, 2)).Gives(ElementType.Int64).Refuses("2 inputs", "takes 1");
        yield return Op("NonMaxSuppression").Constant(Zeros(ElementType.Float, 1, 5, 3)).Constant(Zeros(ElementType.Float, 1, 1, 5)).Gives(ElementType.Int64).Refuses("[1, 5, 3]", "4");
        yield return Op("NonMaxSuppression").Constant(Zeros(ElementType.Float, 1, 5, 4)).Constant(Zeros(ElementType.Float, 1, 1, 6)).Gives(ElementType.Int64).Refuses("[1, 5, 4]", "[1, 1, 6]");
        yield return Op("Unique").Set("axis", 2).Constant(Zeros(ElementType.Float, 2, 3)).Gives(ElementType.Float, ElementType.Int64, ElementType.Int64, ElementType.Int64).Refuses("Axis 2", "rank 2");
    }

    private static IEnumerable<Refusal> Sequences()
    {
        foreach ((string name, int gates) in new[] { ("LSTM", 4), ("GRU", 3), ("RNN", 1) })
        {
            OperatorCase op = Op(name).Set("hidden_size", 5).Gives(ElementType.Float, ElementType.Float);
            yield return op.On(2, 1, 3).Weights(1, gates * 5, 4).Weights(1, gates * 5, 5).Refuses($"[1, {gates * 5}, 4]", "3");
            yield return op.On(2, 3).Weights(1, gates * 5, 3).Weights(1, gates * 5, 5).Refuses("[2, 3]", "[1,");
            yield return op.On(2, 1, 3).Weights(1, gates * 5, 3).Weights(1, gates * 5, 4).Refuses($"[1, {gates * 5}, 4]", $"{gates * 5}");
            yield return op.Set("direction", "sideways").On(2, 1, 3).Weights(1, gates * 5, 3).Weights(1, gates * 5, 5).Refuses("sideways", "forward");
            yield return op.On(2, 1, 3).Weights(1, gates * 5, 3).Refuses("2 inputs", "3 to");
        }

        yield return Op("If").Constant(Tensor.Scalar(true)).Gives(ElementType.Float).Refuses("no graph", "then_branch");
        yield return Op("Loop").Constant(Tensor.Scalar(2L)).Constant(Tensor.Scalar(true)).Gives(ElementType.Float).Refuses("no graph", "body");
        yield return Op("Scan").Set("num_scan_inputs", 1).On(2, 3).Gives(ElementType.Float).Refuses("no graph", "body");
    }

    private static IEnumerable<Refusal> Quantized()
    {
        yield return Op("QuantizeLinear").On(2, 3).Constant(Tensor.Vector(1f, 1f)).Gives(ElementType.UInt8).Refuses("2 scales", "[2, 3]");
        yield return Op("QuantizeLinear").On(2, 3).Constant(Tensor.Scalar(1f)).Constant(Tensor.Scalar(0L)).Gives(ElementType.Int64).Refuses("Int64", "8 or 16 bits");
        yield return Op("DequantizeLinear").On(2, 3).Constant(Tensor.Scalar(1f)).Refuses("Float [2, 3]", "whole numbers");
        yield return Op("DequantizeLinear").On(Zeros(ElementType.UInt8, 2, 3)).Constant(Tensor.Scalar(1f)).Constant(Tensor.Scalar((sbyte)0)).Gives(ElementType.Float).Refuses("Int8", "UInt8");
        yield return Op("ConvInteger").On(Zeros(ElementType.UInt8, 1, 2, 5, 5)).Constant(Zeros(ElementType.UInt8, 4, 3, 3, 3)).Gives(ElementType.Int32).Refuses("[1, 2, 5, 5]", "[4, 3, 3, 3]");
        yield return Op("ConvInteger").In(1, QuantizationRules.Domain).On(1, 2, 5, 5).On(4, 2, 3, 3).Gives(ElementType.Int32).Refuses("Float", "whole numbers");
        yield return Op("Requantize").In(1, QuantizationRules.Domain).On(Zeros(ElementType.Int32, 1, 2)).Constant(Tensor.Vector(1f, 1f, 1f)).Gives(ElementType.UInt8).Refuses("3 scales", "[1, 2]");
    }

    private static OperatorCase Op(string name) => new(name);

    private static Tensor Zeros(ElementType type, params int[] dims)
    {
        var shape = new Shape(dims);
        return new Tensor(type, shape, new byte[shape.Count * type.SizeInBytes()]);
    }

    private static Refusal Refuses(this OperatorCase bad, params string[] named) => new(bad, named);
}
