using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Quantized;

/// <summary>The operators of ONNX Runtime's domain that its quantizer writes.</summary>
public sealed class MicrosoftTests : OperatorTests
{
    private static readonly ElementType[] Types = { ElementType.UInt8, ElementType.Int8 };

    [SkippableTheory]
    [InlineData("QLinearAdd")]
    [InlineData("QLinearMul")]
    public void Two_operands(string name) => Check(Types.SelectMany(type => new[] { (new[] { 2, 5, 3, 4 }, new[] { 2, 5, 3, 4 }), (new[] { 3, 7 }, new[] { 7 }) }
        .Select(p => Output(Input(Input(Contrib(name), type, p.Item1), type, p.Item2), type, 0.0931f).Gives(type))));

    [SkippableFact]
    public void One_operand() => Check(Types.SelectMany(type => new[]
    {
        Output(Input(Contrib("QLinearSigmoid"), type, 2, 5, 3, 4), type, 0.0041f).Gives(type),
        Output(Input(Contrib("QLinearLeakyRelu").Set("alpha", 0.3f), type, 2, 5, 3, 4), type, 0.0213f).Gives(type),
        Output(Input(Contrib("QLinearGlobalAveragePool"), type, 2, 5, 3, 4), type, 0.0137f).Gives(type),
        Output(Input(Contrib("QLinearAveragePool").Kernel(3).Stride(2).Pads(1), type, 2, 5, 7, 9), type, 0.0137f).Gives(type),
    }));

    [SkippableFact]
    public void Parts_of_different_scales() => Check(Types.Select(type =>
        Input(Input(Contrib("QLinearConcat").Set("axis", 1).Constant(Tensor.Scalar(0.0237f)).Constant(Number(type, 5)), type, 2, 5, 3, 4), type, 2, 3, 3, 4).Gives(type)));

    [SkippableFact]
    public void Products() => Check(
        Output(Weights(Input(Contrib("QGemm"), ElementType.UInt8, 5, 7), ElementType.UInt8, 7, 3).Constant(Tensor.Vector(100, -200, 300)), ElementType.UInt8, 0.31f)
            .Gives(ElementType.UInt8),
        Output(Weights(Input(Contrib("QGemm").Set("transB", 1).Set("alpha", 0.5f), ElementType.UInt8, 5, 7), ElementType.UInt8, 3, 7).Without(), ElementType.UInt8, 0.31f)
            .Gives(ElementType.UInt8),
        Weights(Input(Contrib("QGemm"), ElementType.UInt8, 5, 7), ElementType.UInt8, 7, 3).Gives(ElementType.Float),
        Contrib("DynamicQuantizeMatMul").On(5, 7).Constant(All(ElementType.UInt8, 7, 3)).Constant(Tensor.Scalar(0.02f)).Constant(Number(ElementType.UInt8, 120))
            .Weights(3).Gives(ElementType.Float),
        Contrib("DynamicQuantizeMatMul").On(2, 5, 7).Constant(All(ElementType.Int8, 7, 3)).Constant(Tensor.Vector(0.02f, 0.01f, 0.03f)).Gives(ElementType.Float),
        Contrib("MatMulIntegerToFloat").On(All(ElementType.UInt8, 5, 7)).Constant(All(ElementType.UInt8, 7, 3)).Constant(Tensor.Scalar(0.02f))
            .Constant(Tensor.Scalar(0.01f)).Constant(Number(ElementType.UInt8, 9)).Constant(Number(ElementType.UInt8, 130)).Weights(3).Gives(ElementType.Float));

    [SkippableFact]
    public void Conversions() => Check(
        Contrib("QuantizeLinear").On(2, 5, 3).Constant(Tensor.Scalar(0.02f)).Constant(Number(ElementType.UInt8, 100)).Gives(ElementType.UInt8),
        Contrib("DequantizeLinear").On(All(ElementType.Int8, 2, 5, 3)).Constant(Tensor.Scalar(0.02f)).Constant(Number(ElementType.Int8, -3)).Gives(ElementType.Float));

    [Fact]
    public void Channels_that_come_last_are_refused() => Assert.Contains("channels_last", Refusal(
        Output(Input(Contrib("QLinearGlobalAveragePool").Set("channels_last", 1), ElementType.UInt8, 2, 3, 4, 5), ElementType.UInt8, 0.1f)));

    private static OperatorCase Contrib(string name) => Op(name).In(1, "com.microsoft");

    private static OperatorCase Input(OperatorCase op, ElementType type, params int[] dims) =>
        op.On(All(type, dims)).Constant(Tensor.Scalar(0.0173f)).Constant(Number(type, 11));

    private static OperatorCase Weights(OperatorCase op, ElementType type, params int[] dims) =>
        op.Constant(All(type, dims)).Constant(Tensor.Scalar(0.0119f)).Constant(Number(type, 120));

    private static OperatorCase Output(OperatorCase op, ElementType type, float scale) => op.Constant(Tensor.Scalar(scale)).Constant(Number(type, 17));

    private static Tensor All(ElementType type, params int[] dims) => Samples.Whole(type, new Shape(dims), type.IsUnsigned() ? 0 : -128, type.IsUnsigned() ? 256 : 128, 3);

    private static Tensor Number(ElementType type, int value) => Tensor.Scalar((long)value).Convert(type);
}
