using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Elementwise;

public sealed class BroadcastTests : OperatorTests
{
    private static readonly ElementType[] Whole = { ElementType.Int32, ElementType.Int64 };

    /// <summary>Pairs of shapes that broadcast in every manner that networks use.</summary>
    public static IReadOnlyList<(int[] A, int[] B)> Pairs { get; } = new (int[], int[])[]
    {
        (new[] { 2, 5, 3, 4 }, new[] { 2, 5, 3, 4 }), (new[] { 2, 5, 3, 4 }, new int[0]), (new[] { 2, 5, 3, 4 }, new[] { 1 }),
        (new[] { 2, 5, 3, 4 }, new[] { 5, 1, 1 }), (new[] { 2, 8, 3, 4 }, new[] { 1, 8, 1, 1 }), (new[] { 2, 5, 3, 4 }, new[] { 2, 1, 3, 4 }),
        (new[] { 2, 5, 3, 4 }, new[] { 2, 5, 1, 1 }), (new[] { 2, 5, 3, 4 }, new[] { 1, 1, 3, 1 }), (new[] { 2, 5, 3, 4 }, new[] { 4 }),
        (new[] { 2, 1, 3, 4 }, new[] { 1, 5, 3, 1 }), (new[] { 5, 1, 1 }, new[] { 2, 5, 3, 4 }), (new[] { 2, 5, 6 }, new[] { 1, 5, 1 }),
        (new[] { 3, 4 }, new[] { 4 }), (new[] { 3, 1 }, new[] { 1, 4 }), (new[] { 2, 3, 1, 2, 2 }, new[] { 3, 4, 1, 2 }), (new[] { 2, 0, 3, 4 }, new[] { 1, 1, 4 }),
    };

    [SkippableTheory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    [InlineData("PRelu")]
    public void Two_operands(string name) => Check(Pairs.Where(p => name != "PRelu" || IsOneWay(p)).SelectMany(p => new[]
    {
        Op(name).On(p.A).On(Away(p.B)).Within(1e-6), Op(name).On(p.A).Constant(Away(p.B)).Within(1e-6),
    }));

    [SkippableFact]
    public void Constant_first() => Check(Pairs.Select(p => Op("Sub").Weights(p.A).On(p.B)));

    [SkippableTheory]
    [InlineData("Sum")]
    [InlineData("Mean")]
    [InlineData("Min")]
    [InlineData("Max")]
    public void Any_number_of_operands(string name) => Check(Pairs.SelectMany(p => new[]
    {
        Op(name).On(p.A).On(p.B).Within(1e-6), Op(name).On(p.A).On(p.B).Weights(p.A).On(p.A).Within(1e-6), Op(name).On(p.A).Within(0),
    }));

    [SkippableFact]
    public void Powers() => Check(Pairs.Take(8).Select(p => Op("Pow").On(Samples.Floats(new Shape(p.A), 1, 0.1, 4)).On(p.B)).Concat(new[] { -3f, -1, 0, 0.5f, 1, 2, 3, 4, 5 }
        .Select(y => Op("Pow").On(Samples.Floats(new Shape(2, 5, 3), 2, y == 0.5f ? 0 : -4, 4)).Constant(Tensor.Scalar(y)))).Concat(new[]
        {
            Op("Pow").On(Tensor.Vector(0f, 2, -2, 3)).On(Tensor.Vector(3L, -2, 3, 0)),
            Op("Pow").On(Tensor.Vector(0, 2, -2, 3)).On(Tensor.Vector(3, 5, 3, 0)),
            Op("Pow").On(Tensor.Vector(2L, -3)).On(Tensor.Vector(2f, 3)),
        }).Select(c => c.Within(1e-5, elementByElement: true)));

    [SkippableFact]
    public void Remainders() => Check(
        Op("Mod").Set("fmod", 1).On(Tensor.Vector(5f, -5, 5.5f, -5.5f)).On(Tensor.Vector(3f, 3, -2, -2)),
        Op("Mod").Set("fmod", 1).On(Tensor.Vector(5, -5, 5, -5)).On(Tensor.Vector(3, 3, -3, -3)),
        Op("Mod").On(Tensor.Vector(5, -5, 5, -5, 6)).On(Tensor.Vector(3, 3, -3, -3, 3)),
        Op("Mod").On(Tensor.Vector(5L, -5, 5, -5, 6)).On(Tensor.Vector(3L, 3, -3, -3, 3)),
        Op("Mod").On(Tensor.Vector<uint>(5, 7, 4000000000)).On(Tensor.Vector<uint>(3, 7, 1000)));

    [SkippableFact]
    public void Whole_numbers() => Check(Whole.SelectMany(type => new[] { "Add", "Sub", "Mul", "Div", "Max", "Min" }.SelectMany(name => new[]
    {
        Op(name).On(Samples.Whole(type, new Shape(2, 5, 3, 4), -50, 50)).On(Samples.Whole(type, new Shape(5, 1, 1), 1, 9)),
        Op(name).On(Samples.Whole(type, new Shape(7), -50, 50)).Constant(Samples.Whole(type, new Shape(7), -9, -1)),
    })));

    [SkippableFact]
    public void NaN_in_minimum_and_maximum() => Check(new[] { "Min", "Max" }.SelectMany(name => new[]
    {
        Op(name).On(Tensor.Vector(float.NaN, 1, float.PositiveInfinity)).On(Tensor.Vector(0f, float.NaN, float.NegativeInfinity)),
    }));

    [SkippableFact]
    public void Bounds() => Check(Samples.Images.Take(3).SelectMany(x => new[]
    {
        Op("Clip").On(x).Constant(Tensor.Scalar(-0.5f)).Constant(Tensor.Scalar(1f)), Op("Clip").On(x).Constant(Tensor.Scalar(0f)),
        Op("Clip").On(x).Without().Constant(Tensor.Scalar(0.25f)), Op("Clip").On(x), Op("Clip").On(x).On(Tensor.Scalar(0.1f)).On(Tensor.Scalar(0.9f)),
        Op("Clip").Set("min", 0f).Set("max", 6f).In(10).On(x),
    }).Concat(Whole.Select(type => Op("Clip").On(Samples.Whole(type, new Shape(9), -20, 20)).Constant(Samples.Whole(type, Shape.Scalar, -5, -4)))));

    [SkippableTheory]
    [InlineData("Equal")]
    [InlineData("Less")]
    [InlineData("LessOrEqual")]
    [InlineData("Greater")]
    [InlineData("GreaterOrEqual")]
    public void Comparisons(string name) => Check(Whole.Append(ElementType.Float).SelectMany(type => new[]
    {
        Op(name).On(Samples.Whole(type, new Shape(2, 5, 3, 4), -3, 3)).On(Samples.Whole(type, new Shape(5, 1, 1), -3, 3)).Gives(ElementType.Bool),
        Op(name).On(Samples.Whole(type, new Shape(9), -3, 3)).Constant(Samples.Whole(type, Shape.Scalar, 0, 1)).Gives(ElementType.Bool),
    }).Append(Op(name).On(Tensor.Vector(float.NaN, 1, float.NaN)).On(Tensor.Vector(0f, float.NaN, float.NaN)).Gives(ElementType.Bool)));

    [SkippableFact]
    public void Logic() => Check(new[] { "And", "Or", "Xor", "Equal" }.SelectMany(name => new[]
    {
        Op(name).On(Samples.Whole(ElementType.Bool, new Shape(3, 5), 0, 2)).On(Samples.Whole(ElementType.Bool, new Shape(5), 0, 2)),
        Op(name).On(Samples.Whole(ElementType.Bool, new Shape(2, 5, 3, 4), 0, 2)).On(Samples.Whole(ElementType.Bool, new Shape(2, 1, 3, 1), 0, 2)),
    }));

    [SkippableFact]
    public void Choices() => Check(Pairs.SelectMany(p => new[]
    {
        Op("Where").On(Samples.Whole(ElementType.Bool, new Shape(p.B), 0, 2)).On(p.A).On(p.B).Gives(ElementType.Float),
        Op("Where").On(Samples.Whole(ElementType.Bool, new Shape(p.A), 0, 2)).On(p.A).Constant(Tensor.Scalar(-1f)).Gives(ElementType.Float),
        Op("Where").Constant(Samples.Whole(ElementType.Bool, new Shape(p.B), 0, 2)).On(p.A).On(p.A).Gives(ElementType.Float),
    }).Append(Op("Where").On(Tensor.Vector(true, false)).On(Tensor.Vector(1L, 2)).On(Tensor.Scalar(7L)).Gives(ElementType.Int64)));

    [Fact]
    public void Every_row_of_more_inputs_is_tried()
    {
        string[] tried =
        {
            "Add", "Sub", "Mul", "Div", "PRelu", "Sum", "Mean", "Min", "Max", "Pow", "Mod", "Clip", "Equal", "Less", "LessOrEqual", "Greater",
            "GreaterOrEqual", "And", "Or", "Xor", "Where", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor",
        };
        Assert.Empty(Fovea.Operators.Elementwise.ElementwiseTable.Rows.Where(r => r.Inputs.Count > 1).Select(r => r.Operator).Except(tried));
    }

    private static bool IsOneWay((int[] A, int[] B) pair) => Shape.Broadcast(new Shape(pair.A), new Shape(pair.B)).Equals(new Shape(pair.A));

    // Not near zero, where a quotient would magnify what rounding does.
    private static Tensor Away(int[] dims) => Samples.Floats(new Shape(dims), 5, 0.3, 2);
}
