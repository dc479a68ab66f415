using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Quantized;

public sealed class QuantizeTests : OperatorTests
{
    private static readonly ElementType[] Eight = { ElementType.UInt8, ElementType.Int8 };

    // Halves, so that rounding to even shows, and values beyond both ends.
    private static readonly Tensor Steps = Tensor.Vector(0.25f, 0.75f, -0.25f, -0.75f, 1.25f, 63.9f, -64.2f, 200, -200, 1e9f, -1e9f);

    [SkippableTheory]
    [InlineData(ElementType.UInt8, 0)]
    [InlineData(ElementType.UInt8, 128)]
    [InlineData(ElementType.Int8, 0)]
    [InlineData(ElementType.Int8, -5)]
    public void One_scale(ElementType type, int zero) => Check(
        Op("QuantizeLinear").On(Steps).Constant(Tensor.Scalar(0.5f)).Constant(Number(type, zero)).Gives(type),
        Op("QuantizeLinear").On(2, 5, 3, 4).On(Tensor.Scalar(0.013f)).On(Number(type, zero)).Gives(type),
        Op("QuantizeLinear").On(5, 7).Constant(Tensor.Vector(0.02f)).Constant(Number(type, zero).Reshape(new Shape(1))).Gives(type),
        Op("DequantizeLinear").On(Samples.Whole(type, new Shape(2, 5, 3, 4), type.IsUnsigned() ? 0 : -128, 127)).Constant(Tensor.Scalar(0.3f))
            .Constant(Number(type, zero)).Gives(ElementType.Float),
        Op("DequantizeLinear").On(Samples.Whole(type, new Shape(9), 0, 127)).On(Tensor.Scalar(0.3f)).On(Number(type, zero)).Gives(ElementType.Float));

    [SkippableFact]
    public void No_zero_point() => Check(
        Op("QuantizeLinear").On(Steps).Constant(Tensor.Scalar(0.5f)).Gives(ElementType.UInt8),
        Op("DequantizeLinear").On(Samples.Whole(ElementType.Int8, new Shape(2, 5, 3, 4), -128, 127)).Constant(Tensor.Scalar(0.5f)).Gives(ElementType.Float),
        Op("DequantizeLinear").On(Samples.Whole(ElementType.Int32, new Shape(2, 5), -9000, 9000)).Constant(Tensor.Scalar(0.001f)).Gives(ElementType.Float));

    [SkippableFact]
    public void A_scale_for_each_coordinate_of_an_axis() => Check(Eight.SelectMany(type => new[]
    {
        Op("QuantizeLinear").On(2, 5, 3, 4).Constant(Scales(5)).Constant(Samples.Whole(type, new Shape(5), 0, 9)).Gives(type),
        Op("QuantizeLinear").Set("axis", -1).On(2, 5, 3, 4).On(Scales(4)).On(Samples.Whole(type, new Shape(4), 0, 9)).Gives(type),
        Op("QuantizeLinear").Set("axis", 0).On(13, 3).Constant(Scales(13)).Constant(Samples.Whole(type, new Shape(13), 0, 9)).Gives(type),
        Op("DequantizeLinear").On(Samples.Whole(type, new Shape(2, 5, 3, 4), 0, 99)).Constant(Scales(5))
            .Constant(Samples.Whole(type, new Shape(5), 0, 9)).Gives(ElementType.Float),
        Op("DequantizeLinear").Set("axis", 0).On(Samples.Whole(type, new Shape(13, 3, 3), 0, 99)).Constant(Scales(13))
            .Constant(Samples.Whole(type, new Shape(13), 0, 9)).Gives(ElementType.Float),
    }));

    [SkippableFact]
    public void Scales_that_the_elements_decide() => Check(new[] { (-2.0, 2.0), (0.5, 3), (-4, -1), (0, 0) }.SelectMany(range => new[]
    {
        Op("DynamicQuantizeLinear").On(Samples.Floats(new Shape(2, 5, 7), 1, range.Item1, range.Item2))
            .Gives(ElementType.UInt8, ElementType.Float, ElementType.UInt8),
    }));

    // 3 * 0.5 and 5 * 0.5 lie halfway: to even. A factor for each channel.
    [SkippableFact]
    public void By_a_factor() => CheckAgainst(
        (Op("Requantize").In(1, "fovea").On(Tensor.Vector(3, 5, -3, 1000, -1000)).Constant(Tensor.Scalar(0.5f)).Constant(Number(ElementType.UInt8, 10))
            .Gives(ElementType.UInt8), Tensor.Vector<byte>(12, 12, 8, 255, 0)),
        (Op("Requantize").In(1, "fovea").On(Tensor.Of<int>(new Shape(1, 2, 2), 4, 8, 4, 8)).Constant(Tensor.Vector(0.5f, 2f))
            .Constant(Number(ElementType.Int8, -1)).Gives(ElementType.Int8), Tensor.Of<sbyte>(new Shape(1, 2, 2), 1, 3, 7, 15)));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        string wrong = Refusal(Op("QuantizeLinear").On(2, 5, 3).Constant(Scales(4)).Constant(Samples.Whole(ElementType.UInt8, new Shape(4), 0, 9)).Gives(ElementType.UInt8));
        Assert.Contains("QuantizeLinear", wrong);
        Assert.Contains("4 scales", wrong);
        Assert.Contains("5 coordinates", wrong);
        Assert.Contains("zero point has the shape", Refusal(Op("DequantizeLinear")
            .On(Samples.Whole(ElementType.UInt8, new Shape(2, 5), 0, 9)).Constant(Scales(5)).Constant(Samples.Whole(ElementType.UInt8, new Shape(4), 0, 9))));
        Assert.Contains("blocks of 2", Refusal(Op("QuantizeLinear").Set("block_size", 2).On(2, 4).Constant(Samples.Floats(new Shape(2, 2))).Gives(ElementType.UInt8)));
        Assert.Contains("Int8", Refusal(Op("DequantizeLinear")
            .On(Samples.Whole(ElementType.UInt8, new Shape(2), 0, 9)).Constant(Tensor.Scalar(1f)).Constant(Number(ElementType.Int8, 0))));
    }

    private static Tensor Scales(int count) => Samples.Floats(new Shape(count), 7, 0.01, 0.1);

    private static Tensor Number(ElementType type, int value) => Tensor.Scalar((long)value).Convert(type);
}
