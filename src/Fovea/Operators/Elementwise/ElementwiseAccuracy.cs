using System;

namespace Fovea.Operators.Elementwise;

/// <summary>
/// How far the results of a row may be from those of mathematics: the largest error over all floats, in units in the last place of the
/// result that is correctly rounded.
/// </summary>
/// <remarks>
/// A result that is correctly rounded is off by at most half a unit. GLSL lets an implementation take subnormal numbers (smaller than
/// 2^-126) for zero: a row may do so with its inputs, and give for a subnormal result anything that is no more than 2^-126 away. A result
/// is NaN where mathematics in double precision gives NaN and nowhere else. The sign of a zero does not count. What overflows is 2^128 away
/// from zero. The bounds hold where the implementation's additions and products are correctly rounded, as GLSL asks, and its quotients and
/// square roots as well, which it does not; <c>Div</c> is correctly rounded wherever quotients are off by a few units at most.
/// </remarks>
public sealed class ElementwiseAccuracy
{
    /// <summary>Nothing is rounded: the result is an input, a whole number, true or false.</summary>
    public static readonly ElementwiseAccuracy Exact = new(0, 0, null, null);

    /// <summary>Correctly rounded.</summary>
    public static readonly ElementwiseAccuracy Rounded = new(0.5, 0, null, null);

    /// <summary>The operator takes no floats.</summary>
    public static readonly ElementwiseAccuracy NoFloats = new(0, 0, "no floats", null);

    private readonly Func<double[], bool>? _holds;

    private ElementwiseAccuracy(double ulps, double absolute, string? condition, Func<double[], bool>? holds)
    {
        MaxUlps = ulps;
        Absolute = absolute;
        Condition = condition;
        _holds = holds;
    }

    /// <summary>The largest error in units in the last place.</summary>
    public double MaxUlps { get; }

    /// <summary>An absolute error that is allowed even where it is more units than that, as where terms cancel; 0 for none.</summary>
    public double Absolute { get; }

    /// <summary>Where the bound holds; null for all inputs.</summary>
    public string? Condition { get; }

    /// <summary>An error of at most so many units in the last place.</summary>
    public static ElementwiseAccuracy Ulps(double most) => new(most, 0, null, null);

    /// <summary>Or an absolute error of that much.</summary>
    public ElementwiseAccuracy OrWithin(double absolute) => new(MaxUlps, absolute, Condition, _holds);

    /// <summary>Holds for some inputs only.</summary>
    public ElementwiseAccuracy Where(string condition, Func<double[], bool> holds) => new(MaxUlps, Absolute, condition, holds);

    /// <summary>Whether the bound holds for these inputs.</summary>
    public bool Covers(double[] inputs) => _holds?.Invoke(inputs) ?? true;

    /// <summary>In words, as <c>2 ulp</c>.</summary>
    public override string ToString()
    {
        if (ReferenceEquals(this, NoFloats))
            return "no floats";
        string text = MaxUlps == 0 ? "exact" : MaxUlps == 0.5 ? "correctly rounded" : FormattableString.Invariant($"{MaxUlps} ulp");
        if (Absolute > 0)
            text += FormattableString.Invariant($" or {Absolute}");
        return Condition is null ? text : $"{text} where {Condition}";
    }
}
