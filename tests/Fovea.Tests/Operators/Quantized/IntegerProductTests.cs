using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Quantized;

/// <summary>Convolutions and matrix products of quantized numbers: every sum exact.</summary>
public sealed class IntegerProductTests : OperatorTests
{
    /// <summary>Maps and weights: strides, dilation, groups, pads, one axis.</summary>
    private static IEnumerable<(OperatorCase Op, int[] X, int[] W)> Convolutions(string name) => new[]
    {
        (Op(name).Kernel(3).Pads(1), new[] { 1, 3, 8, 5 }, new[] { 5, 3, 3, 3 }), (Op(name).Stride(2).Pads(1), new[] { 2, 5, 7, 9 }, new[] { 13, 5, 3, 3 }),
        (Op(name).Kernel(1), new[] { 2, 13, 5, 6 }, new[] { 8, 13, 1, 1 }), (Op(name).Dilation(2).Pads(0, 1, 2, 1), new[] { 1, 1, 9, 7 }, new[] { 3, 1, 3, 2 }),
        (Op(name).Set("group", 5).Pads(1), new[] { 2, 5, 6, 5 }, new[] { 5, 1, 3, 3 }), (Op(name).Set("group", 2), new[] { 1, 6, 5, 5 }, new[] { 8, 3, 3, 3 }),
        (Op(name).Set("auto_pad", "SAME_UPPER").Stride(2), new[] { 1, 3, 8, 5 }, new[] { 4, 3, 3, 3 }),
        (Op(name).Set("pads", new[] { 1, 1 }), new[] { 2, 5, 11 }, new[] { 3, 5, 3 }),
    };

    [SkippableTheory]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Int8)]
    public void Convolution(ElementType weights) => Check(Convolutions("ConvInteger").SelectMany(c => new[]
    {
        c.Op.On(All(ElementType.UInt8, c.X)).Constant(All(weights, c.W)).Gives(ElementType.Int32),
        c.Op.On(All(ElementType.UInt8, c.X)).Constant(All(weights, c.W)).Constant(Number(ElementType.UInt8, 130)).Constant(Number(weights, 3)).Gives(ElementType.Int32),
        c.Op.On(All(ElementType.UInt8, c.X)).On(All(weights, c.W)).On(Number(ElementType.UInt8, 7)).Gives(ElementType.Int32),
    }));

    // 8,192 products of 255 * 255: no float holds each such sum.
    [SkippableFact]
    public void Sums_beyond_the_reach_of_floats() => Check(
        Op("ConvInteger").On(Samples.Whole(ElementType.UInt8, new Shape(1, 8192, 1, 3), 253, 256))
            .Constant(Samples.Whole(ElementType.UInt8, new Shape(5, 8192, 1, 1), 252, 256)).Gives(ElementType.Int32),
        Op("MatMulInteger").On(Samples.Whole(ElementType.UInt8, new Shape(3, 8192), 253, 256))
            .Constant(Samples.Whole(ElementType.UInt8, new Shape(8192, 5), 252, 256)).Gives(ElementType.Int32));

    [SkippableFact]
    public void Convolution_with_scales() => Check(Convolutions("QLinearConv").SelectMany(c => new[]
    {
        Scaled(c, ElementType.UInt8, ElementType.UInt8, perChannel: false, bias: false), Scaled(c, ElementType.UInt8, ElementType.Int8, perChannel: true, bias: true),
        Scaled(c, ElementType.Int8, ElementType.Int8, perChannel: true, bias: false), Scaled(c, ElementType.UInt8, ElementType.UInt8, perChannel: false, bias: true),
    }));

    [SkippableFact]
    public void Product_of_matrices() => Check(new[] { (new[] { 5, 7 }, new[] { 7, 13 }), (new[] { 2, 3, 5, 40 }, new[] { 40, 3 }), (new[] { 2, 5, 7 }, new[] { 2, 7, 3 }) }
        .SelectMany(p => new[] { ElementType.UInt8, ElementType.Int8 }.SelectMany(b => new[]
        {
            Op("MatMulInteger").On(All(ElementType.UInt8, p.Item1)).Constant(Beside(ElementType.UInt8, b, p.Item2)).Gives(ElementType.Int32),
            Op("MatMulInteger").On(All(ElementType.UInt8, p.Item1)).On(Beside(ElementType.UInt8, b, p.Item2)).On(Number(ElementType.UInt8, 12)).On(Number(b, 3)).Gives(ElementType.Int32),
            Op("QLinearMatMul").On(All(ElementType.UInt8, p.Item1)).Constant(Tensor.Scalar(0.02f)).Constant(Number(ElementType.UInt8, 100))
                .Constant(Beside(ElementType.UInt8, b, p.Item2)).Constant(Tensor.Scalar(0.01f)).Constant(Number(b, 20)).Constant(Tensor.Scalar(0.13f))
                .Constant(Number(ElementType.UInt8, 120)).Gives(ElementType.UInt8),
        })).Append(Op("MatMulInteger").On(All(ElementType.UInt8, 5, 7)).Constant(Beside(ElementType.UInt8, ElementType.Int8, 7, 3))
            .Constant(Number(ElementType.UInt8, 9)).Constant(Samples.Whole(ElementType.Int8, new Shape(3), -9, 9)).Gives(ElementType.Int32)));

    [SkippableFact]
    public void Signed_weights_of_the_whole_range_beside_unsigned_maps()
    {
        Tensor a = All(ElementType.UInt8, 5, 40), b = All(ElementType.Int8, 40, 13);
        long[] x = a.ToIntegers(), w = b.ToIntegers();
        int Sum(int row, int column) => (int)Enumerable.Range(0, 40).Sum(i => (x[(row * 40) + i] - 7) * (w[(i * 13) + column] + 3));
        int[] sums = Enumerable.Range(0, 5 * 13).Select(i => Sum(i / 13, i % 13)).ToArray();
        CheckAgainst(
            (Op("MatMulInteger").On(a).Constant(b).Constant(Number(ElementType.UInt8, 7)).Constant(Number(ElementType.Int8, -3)).Gives(ElementType.Int32),
                Tensor.Of(new Shape(5, 13), sums)),
            (Op("ConvInteger").Kernel(1).On(Tensor.Of(new Shape(5, 40, 1, 1), a.Span<byte>())).Constant(Transposed()).Constant(Number(ElementType.UInt8, 7)).Constant(Number(ElementType.Int8, -3))
                .Gives(ElementType.Int32), Tensor.Of(new Shape(5, 13, 1, 1), sums)));

        Tensor Transposed() => Tensor.Of(new Shape(13, 40, 1, 1), Enumerable.Range(0, 13 * 40).Select(i => (sbyte)w[(i % 40 * 13) + (i / 40)]).ToArray());
    }

    // ONNX allows a zero point for each row, which ONNX Runtime refuses.
    [SkippableFact]
    public void A_zero_point_for_each_row() => CheckAgainst((Op("MatMulInteger").On(Tensor.Of<byte>(new Shape(2, 3), 1, 2, 3, 4, 5, 6))
        .Constant(Tensor.Of<byte>(new Shape(3, 1), 1, 1, 1)).Constant(Tensor.Vector<byte>(1, 5)).Gives(ElementType.Int32), Tensor.Of<int>(new Shape(2, 1), 3, 0)));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        string wrong = Refusal(Op("ConvInteger").On(All(ElementType.UInt8, 1, 3, 5, 5)).Constant(All(ElementType.UInt8, 4, 2, 3, 3)).Gives(ElementType.Int32));
        Assert.Contains("ConvInteger", wrong);
        Assert.Contains("[4, 2, 3, 3]", wrong);
        Assert.Contains("whole numbers", Refusal(Op("ConvInteger").In(1, "fovea").On(1, 3, 5, 5).Weights(4, 3, 3, 3).Gives(ElementType.Int32)));
    }

    private static OperatorCase Scaled((OperatorCase Op, int[] X, int[] W) c, ElementType x, ElementType w, bool perChannel, bool bias)
    {
        int channels = c.W[0], products = c.W.Skip(1).Aggregate(1, (a, b) => a * b);
        OperatorCase scaled = c.Op.On(All(x, c.X)).Constant(Tensor.Scalar(0.02f)).Constant(Number(x, x == ElementType.UInt8 ? 110 : -3)).Constant(Beside(x, w, c.W))
            .Constant(perChannel ? Samples.Floats(new Shape(channels), 2, 0.005, 0.02) : Tensor.Scalar(0.01f))
            .Constant(perChannel ? Samples.Whole(w, new Shape(channels), 0, 1) : Number(w, w == ElementType.UInt8 ? 128 : 0))
            .Constant(Tensor.Scalar(0.01f * System.MathF.Sqrt(products))).Constant(Number(x, x == ElementType.UInt8 ? 128 : 5));
        return (bias ? scaled.Constant(Samples.Whole(ElementType.Int32, new Shape(channels), -9000, 9000)) : scaled).Gives(x);
    }

    // Of signed weights beside unsigned maps: within seven bits, for on processors without VNNI ONNX Runtime adds two such products in 16 bits
    // and saturates. The whole range is held against the definition.
    private static Tensor Beside(ElementType x, ElementType type, params int[] dims) =>
        x == ElementType.UInt8 && type == ElementType.Int8 ? Samples.Whole(type, new Shape(dims), -64, 64, 3) : All(type, dims);

    private static Tensor All(ElementType type, params int[] dims) => Samples.Whole(type, new Shape(dims), type.IsUnsigned() ? 0 : -128, type.IsUnsigned() ? 256 : 128, 3);

    private static Tensor Number(ElementType type, int value) => Tensor.Scalar((long)value).Convert(type);
}
