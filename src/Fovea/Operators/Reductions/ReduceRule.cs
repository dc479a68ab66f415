using System;
using Fovea.Operators.Pooling;

namespace Fovea.Operators.Reductions;

/// <summary>How a reduction joins elements: the same for the kernel, whose GLSL is over scalars of the elements' type, and for the host.</summary>
internal sealed class ReduceRule
{
    private const string Lowest = "uintBitsToFloat(0xff800000u)", Highest = "uintBitsToFloat(0x7f800000u)";

    public static readonly ReduceRule Sum = new("0", "a + b", 0, (a, b) => a + b);

    public static readonly ReduceRule Mean = new("0", "a + b", 0, (a, b) => a + b)
    {
        Finish = "a / ELEMENT(count)",
        HostFinish = (a, count) => a / count,
        Pool = PoolRule.Average,
    };

    public static readonly ReduceRule Max = new(Lowest, "max(a, b)", double.NegativeInfinity, Math.Max)
    {
        IntegerStart = "-2147483647 - 1",
        UnsignedStart = "0",
        Pool = PoolRule.Max,
    };

    public static readonly ReduceRule Min = new(Highest, "min(a, b)", double.PositiveInfinity, Math.Min)
    {
        IntegerStart = "2147483647",
        UnsignedStart = "4294967295u",
    };

    public static readonly ReduceRule Product = new("1", "a * b", 1, (a, b) => a * b);

    public static readonly ReduceRule AbsoluteSum = new("0", "a + b", 0, (a, b) => a + b)
    {
        Lift = "(x < ELEMENT(0) ? -x : x)", // abs knows no uint
        HostLift = Math.Abs,
    };

    public static readonly ReduceRule SquareSum = new("0", "a + b", 0, (a, b) => a + b) { Lift = "x * x", HostLift = x => x * x };

    public static readonly ReduceRule Norm = new("0", "a + b", 0, (a, b) => a + b)
    {
        Lift = "x * x",
        HostLift = x => x * x,
        Finish = "ELEMENT(sqrt(float(a)))",
        HostFinish = (a, _) => Math.Sqrt(a),
    };

    public static readonly ReduceRule LogSum = new("0", "a + b", 0, (a, b) => a + b)
    {
        Finish = "ELEMENT(log(float(a)))",
        HostFinish = (a, _) => Math.Log(a),
    };

    // The kernel subtracts the largest element first, so that exp cannot overflow, and adds it to the result.
    public static readonly ReduceRule LogSumExp = new("0", "a + b", 0, (a, b) => a + b)
    {
        Lift = "ELEMENT(exp(float(x)))",
        HostLift = Math.Exp,
        Finish = "ELEMENT(log(float(a)))",
        HostFinish = (a, _) => Math.Log(a),
        IsShifted = true,
    };

    private ReduceRule(string start, string take, double hostStart, Func<double, double, double> hostTake)
    {
        Start = start;
        Take = take;
        HostStart = hostStart;
        HostTake = hostTake;
    }

    /// <summary>The value before the first element.</summary>
    public string Start { get; }

    /// <summary>The same for whole numbers, where it differs.</summary>
    public string? IntegerStart { get; private init; }

    /// <summary>The same for <c>uint</c>, where it differs from that.</summary>
    public string? UnsignedStart { get; private init; }

    /// <summary>The joined value, from <c>a</c> so far and the next element <c>b</c>.</summary>
    public string Take { get; }

    /// <summary>What is joined, from an element <c>x</c>.</summary>
    public string Lift { get; private init; } = "x";

    /// <summary>The result, from the joined value <c>a</c> and the number <c>count</c> of elements.</summary>
    public string Finish { get; private init; } = "a";

    /// <summary>Whether the largest element is subtracted before the others are joined, and added to the result.</summary>
    public bool IsShifted { get; private init; }

    /// <summary>The pooling that does the same over a whole packed map, or null.</summary>
    public PoolRule? Pool { get; private init; }

    public double HostStart { get; }

    public Func<double, double, double> HostTake { get; }

    public Func<double, double> HostLift { get; private init; } = x => x;

    public Func<double, int, double> HostFinish { get; private init; } = (a, _) => a;

    /// <summary>The functions that the kernel includes, for elements of a GLSL type.</summary>
    public string Glsl(string element) =>
        $"#define ELEMENT {element}\n" +
        $"ELEMENT start() {{ return ELEMENT({StartOf(element)}); }}\n" +
        $"ELEMENT lift(ELEMENT x) {{ return {Lift}; }}\n" +
        $"ELEMENT take(ELEMENT a, ELEMENT b) {{ return {Take}; }}\n" +
        $"ELEMENT finish(ELEMENT a, int count) {{ return {Finish}; }}\n";

    private string StartOf(string element) => element switch
    {
        "float" => Start,
        "uint" => UnsignedStart ?? IntegerStart ?? Start,
        _ => IntegerStart ?? Start,
    };
}
