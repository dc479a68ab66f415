using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>
/// Every element-wise operator, one row each. Expressions are written for a scalar. Where GLSL leaves a result open (NaN in min and max,
/// pow of a negative base, large arguments of tanh and exp) the expression avoids the open case.
/// </summary>
public static class ElementwiseTable
{
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
        yield return Two("Add", "x + y", (x, y) => x + y, zero: true, whole: (x, y) => unchecked(x + y));
        yield return Two("Sub", "x - y", (x, y) => x - y, zero: true, whole: (x, y) => unchecked(x - y));
        yield return Two("Mul", "x * y", (x, y) => x * y, zero: true, whole: (x, y) => unchecked(x * y));
        yield return Two("Div", "x / y", (x, y) => x / y, whole: IntegerMath.Quotient);
        yield return new ElementwiseRow("Pow", new[] { "x", "y" }, "powerOf(x, y)", v => Math.Pow(v[0], v[1]))
        {
            Functions = ElementwiseFunctions.Pow,
            IsPromoted = true,
        };
        yield return new ElementwiseRow("Mod", new[] { "x", "y" }, "x - y * floor(x / y)", v => v[0] - v[1] * Math.Floor(v[0] / v[1]))
        {
            IntegerGlsl = "integerModulo(x, y)",
            Functions = ElementwiseFunctions.IntegerModulo,
            HostInteger = v => IntegerMath.Modulo(v[0], v[1]),
            Variant = node => node.Attributes.Flag("fmod") ? TruncatedModulo : null,
        };
        yield return Many("Sum", "x + y", (x, y) => x + y);
        yield return Many("Mean", "x + y", (x, y) => x + y, mean: true);
        yield return Many("Min", "(x != x || x < y) ? x : y", (x, y) => Math.Min(x, y));
        yield return Many("Max", "(x != x || x > y) ? x : y", (x, y) => Math.Max(x, y));
        yield return new ElementwiseRow("Clip", new[] { "x", "low", "high" }, "x > high || low > high ? high : (x < low ? low : x)",
            v => v[0] > v[2] || v[1] > v[2] ? v[2] : v[0] < v[1] ? v[1] : v[0])
        {
            Defaults = new[] { ("-" + MaxFloat, "-2147483647 - 1", double.NegativeInfinity), (MaxFloat, "2147483647", double.PositiveInfinity) },
        };
        yield return new ElementwiseRow("Where", new[] { "c", "x", "y" }, "c != 0 ? x : y", v => v[0] != 0 ? v[1] : v[2]) { TypeFrom = 1, KeepsZero = true };
    }

    private static ElementwiseRow TruncatedModulo { get; } =
        new("Mod", new[] { "x", "y" }, "x - y * trunc(x / y)", v => v[0] % v[1])
        {
            IntegerGlsl = "x - y * (x / y)",
            HostInteger = v => IntegerMath.Remainder(v[0], v[1]),
        };

    private static IEnumerable<ElementwiseRow> Bits()
    {
        yield return OfBits("BitwiseAnd", "x & y", v => v[0] & v[1], "x", "y");
        yield return OfBits("BitwiseOr", "x | y", v => v[0] | v[1], "x", "y");
        yield return OfBits("BitwiseXor", "x ^ y", v => v[0] ^ v[1], "x", "y");
        yield return OfBits("BitwiseNot", "~x", v => ~v[0], "x");
        yield return new ElementwiseRow("BitShift", new[] { "x", "y" }, "0", Undefined) { Variant = Shift };
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
        yield return One("Abs", "abs(x)", Math.Abs, zero: true, unsigned: "x");
        yield return One("Neg", "-x", x => -x, zero: true);
        yield return One("Sign", "sign(x)", x => double.IsNaN(x) ? x : Math.Sign(x), zero: true, unsigned: "min(x, 1u)");
        yield return One("Ceil", "ceil(x)", Math.Ceiling, zero: true);
        yield return One("Floor", "floor(x)", Math.Floor, zero: true);
        yield return One("Round", "roundEven(x)", x => Math.Round(x, MidpointRounding.ToEven), zero: true);
        yield return One("Reciprocal", "1.0 / x", x => 1 / x);
        yield return One("Sqrt", "sqrt(x)", Math.Sqrt, zero: true);
        yield return One("Exp", "exp(x)", Math.Exp);
        yield return One("Log", "log(x)", Math.Log);
        yield return One("Sin", "sin(x)", Math.Sin, zero: true);
        yield return One("Cos", "cos(x)", Math.Cos);
        yield return One("Tan", "tan(x)", Math.Tan, zero: true);
        yield return One("Asin", "arcSine(x)", Math.Asin, functions: ElementwiseFunctions.InverseSine);
        yield return One("Acos", "1.570796327 - arcSine(x)", Math.Acos, functions: ElementwiseFunctions.InverseSine);
        yield return One("Atan", "atan(x)", Math.Atan, zero: true);
        yield return One("Sinh", "abs(x) < 0.5 ? x * (1.0 + x * x * (0.16666667 + x * x * (0.0083333333 + x * x * 0.00019841270)))" +
            " : 0.5 * (exp(x) - exp(-x))", Math.Sinh);
        yield return One("Cosh", "0.5 * (exp(x) + exp(-x))", Math.Cosh);
        yield return One("Asinh", "asinh(x)", x => Math.Asinh(x));
        yield return One("Acosh", "acosh(x)", x => Math.Acosh(x));
        yield return One("Atanh", "atanh(x)", x => Math.Atanh(x));
        yield return One("Erf", "errorFunction(x)", HostMath.Erf, functions: ElementwiseFunctions.Erf);
    }

    private static IEnumerable<ElementwiseRow> Activations()
    {
        yield return One("Relu", "x < 0.0 ? 0.0 : x", x => x < 0 ? 0 : x, integer: "max(x, 0)", zero: true);
        yield return One("LeakyRelu", "x < 0.0 ? alpha * x : x", (x, p) => x < 0 ? p[1] * x : x, zero: true, ("alpha", 0.01f));
        yield return Two("PRelu", "x < 0.0 ? y * x : x", (x, y) => x < 0 ? y * x : x, zero: true, integer: "x < 0 ? y * x : x", unsigned: "x");
        yield return One("Elu", "x < 0.0 ? alpha * (exp(x) - 1.0) : x", (x, p) => x < 0 ? p[1] * (Math.Exp(x) - 1) : x, zero: true, ("alpha", 1));
        yield return One("Celu", "max(x, 0.0) + min(0.0, alpha * (exp(x / alpha) - 1.0))",
            (x, p) => Math.Max(x, 0) + Math.Min(0, p[1] * (Math.Exp(x / p[1]) - 1)), zero: true, ("alpha", 1));
        yield return One("Selu", "gamma * (x < 0.0 ? alpha * (exp(x) - 1.0) : x)", (x, p) => p[2] * (x < 0 ? p[1] * (Math.Exp(x) - 1) : x),
            zero: true, ("alpha", 1.67326319217681884765625f), ("gamma", 1.05070102214813232421875f));
        yield return One("Shrink", "x < -lambd ? x + bias : (x > lambd ? x - bias : 0.0)",
            (x, p) => x < -p[2] ? x + p[1] : x > p[2] ? x - p[1] : 0, zero: false, ("bias", 0), ("lambd", 0.5f));
        yield return One("ThresholdedRelu", "x > alpha ? x : 0.0", (x, p) => x > p[1] ? x : 0, zero: false, ("alpha", 1));
        yield return One("Sigmoid", "1.0 / (1.0 + exp(-x))", x => 1 / (1 + Math.Exp(-x)));
        yield return One("HardSigmoid", "clamp(alpha * x + beta, 0.0, 1.0)", (x, p) => Math.Min(Math.Max(p[1] * x + p[2], 0), 1), zero: false,
            ("alpha", 0.2f), ("beta", 0.5f));
        yield return One("HardSwish", "x * clamp(x / 6.0 + 0.5, 0.0, 1.0)", x => x * Math.Min(Math.Max(x / 6 + 0.5, 0), 1), zero: true);
        yield return One("Tanh", "tanh(clamp(x, -15.0, 15.0))", Math.Tanh, zero: true);
        yield return One("Softplus", "max(x, 0.0) + log(1.0 + exp(-abs(x)))", x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));
        yield return One("Softsign", "x / (1.0 + abs(x))", x => x / (1 + Math.Abs(x)), zero: true);
        yield return One("Mish", "x * tanh(min(max(x, 0.0) + log(1.0 + exp(-abs(x))), 15.0))",
            x => x * Math.Tanh(Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))), zero: true);
        yield return new ElementwiseRow("Gelu", new[] { "x" }, "0.5 * x * (1.0 + errorFunction(x * 0.7071067812))",
            v => 0.5 * v[0] * (1 + HostMath.Erf(v[0] * Math.Sqrt(0.5))))
        {
            Functions = ElementwiseFunctions.Erf,
            KeepsZero = true,
            Variant = node => node.Attributes.Text("approximate", "none") == "tanh" ? GeluByTanh : null,
        };
    }

    private static ElementwiseRow GeluByTanh { get; } = One("Gelu",
        "0.5 * x * (1.0 + tanh(clamp(0.7978845608 * (x + 0.044715 * x * x * x), -15.0, 15.0)))",
        x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))), zero: true);

    private static IEnumerable<ElementwiseRow> Logic()
    {
        yield return Predicate("Equal", "x == y", v => v[0] == v[1], "x", "y");
        yield return Predicate("Less", "x < y", v => v[0] < v[1], "x", "y");
        yield return Predicate("LessOrEqual", "x <= y", v => v[0] <= v[1], "x", "y");
        yield return Predicate("Greater", "x > y", v => v[0] > v[1], "x", "y");
        yield return Predicate("GreaterOrEqual", "x >= y", v => v[0] >= v[1], "x", "y");
        yield return Predicate("And", "x != 0 && y != 0", v => v[0] != 0 && v[1] != 0, "x", "y");
        yield return Predicate("Or", "x != 0 || y != 0", v => v[0] != 0 || v[1] != 0, "x", "y");
        yield return Predicate("Xor", "(x != 0) != (y != 0)", v => v[0] != 0 != (v[1] != 0), "x", "y");
        yield return Predicate("Not", "x == 0", v => v[0] == 0, "x");
        // By bits, since an implementation may assume that there are no NaN.
        yield return Predicate("IsNaN", "(floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u", v => double.IsNaN(v[0]), "x");
        yield return new ElementwiseRow("IsInf", new[] { "x" }, "false", Undefined) { Variant = Infinity };
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
        string name, string glsl, Func<double, double> host, string? integer = null, bool zero = false, string functions = "", string? unsigned = null) =>
        new(name, new[] { "x" }, glsl, v => host(v[0])) { IntegerGlsl = integer, UnsignedGlsl = unsigned, KeepsZero = zero, Functions = functions };

    private static ElementwiseRow One(
        string name, string glsl, Func<double, double[], double> host, bool zero, params (string, float)[] parameters) =>
        new(name, new[] { "x" }, glsl, v => host(v[0], v)) { KeepsZero = zero, Parameters = parameters };

    private static ElementwiseRow Two(
        string name, string glsl, Func<double, double, double> host, bool zero = false, Func<long, long, long>? whole = null,
        string? integer = null, string? unsigned = null) =>
        new(name, new[] { "x", "y" }, glsl, v => host(v[0], v[1]))
        {
            KeepsZero = zero,
            HostInteger = whole is null ? null : v => whole(v[0], v[1]),
            IntegerGlsl = integer,
            UnsignedGlsl = unsigned,
        };

    private static ElementwiseRow Many(string name, string glsl, Func<double, double, double> host, bool mean = false) =>
        new(name, new[] { "x", "y" }, glsl, v => host(v[0], v[1])) { IsVariadic = true, IsMean = mean, KeepsZero = true };

    private static ElementwiseRow OfBits(string name, string glsl, Func<long[], long> host, params string[] inputs) =>
        new(name, inputs, glsl, Undefined) { HostInteger = host };

    private static ElementwiseRow Predicate(string name, string glsl, Func<double[], bool> host, params string[] inputs) =>
        new(name, inputs, glsl, v => host(v) ? 1 : 0) { IsPredicate = true };
}
