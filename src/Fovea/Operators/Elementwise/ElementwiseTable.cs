using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using static Fovea.Operators.Elementwise.ElementwiseAccuracy;

namespace Fovea.Operators.Elementwise;

/// <summary>
/// Every element-wise operator, one row each: name, GLSL, C#, accuracy. Expressions are written for a scalar. Where GLSL leaves a result
/// open (NaN in min and max, pow of a negative base) or inexact (exp, log, the trigonometric functions) the expression calls a function
/// of Fovea's own, from <c>shaders/operators/elementwise</c>.
/// </summary>
public static class ElementwiseTable
{
    /// <summary>A flag of <c>Div</c> that Fovea sets itself: the quotient is rounded to a whole number next, and halves have to be halves.</summary>
    internal const string RoundedNext = "rounded_next";

    private const string MaxFloat = "3.402823466e38";

    /// <summary>All rows.</summary>
    public static IReadOnlyList<ElementwiseRow> Rows { get; } =
        Arithmetic().Concat(Bits()).Concat(Functions()).Concat(Activations()).Concat(Logic()).ToArray();

    private static readonly Dictionary<string, ElementwiseRow> ByName = Rows.ToDictionary(r => r.Operator);

    /// <summary>The row that computes a node, or null where the node is not element-wise.</summary>
    public static ElementwiseRow? Find(Node node)
    {
        if (node.Domain.Length > 0 || !ByName.TryGetValue(node.Operator, out ElementwiseRow? row))
            return null;
        return row.Variant?.Invoke(node) ?? row;
    }

    private static IEnumerable<ElementwiseRow> Arithmetic()
    {
        yield return Two("Add", "x + y", (x, y) => x + y, Rounded, zero: true, whole: (x, y) => unchecked(x + y));
        yield return Two("Sub", "x - y", (x, y) => x - y, Rounded, zero: true, whole: (x, y) => unchecked(x - y));
        yield return Two("Mul", "x * y", (x, y) => x * y, Rounded, zero: true, whole: (x, y) => unchecked(x * y));
        yield return Two("Div", "exactQuotient(x, y)", (x, y) => x / y, Rounded, whole: IntegerMath.Quotient, integer: "x / y", functions: "quantize",
            variant: node => node.Attributes.Flag(RoundedNext) ? QuotientToRound : null);
        yield return new ElementwiseRow("Pow", new[] { "x", "y" }, "powerOf(x, y)", v => Math.Pow(v[0], v[1]), Ulps(2))
        {
            Functions = Include("pow"),
            IsPromoted = true,
        };
        yield return Two("Mod", "flooredModulo(x, y)", HostMath.FlooredModulo, Rounded, whole: IntegerMath.Modulo, functions: "modulo",
            variant: node => node.Attributes.Flag("fmod") ? TruncatedModulo : null);
        yield return Many("Sum", "x + y", (x, y) => x + y, Rounded);
        yield return Many("Mean", "x + y", (x, y) => x + y,
            Ulps(1).Where("the sum is no larger than a float", v => !(Math.Abs(v[0] + v[1]) > float.MaxValue) || v.Any(double.IsInfinity)), mean: true);
        yield return Many("Min", "(x != x || x < y) ? x : y", (x, y) => Math.Min(x, y), Exact);
        yield return Many("Max", "(x != x || x > y) ? x : y", (x, y) => Math.Max(x, y), Exact);
        yield return new ElementwiseRow("Clip", new[] { "x", "low", "high" }, "low > high ? high : (x != x ? x : (x > high ? high : (x < low ? low : x)))",
            v => v[1] > v[2] || v[0] > v[2] ? v[2] : v[0] < v[1] ? v[1] : v[0], Exact)
        {
            Defaults = new[] { ("-" + MaxFloat, "-2147483647 - 1", double.NegativeInfinity), (MaxFloat, "2147483647", double.PositiveInfinity) },
        };
        yield return new ElementwiseRow("Where", new[] { "c", "x", "y" }, "c != 0 ? x : y", v => v[0] != 0 ? v[1] : v[2], Exact) { TypeFrom = 1, KeepsZero = true };
    }

    private static ElementwiseRow QuotientToRound { get; } =
        Two("Div", "quotientToRound(x, y)", (x, y) => (float)(x / y), Ulps(2.5), functions: "quantize");

    private static ElementwiseRow TruncatedModulo { get; } = Two("Mod", "truncatedModulo(x, y)", (x, y) => x % y, Exact,
        whole: IntegerMath.Remainder, integer: "x - y * (x / y)", functions: "modulo");

    private static IEnumerable<ElementwiseRow> Bits()
    {
        yield return OfBits("BitwiseAnd", "x & y", v => v[0] & v[1], "x", "y");
        yield return OfBits("BitwiseOr", "x | y", v => v[0] | v[1], "x", "y");
        yield return OfBits("BitwiseXor", "x ^ y", v => v[0] ^ v[1], "x", "y");
        yield return OfBits("BitwiseNot", "~x", v => ~v[0], "x");
        yield return new ElementwiseRow("BitShift", new[] { "x", "y" }, "0", Undefined, NoFloats) { Variant = Shift };
    }

    // GLSL leaves open what a shift by all bits and more gives; elements of fewer bits than a word are cut off after it.
    private static ElementwiseRow Shift(Node node) => node.Attributes.Text("direction") switch
    {
        "LEFT" => OfBits("BitShift", "uint(y) > 31u ? x ^ x : x << y", v => IntegerMath.Shifted(v[0], v[1], left: true), "x", "y"),
        "RIGHT" => OfBits("BitShift", "uint(y) > 31u ? x ^ x : x >> y", v => IntegerMath.Shifted(v[0], v[1], left: false), "x", "y"),
        var other => throw new ModelException($"{node}: direction '{other}' is neither LEFT nor RIGHT."),
    };

    private static IEnumerable<ElementwiseRow> Functions()
    {
        yield return One("Abs", "abs(x)", Math.Abs, Exact, zero: true, unsigned: "x");
        yield return One("Neg", "-x", x => -x, Exact, zero: true);
        yield return One("Sign", "x > 0.0 ? 1.0 : (x < 0.0 ? -1.0 : x)", x => double.IsNaN(x) ? x : Math.Sign(x), Exact, zero: true,
            integer: "sign(x)", unsigned: "min(x, 1u)");
        yield return One("Ceil", "ceil(x)", Math.Ceiling, Exact, zero: true);
        yield return One("Floor", "floor(x)", Math.Floor, Exact, zero: true);
        yield return One("Round", "roundEven(x)", x => Math.Round(x, MidpointRounding.ToEven), Exact, zero: true);
        yield return One("Reciprocal", "1.0 / x", x => 1 / x, Ulps(2.5));
        yield return One("Sqrt", "sqrt(x)", Math.Sqrt, Ulps(3), zero: true);
        yield return One("Exp", "exponential(x)", Math.Exp, Ulps(2), functions: "exp");
        yield return One("Log", "logarithm(x)", Math.Log, Ulps(2), functions: "log");
        yield return One("Sin", "sine(x)", Math.Sin, Ulps(3), zero: true, functions: "trigonometric");
        yield return One("Cos", "cosine(x)", Math.Cos, Ulps(3), functions: "trigonometric");
        yield return One("Tan", "tangent(x)", Math.Tan, Ulps(5), zero: true, functions: "trigonometric");
        yield return One("Asin", "arcSine(x)", Math.Asin, Ulps(3), zero: true, functions: "arcs");
        yield return One("Acos", "arcCosine(x)", Math.Acos, Ulps(2), functions: "arcs");
        yield return One("Atan", "arcTangent(x)", Math.Atan, Ulps(3), zero: true, functions: "arcs");
        yield return One("Sinh", "hyperbolicSine(x)", Math.Sinh, Ulps(3), zero: true, functions: "hyperbolic");
        yield return One("Cosh", "hyperbolicCosine(x)", Math.Cosh, Ulps(2), functions: "hyperbolic");
        yield return One("Asinh", "areaSine(x)", Math.Asinh, Ulps(3), zero: true, functions: "areas");
        yield return One("Acosh", "areaCosine(x)", Math.Acosh, Ulps(3), functions: "areas");
        yield return One("Atanh", "areaTangent(x)", Math.Atanh, Ulps(3), zero: true, functions: "areas");
        yield return One("Erf", "errorFunction(x)", HostMath.Erf, Ulps(2), zero: true, functions: "erf");
    }

    private static IEnumerable<ElementwiseRow> Activations()
    {
        yield return One("Relu", "x != x ? x : max(x, 0.0)", x => x < 0 ? 0 : x, Exact, integer: "max(x, 0)", zero: true);
        yield return One("LeakyRelu", "x < 0.0 ? alpha * x : x", (x, p) => x < 0 ? p[1] * x : x, Rounded, zero: true, "", ("alpha", 0.01f));
        yield return Two("PRelu", "x < 0.0 ? y * x : x", (x, y) => x < 0 ? y * x : x, Rounded, zero: true, integer: "x < 0 ? y * x : x", unsigned: "x");
        yield return One("Elu", "x < 0.0 ? alpha * expMinusOne(x) : x", (x, p) => x < 0 ? p[1] * HostMath.ExpMinusOne(x) : x, Ulps(3),
            zero: true, "expm1", ("alpha", 1));
        yield return One("Celu", "x < 0.0 ? alpha * expMinusOne(x / alpha) : x", (x, p) => x < 0 ? p[1] * HostMath.ExpMinusOne(x / p[1]) : x, Ulps(3),
            zero: true, "expm1", ("alpha", 1));
        yield return One("Selu", "gamma * (x < 0.0 ? alpha * expMinusOne(x) : x)", (x, p) => p[2] * (x < 0 ? p[1] * HostMath.ExpMinusOne(x) : x), Ulps(4),
            zero: true, "expm1", ("alpha", 1.67326319217681884765625f), ("gamma", 1.05070102214813232421875f));
        yield return One("Shrink", "x < -lambd ? x + bias : (x > lambd ? x - bias : 0.0)",
            (x, p) => x < -p[2] ? x + p[1] : x > p[2] ? x - p[1] : 0, Rounded, zero: false, "", ("bias", 0), ("lambd", 0.5f));
        yield return One("ThresholdedRelu", "x > alpha ? x : 0.0", (x, p) => x > p[1] ? x : 0, Exact, zero: false, "", ("alpha", 1));
        yield return One("Sigmoid", "sigmoid(x)", x => 1 / (1 + Math.Exp(-x)), Ulps(3), functions: "sigmoid");
        yield return One("HardSigmoid", "x != x ? x : clamp(alpha * x + beta, 0.0, 1.0)", (x, p) => Math.Min(Math.Max(p[1] * x + p[2], 0), 1),
            Ulps(1).OrWithin(6e-8), zero: false, "", ("alpha", 0.2f), ("beta", 0.5f));
        yield return One("HardSwish", "x * clamp((x + 3.0) / 6.0, 0.0, 1.0)", x => x * Math.Min(Math.Max((x + 3) / 6, 0), 1), Ulps(3), zero: true);
        yield return One("Tanh", "hyperbolicTangent(x)", Math.Tanh, Ulps(2), zero: true, functions: "hyperbolic");
        yield return One("Softplus", "softplus(x)", x => Math.Max(x, 0) + HostMath.LogOnePlus(Math.Exp(-Math.Abs(x))), Ulps(3), functions: "softplus");
        yield return One("Softsign", "softsign(x)", x => x / (1 + Math.Abs(x)), Ulps(3), zero: true, functions: "activations");
        yield return One("Mish", "mish(x)", HostMath.Mish, Ulps(4), zero: true, functions: "activations");
        yield return One("Gelu", "gelu(x)", x => x * HostMath.NormalTail(-x), Ulps(7), zero: true, functions: "gelu",
            variant: node => node.Attributes.Text("approximate", "none") == "tanh" ? GeluByTanh : null);
    }

    private static ElementwiseRow GeluByTanh { get; } = One("Gelu", "geluByTanh(x)",
        x => x / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))), Ulps(4).OrWithin(4e-8), zero: true, functions: "activations");

    private static IEnumerable<ElementwiseRow> Logic()
    {
        yield return Predicate("Equal", "x == y", v => v[0] == v[1], "x", "y");
        yield return Predicate("Less", "x < y", v => v[0] < v[1], "x", "y");
        yield return Predicate("LessOrEqual", "x <= y", v => v[0] <= v[1], "x", "y");
        yield return Predicate("Greater", "x > y", v => v[0] > v[1], "x", "y");
        yield return Predicate("GreaterOrEqual", "x >= y", v => v[0] >= v[1], "x", "y");
        yield return Bools("And", "x != 0 && y != 0", v => v[0] != 0 && v[1] != 0, "x", "y");
        yield return Bools("Or", "x != 0 || y != 0", v => v[0] != 0 || v[1] != 0, "x", "y");
        yield return Bools("Xor", "(x != 0) != (y != 0)", v => v[0] != 0 != (v[1] != 0), "x", "y");
        yield return Bools("Not", "x == 0", v => v[0] == 0, "x");
        // By bits, since an implementation may assume that there are no NaN.
        yield return Predicate("IsNaN", "(floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u", v => double.IsNaN(v[0]), "x");
        yield return new ElementwiseRow("IsInf", new[] { "x" }, "false", Undefined, Exact) { Variant = Infinity };
    }

    private static ElementwiseRow Infinity(Node node)
    {
        bool high = node.Attributes.Flag("detect_positive", true), low = node.Attributes.Flag("detect_negative", true);
        string glsl = (high, low) switch
        {
            (true, true) => "(floatBitsToUint(x) & 0x7fffffffu) == 0x7f800000u",
            (true, false) => "floatBitsToUint(x) == 0x7f800000u",
            (false, true) => "floatBitsToUint(x) == 0xff800000u",
            _ => "false",
        };
        return Predicate("IsInf", glsl, v => (high && double.IsPositiveInfinity(v[0])) || (low && double.IsNegativeInfinity(v[0])), "x");
    }

    // Of a row that a variant always takes the place of.
    private static double Undefined(double[] inputs) => double.NaN;

    private static ElementwiseRow One(
        string name, string glsl, Func<double, double> host, ElementwiseAccuracy accuracy, bool zero = false, string? integer = null,
        string? unsigned = null, string functions = "", Func<Node, ElementwiseRow?>? variant = null) =>
        new(name, new[] { "x" }, glsl, v => host(v[0]), accuracy)
        {
            KeepsZero = zero,
            IntegerGlsl = integer,
            UnsignedGlsl = unsigned,
            Functions = Include(functions),
            Variant = variant,
        };

    private static ElementwiseRow One(
        string name, string glsl, Func<double, double[], double> host, ElementwiseAccuracy accuracy, bool zero, string functions,
        params (string, float)[] parameters) =>
        new(name, new[] { "x" }, glsl, v => host(v[0], v), accuracy) { KeepsZero = zero, Parameters = parameters, Functions = Include(functions) };

    private static ElementwiseRow Two(
        string name, string glsl, Func<double, double, double> host, ElementwiseAccuracy accuracy, bool zero = false,
        Func<long, long, long>? whole = null, string? integer = null, string? unsigned = null, string functions = "",
        Func<Node, ElementwiseRow?>? variant = null) =>
        new(name, new[] { "x", "y" }, glsl, v => host(v[0], v[1]), accuracy)
        {
            KeepsZero = zero,
            HostInteger = whole is null ? null : v => whole(v[0], v[1]),
            IntegerGlsl = integer,
            UnsignedGlsl = unsigned,
            Functions = Include(functions),
            Variant = variant,
        };

    private static ElementwiseRow Many(string name, string glsl, Func<double, double, double> host, ElementwiseAccuracy accuracy, bool mean = false) =>
        new(name, new[] { "x", "y" }, glsl, v => host(v[0], v[1]), accuracy) { IsVariadic = true, IsMean = mean, KeepsZero = true };

    private static ElementwiseRow OfBits(string name, string glsl, Func<long[], long> host, params string[] inputs) =>
        new(name, inputs, glsl, Undefined, NoFloats) { HostInteger = host };

    private static ElementwiseRow Bools(string name, string glsl, Func<double[], bool> host, params string[] inputs) =>
        new(name, inputs, glsl, v => host(v) ? 1 : 0, NoFloats) { IsPredicate = true };

    private static ElementwiseRow Predicate(string name, string glsl, Func<double[], bool> host, params string[] inputs) =>
        new(name, inputs, glsl, v => host(v) ? 1 : 0, Exact) { IsPredicate = true };

    private static string Include(string functions) =>
        functions.Length == 0 ? "" : $"#include \"operators/elementwise/{functions}.glsl\"\n";
}
