using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Elementwise;

/// <summary>
/// Arithmetic of whole numbers of every width. ONNX Runtime has few kernels for the short ones, so what they should give is worked out
/// here, in 64 bits of which the type's are kept.
/// </summary>
public sealed class IntegerTests : OperatorTests
{
    private static readonly ElementType[] Signed = { ElementType.Int8, ElementType.Int16, ElementType.Int32, ElementType.Int64 };

    private static readonly ElementType[] Unsigned = { ElementType.UInt8, ElementType.UInt16, ElementType.UInt32, ElementType.UInt64 };

    /// <summary>Operators of two inputs, and what they give.</summary>
    private static readonly Dictionary<string, Func<long, long, long>> Arithmetic = new()
    {
        ["Add"] = (x, y) => x + y,
        ["Sub"] = (x, y) => x - y,
        ["Mul"] = (x, y) => x * y,
        ["Div"] = (x, y) => x / y,
        ["Mod"] = (x, y) => x - (y * (long)Math.Floor((double)x / y)),
        ["Min"] = Math.Min,
        ["Max"] = Math.Max,
        ["BitwiseAnd"] = (x, y) => x & y,
        ["BitwiseOr"] = (x, y) => x | y,
        ["BitwiseXor"] = (x, y) => x ^ y,
    };

    private static readonly Dictionary<string, Func<long, long, bool>> Comparing = new()
    {
        ["Equal"] = (x, y) => x == y,
        ["Less"] = (x, y) => x < y,
        ["LessOrEqual"] = (x, y) => x <= y,
        ["Greater"] = (x, y) => x > y,
        ["GreaterOrEqual"] = (x, y) => x >= y,
    };

    /// <summary>Every type of whole numbers.</summary>
    public static TheoryData<ElementType> Types
    {
        get
        {
            var data = new TheoryData<ElementType>();
            foreach (ElementType type in Signed.Concat(Unsigned))
                data.Add(type);
            return data;
        }
    }

    // Sums, differences and products leave the range of 8 and of 16 bits.
    private static long[] Left(ElementType type) => type.IsUnsigned()
        ? new long[] { 0, 3, 200, 255, Highest(type) - 1, Highest(type), 17, 100, Highest(type) }
        : new long[] { 0, 3, -100, 127, -Highest(type) - 1, Highest(type), -17, 100, Highest(type) };

    private static long[] Right(ElementType type) => type.IsUnsigned()
        ? new long[] { 1, 5, 100, 254, 3, 7, 5, Highest(type), Highest(type) }
        : new long[] { 1, -5, -100, 126, 3, 7, -5, -Highest(type), Highest(type) };

    [SkippableTheory]
    [MemberData(nameof(Types))]
    public void Two_operands(ElementType type) => CheckAgainst(Arithmetic.Where(op => type != ElementType.UInt64 || op.Key != "Sub").Select(op =>
        (Op(op.Key).On(Of(type, Left(type))).On(Of(type, Right(type))), Of(type, Left(type).Zip(Right(type), op.Value)))).ToArray());

    [SkippableTheory]
    [MemberData(nameof(Types))]
    public void Comparisons(ElementType type) => CheckAgainst(Comparing.Select(op =>
        (Op(op.Key).On(Of(type, Left(type))).On(Of(type, Right(type))).Gives(ElementType.Bool),
            Tensor.Vector(Left(type).Zip(Right(type), op.Value).ToArray()))).ToArray());

    [SkippableTheory]
    [MemberData(nameof(Types))]
    public void One_operand(ElementType type)
    {
        long[] x = Left(type);
        Tensor of = Of(type, x);
        var cases = new List<(OperatorCase, Tensor)>
        {
            (Op("Abs").On(of), Of(type, x.Select(Math.Abs))),
            (Op("Sign").On(of), Of(type, x.Select(v => (long)Math.Sign(v)))),
            (Op("Clip").On(of).Constant(Of(type, new[] { 2L }).Reshape(Shape.Scalar)).On(Of(type, new[] { 90L }).Reshape(Shape.Scalar)),
                Of(type, x.Select(v => Math.Clamp(v, 2, 90)))),
            (Op("Where").Constant(Tensor.Vector(x.Select(v => v % 2 == 0).ToArray())).On(of).Constant(Of(type, Right(type))).Gives(type),
                Of(type, x.Zip(Right(type), (a, b) => a % 2 == 0 ? a : b))),
        };
        // What 64 bits hold beyond 32 is gone, so that neither differences nor complements without a sign are those of 64.
        if (type != ElementType.UInt64)
            cases.Add((Op("BitwiseNot").On(of), Of(type, x.Select(v => ~v))));
        if (!type.IsUnsigned())
        {
            cases.Add((Op("Neg").On(of), Of(type, x.Select(v => -v))));
            cases.Add((Op("Relu").On(of), Of(type, x.Select(v => Math.Max(v, 0)))));
        }

        CheckAgainst(cases.ToArray());
    }

    [SkippableFact]
    public void Truncated_remainders() => CheckAgainst(Signed.Concat(Unsigned).Select(type =>
        (Op("Mod").Set("fmod", 1).On(Of(type, Left(type))).On(Of(type, Right(type))), Of(type, Left(type).Zip(Right(type), (x, y) => x % y)))).ToArray());

    [SkippableFact]
    public void Shifts() => CheckAgainst(Unsigned.SelectMany(type => new[]
    {
        (Op("BitShift").Set("direction", "LEFT").On(Of(type, 1, 255, 16, 3)).On(Of(type, 2, 3, 4, 7)), Of(type, 4, 255 << 3, 256, 3 << 7)),
        (Op("BitShift").Set("direction", "RIGHT").On(Of(type, 1, 255, 16, 200)).Constant(Of(type, 1, 3, 4, 0)), Of(type, 0, 31, 1, 200)),
    }).ToArray());

    [Fact]
    public void A_shift_needs_a_direction() =>
        Assert.Contains("LEFT", Refusal(Op("BitShift").Set("direction", "UP").On(Of(ElementType.UInt8, 1)).On(Of(ElementType.UInt8, 1))));

    [SkippableFact]
    public void Powers_with_fractions() => Check(
        Op("Pow").On(Tensor.Vector(4, 9, 2)).On(Tensor.Vector(0.5f, 1.5f, 3)), Op("Pow").On(Tensor.Vector(4L, 9, 2)).Constant(Tensor.Vector(0.5f, 0.5f, -1)));

    [SkippableFact]
    public void Infinities() => Check(new[] { (1, 1), (1, 0), (0, 1), (0, 0) }.Select(detect => Op("IsInf")
        .Set("detect_positive", detect.Item1).Set("detect_negative", detect.Item2)
        .On(Tensor.Vector(1f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue)).Gives(ElementType.Bool)));

    [SkippableFact]
    public void Products_of_matrices() => Check(new[] { ElementType.Int32, ElementType.UInt32, ElementType.Int64 }.SelectMany(type => new[]
    {
        Op("MatMul").On(Samples.Whole(type, new Shape(2, 3, 5, 7), 0, 3000)).On(Samples.Whole(type, new Shape(7, 13), 0, 9000)),
        Op("MatMul").On(Samples.Whole(type, new Shape(1, 40), 0, 300)).Constant(Samples.Whole(type, new Shape(40, 37), 0, 900)),
    }));

    [SkippableFact]
    public void Reductions() => Check(new[] { "ReduceMax", "ReduceMin" }.SelectMany(name =>
        new[] { ElementType.Int8, ElementType.UInt8, ElementType.Int32, ElementType.Int64 }.SelectMany(type => new[]
        {
            Op(name).On(Samples.Whole(type, new Shape(3, 5, 7), type.IsUnsigned() ? 1 : -100, type.IsUnsigned() ? 255 : -3)).Constant(1),
            Op(name).On(Samples.Whole(type, new Shape(5, 90), type.IsUnsigned() ? 1 : 4, 120)).Constant(1),
        })).Concat(new[] { "ReduceSum", "ReduceMean", "ReduceProd", "ReduceL1", "ReduceSumSquare" }.Select(name =>
            Op(name).On(Samples.Whole(ElementType.Int32, new Shape(3, 5, 7), -9, 10)).Constant(1))));

    [SkippableTheory]
    [MemberData(nameof(Types))]
    public void Moves(ElementType type)
    {
        Tensor x = Samples.Whole(type, new Shape(2, 5, 3, 4), 0, 100);
        Tensor five = Samples.Whole(type, Shape.Scalar, 5, 6);
        Check(
            Op("Transpose").Set("perm", new[] { 0, 2, 3, 1 }).On(x), Op("Concat").Set("axis", 1).On(x).Constant(x),
            Op("Slice").On(x).Constant(1).Constant(4).Constant(1).Constant(2), Op("Gather").Set("axis", 1).On(x).Constant(4, 0),
            Op("Expand").On(Samples.Whole(type, new Shape(5, 1), 0, 100)).Constant(3, 5, 4));
        if (type is not (ElementType.Int16 or ElementType.UInt16))
            Check(Op("Pad").On(x).Constant(0, 1, 0, 2, 0, 0, 1, 1).Constant(five));
    }

    [Fact]
    public void Numbers_that_32_bits_do_not_hold_are_refused()
    {
        Assert.Contains("5000000000", Refusal(Op("Add").On(Tensor.Vector(5000000000L)).On(Tensor.Vector(1L))));
        Assert.Contains("'x0'", Refusal(Op("Add").On(Tensor.Vector(5000000000L)).On(Tensor.Vector(1L))));
        Assert.Contains("'c1'", Refusal(Op("Add").On(Tensor.Vector(1L)).Constant(Tensor.Vector(-5000000000L))));
        Assert.Contains("1E+300", Refusal(Op("Add").On(Tensor.Vector(1e300)).On(Tensor.Vector(1d))));
    }

    private static long Highest(ElementType type) => type switch
    {
        ElementType.Int8 => sbyte.MaxValue,
        ElementType.UInt8 => byte.MaxValue,
        ElementType.Int16 => short.MaxValue,
        ElementType.UInt16 => ushort.MaxValue,
        // 64 bits live as 32 on the GPU; these leave room, so that they are right there too.
        ElementType.Int64 or ElementType.UInt64 => 30000,
        _ => type == ElementType.Int32 ? int.MaxValue : uint.MaxValue,
    };

    private static Tensor Of(ElementType type, IEnumerable<long> values) => Of(type, values.ToArray());

    private static Tensor Of(ElementType type, params long[] values) => Tensor.Vector(values).Convert(type);
}
