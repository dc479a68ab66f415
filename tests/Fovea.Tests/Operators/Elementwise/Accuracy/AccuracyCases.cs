using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Operators.Elementwise.Accuracy;

/// <summary>
/// What mathematics says of every row of the element-wise table, in double precision and by other ways than the rows' own: .NET's library
/// where it has the function, and <see cref="ReferenceMath"/> where double precision itself would cancel.
/// </summary>
internal static class AccuracyCases
{
    // The attributes' defaults, which are floats.
    private const double SeluAlpha = 1.67326319217681884765625, SeluGamma = 1.05070102214813232421875;

    /// <summary>All rows and their variants.</summary>
    public static IReadOnlyList<AccuracyCase> All { get; } = OfTwo().Concat(OfOne()).Concat(Activations()).Concat(Logic()).ToArray();

    private static IEnumerable<AccuracyCase> OfTwo()
    {
        yield return Two("Add", (x, y) => x + y);
        yield return Two("Sub", (x, y) => x - y);
        yield return Two("Mul", (x, y) => x * y);
        yield return Two("Div", (x, y) => x / y);
        yield return Two("Pow", Math.Pow);
        yield return Two("Mod", (x, y) => ReferenceMath.Floored(Math.IEEERemainder(x, y), x, y));
        yield return Two("Mod", (x, y) => ReferenceMath.Truncated(Math.IEEERemainder(x, y), x, y), "fmod", 1);
        yield return Two("Sum", (x, y) => x + y);
        yield return Two("Mean", (x, y) => (x + y) / 2);
        yield return Two("Min", (x, y) => double.IsNaN(x) || double.IsNaN(y) ? double.NaN : x < y ? x : y);
        yield return Two("Max", (x, y) => double.IsNaN(x) || double.IsNaN(y) ? double.NaN : x > y ? x : y);
        yield return Two("PRelu", (x, y) => x < 0 ? x * y : x);
        yield return new AccuracyCase("Clip", new OperatorCase("Clip"), v => ReferenceMath.Clip(v[0], v[1], v[2]))
        {
            Types = new[] { ElementType.Float, ElementType.Float, ElementType.Float },
        };
        yield return new AccuracyCase("Where", new OperatorCase("Where"), v => v[0] == 1 ? v[1] : v[2])
        {
            Types = new[] { ElementType.Bool, ElementType.Float, ElementType.Float },
        };
    }

    private static IEnumerable<AccuracyCase> OfOne()
    {
        yield return One("Abs", Math.Abs);
        yield return One("Neg", x => -x);
        yield return One("Sign", x => x > 0 ? 1 : x < 0 ? -1 : x);
        yield return One("Ceil", Math.Ceiling);
        yield return One("Floor", Math.Floor);
        yield return One("Round", Math.Round);
        yield return One("Reciprocal", x => 1 / x);
        yield return One("Sqrt", Math.Sqrt);
        yield return One("Exp", Math.Exp);
        yield return One("Log", Math.Log);
        yield return One("Sin", Math.Sin);
        yield return One("Cos", Math.Cos);
        yield return One("Tan", Math.Tan);
        yield return One("Asin", Math.Asin);
        yield return One("Acos", Math.Acos);
        yield return One("Atan", Math.Atan);
        yield return One("Sinh", Math.Sinh);
        yield return One("Cosh", Math.Cosh);
        yield return One("Asinh", Math.Asinh);
        yield return One("Acosh", Math.Acosh);
        yield return One("Atanh", Math.Atanh);
        yield return One("Erf", ReferenceMath.Erf);
    }

    private static IEnumerable<AccuracyCase> Activations()
    {
        yield return One("Relu", x => x < 0 ? 0 : x);
        yield return One("LeakyRelu", x => x < 0 ? (double)0.01f * x : x);
        yield return One("Elu", x => x < 0 ? ReferenceMath.ExpMinusOne(x) : x);
        yield return One("Celu", x => x < 0 ? ReferenceMath.ExpMinusOne(x) : x);
        yield return One("Selu", x => SeluGamma * (x < 0 ? SeluAlpha * ReferenceMath.ExpMinusOne(x) : x));
        yield return One("Shrink", x => x < -0.5 || x > 0.5 ? x : 0);
        yield return One("ThresholdedRelu", x => x > 1 ? x : 0);
        yield return One("Sigmoid", x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)));
        yield return One("HardSigmoid", x => Math.Clamp((double)0.2f * x + 0.5, 0, 1));
        yield return One("HardSwish", x => x * Math.Clamp(x / 6 + 0.5, 0, 1));
        yield return One("Tanh", Math.Tanh);
        yield return One("Softplus", ReferenceMath.Softplus);
        yield return One("Softsign", x => x / (1 + Math.Abs(x)));
        yield return One("Mish", x => x * Math.Tanh(ReferenceMath.Softplus(x)));
        yield return One("Gelu", x => x * ReferenceMath.Erfc(-x * Math.Sqrt(0.5)) / 2);
        yield return One("Gelu", x => x * ReferenceMath.Logistic(2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)), "approximate", "tanh");
    }

    private static IEnumerable<AccuracyCase> Logic()
    {
        yield return Predicate("Equal", (x, y) => x == y);
        yield return Predicate("Less", (x, y) => x < y);
        yield return Predicate("LessOrEqual", (x, y) => x <= y);
        yield return Predicate("Greater", (x, y) => x > y);
        yield return Predicate("GreaterOrEqual", (x, y) => x >= y);
        yield return One("IsNaN", x => double.IsNaN(x) ? 1 : 0) with { Result = ElementType.Bool };
        yield return One("IsInf", x => double.IsInfinity(x) ? 1 : 0) with { Result = ElementType.Bool };
        yield return One("IsInf", x => x == double.PositiveInfinity ? 1 : 0, "detect_negative", 0) with { Result = ElementType.Bool };
        yield return One("IsInf", x => x == double.NegativeInfinity ? 1 : 0, "detect_positive", 0) with { Result = ElementType.Bool };
    }

    private static AccuracyCase One(string name, Func<double, double> reference, string? attribute = null, object? value = null) =>
        Of(name, v => reference(v[0]), attribute, value);

    private static AccuracyCase Two(string name, Func<double, double, double> reference, string? attribute = null, object? value = null) =>
        Of(name, v => reference(v[0], v[1]), attribute, value) with { Types = new[] { ElementType.Float, ElementType.Float } };

    private static AccuracyCase Predicate(string name, Func<double, double, bool> reference) =>
        Two(name, (x, y) => reference(x, y) ? 1 : 0) with { Result = ElementType.Bool };

    private static AccuracyCase Of(string name, Func<double[], double> reference, string? attribute, object? value)
    {
        var op = new OperatorCase(name);
        return attribute is null
            ? new AccuracyCase(name, op, reference)
            : new AccuracyCase($"{name} ({attribute} {value})", op.Set(attribute, value!), reference);
    }
}
