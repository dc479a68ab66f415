using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Elementwise;

public sealed class UnaryTests : OperatorTests
{
    private static readonly float[] Special = { 0, -0f, 1, -1, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 1e-6f, -1e-6f };

    /// <summary>Each operator of one input, with the range in which it is tried and how exact it is.</summary>
    public static TheoryData<string, double, double, double> Operators => new()
    {
        { "Abs", -1e6, 1e6, 0 }, { "Neg", -1e6, 1e6, 0 }, { "Sign", -1e6, 1e6, 0 }, { "Ceil", -1e4, 1e4, 0 }, { "Floor", -1e4, 1e4, 0 },
        { "Round", -1e4, 1e4, 0 }, { "Reciprocal", -50, 50, 1e-6 }, { "Sqrt", 0, 1e6, 1e-6 }, { "Exp", -80, 80, 2e-5 }, { "Log", 1e-6, 1e6, 2e-6 },
        { "Sin", -30, 30, 1e-5 }, { "Cos", -30, 30, 1e-5 }, { "Tan", -1.4, 1.4, 1e-5 }, { "Asin", -1, 1, 1e-5 }, { "Acos", -1, 1, 1e-5 },
        { "Atan", -100, 100, 1e-5 }, { "Sinh", -20, 20, 1e-5 }, { "Cosh", -20, 20, 1e-5 }, { "Asinh", -1e4, 1e4, 1e-5 }, { "Acosh", 1, 1e4, 1e-5 },
        { "Atanh", -0.99, 0.99, 1e-5 }, { "Erf", -5, 5, 1e-6 },
        { "Relu", -1e6, 1e6, 0 }, { "LeakyRelu", -1e3, 1e3, 1e-6 }, { "Elu", -90, 90, 2e-6 }, { "Celu", -90, 90, 2e-6 }, { "Selu", -90, 90, 2e-6 },
        { "ThresholdedRelu", -3, 3, 0 }, { "Shrink", -2, 2, 1e-6 }, { "Sigmoid", -120, 120, 2e-6 }, { "HardSigmoid", -9, 9, 1e-6 }, { "HardSwish", -9, 9, 2e-6 },
        { "Tanh", -100, 100, 2e-6 }, { "Softplus", -120, 120, 2e-6 }, { "Softsign", -1e4, 1e4, 1e-6 }, { "Mish", -60, 60, 5e-6 }, { "Gelu", -9, 9, 2e-6 },
    };

    /// <summary>Operators whose attributes are numbers, with other numbers than the defaults.</summary>
    public static IReadOnlyList<OperatorCase> WithAttributes { get; } = new[]
    {
        Op("LeakyRelu").Set("alpha", 0.3f), Op("Elu").Set("alpha", 0.5f), Op("Celu").Set("alpha", 2f), Op("Selu").Set("alpha", 1.2f).Set("gamma", 0.7f),
        Op("ThresholdedRelu").Set("alpha", 0.4f), Op("Shrink").Set("bias", 1.5f).Set("lambd", 1.5f), Op("HardSigmoid").Set("alpha", 0.4f).Set("beta", 0.1f), Op("Gelu").Set("approximate", "tanh"),
    };

    [SkippableTheory]
    [MemberData(nameof(Operators))]
    public void Agrees_with_ONNX_Runtime(string name, double low, double high, double tolerance)
    {
        float[] special = Special.Where(x => x >= low && x <= high).ToArray();
        Check(Samples.Images.Take(3).Select(x => Op(name).On(Samples.Floats(x, 3, low, high)))
            .Append(Op(name).On(Tensor.Vector(special)))
            .Append(Op(name).On(Samples.Floats(new Shape(1, 5, 2, 7), 4, System.Math.Max(low, -1), System.Math.Min(high, 1.5))))
            .Select(c => c.Within(tolerance, elementByElement: true)));
    }

    [SkippableFact]
    public void Attributes_count() => Check(WithAttributes.Select(op => op.On(2, 5, 3, 4).Within(2e-6)));

    [SkippableFact]
    public void NaN_and_infinity()
    {
        Tensor x = Tensor.Vector(float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f);
        Check(
            Op("IsNaN").On(x).Gives(ElementType.Bool), Op("Abs").On(x), Op("Neg").On(x), Op("Floor").On(x), Op("Ceil").On(x),
            Op("Sigmoid").On(Tensor.Vector(float.PositiveInfinity, float.NegativeInfinity)),
            Op("Tanh").On(Tensor.Vector(float.PositiveInfinity, float.NegativeInfinity)),
            Op("Exp").On(Tensor.Vector(float.PositiveInfinity, float.NegativeInfinity, 200, -200)),
            Op("Log").On(Tensor.Vector(0f, float.PositiveInfinity)),
            Op("Sqrt").On(Tensor.Vector(float.PositiveInfinity, 0f)),
            Op("Softplus").On(Tensor.Vector(float.PositiveInfinity, 1000, -1000)));
    }

    [SkippableTheory]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.Int8)]
    public void Of_whole_numbers(ElementType type)
    {
        Tensor x = Samples.Whole(type, new Shape(2, 5, 3, 4), -100, 100);
        Check(Op("Abs").On(x), Op("Neg").On(x), Op("Sign").On(x));
        if (type != ElementType.Int64)
            Check(Op("Relu").On(x));
    }

    [SkippableFact]
    public void Of_bools() => Check(Op("Not").On(Samples.Whole(ElementType.Bool, new Shape(3, 5), 0, 2)));

    [Fact]
    public void Every_row_of_one_input_is_tried()
    {
        string[] tried = Operators.Select(row => (string)((object[])row)[0]).Concat(new[] { "Not", "IsNaN", "IsInf", "BitwiseNot" }).ToArray();
        Assert.Empty(Fovea.Operators.Elementwise.ElementwiseTable.Rows.Where(r => r.Inputs.Count == 1).Select(r => r.Operator).Except(tried));
    }
}
