using System;
using System.Globalization;
using System.Linq;

namespace Fovea.Operators.Sampling;

/// <summary>
/// How <c>Resize</c> makes one axis: every element of the result is a weighted sum of a few elements of the source. Axes are independent of
/// each other, so that tables of places and weights, one an axis, say all that there is to any mode.
/// </summary>
/// <param name="Input">The size of the source.</param>
/// <param name="Output">The size of the result.</param>
/// <param name="Scale">The result's size in sizes of the source; not always their quotient.</param>
/// <param name="Start">Where the region of interest begins, in sizes of the source; for <c>tf_crop_and_resize</c> only.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ResizeAxis(int Input, int Output, float Scale, float Start = 0, float End = 1)
{
    /// <summary>Whether the axis stays as it is.</summary>
    public bool IsSame => Input == Output && Scale == 1 && Start == 0 && End == 1;

    /// <summary>The table of an axis that stays as it is.</summary>
    public static ResizeAxis Same(int size) => new(size, size, 1);

    /// <summary>Tells tables apart.</summary>
    public string Key(ResizeMode mode) => string.Join("|", new IFormattable[] { Input, Output, Scale, Start, End }
        .Select(n => n.ToString(null, CultureInfo.InvariantCulture)).Prepend("resize").Append(mode.ToString()));

    /// <summary>How many pairs of elements of the source are weighed for one of the result.</summary>
    public int Pairs(ResizeMode mode) => Widens(mode) ? (int)Math.Ceiling(mode.Reach / (double)Scale) + 1 : mode.Reach;

    /// <summary>
    /// The table as kernels read it: for every element of the result <see cref="Pairs"/> vec4 of (place, weight, place, weight).
    /// A place of -1 is outside of the source and stands for the extrapolation value.
    /// </summary>
    public float[] Table(ResizeMode mode)
    {
        int pairs = Pairs(mode);
        var table = new float[4 * pairs * Output];
        for (int i = 0; i < Output; i++)
        {
            (int Place, float Weight)[] taps = Taps(mode, i);
            for (int t = 0; t < 2 * pairs; t++)
            {
                // The second of a pair that has no use repeats the first with no weight.
                (int place, float weight) = t < taps.Length ? taps[t] : (taps[0].Place, 0f);
                table[4 * pairs * i + 2 * t] = place;
                table[4 * pairs * i + 2 * t + 1] = weight;
            }
        }

        return table;
    }

    // In the precision in which ONNX Runtime computes: where a coordinate lies half-way between two elements is decided by rounding.
    private (int Place, float Weight)[] Taps(ResizeMode mode, int i)
    {
        int last = Input - 1;
        float at = IsSame ? i : Coordinate(mode.Coordinates, i);
        if (mode.Crops && (at < 0 || at > last))
            return new[] { (-1, 1f) };
        if (Widens(mode))
            return Widened(mode, at, last);
        return mode.Kind switch
        {
            "nearest" => new[] { (Math.Min(Math.Max(Nearest(mode.Rounding, at), 0), last), 1f) },
            "linear" => Linear(Math.Min(Math.Max(at, 0), last), last),
            _ => Cubic(mode, at, last),
        };
    }

    private static (int Place, float Weight)[] Linear(float at, int last)
    {
        int before = (int)at;
        float fraction = at - before;
        return new[] { (before, 1 - fraction), (Math.Min(before + 1, last), fraction) };
    }

    // Keys' cubic convolution: R. G. Keys, "Cubic convolution interpolation for digital image processing", 1981.
    private static (int Place, float Weight)[] Cubic(ResizeMode mode, float at, int last)
    {
        int before = (int)Math.Floor(at);
        float a = mode.Cubic, s = at - before;
        float[] weights = { Far(a, 1 + s), Near(a, s), Near(a, 1 - s), Far(a, 2 - s) };
        var taps = new (int Place, float Weight)[4];
        float sum = 0;
        for (int t = 0; t < 4; t++)
        {
            int place = before - 1 + t;
            bool counts = !mode.ExcludesOutside || (place >= 0 && place <= last);
            taps[t] = (Math.Min(Math.Max(place, 0), last), counts ? weights[t] : 0);
            sum += taps[t].Weight;
        }

        return mode.ExcludesOutside ? Array.ConvertAll(taps, tap => (tap.Place, tap.Weight / sum)) : taps;
    }

    // The curve, stretched by as much as the axis shrinks, and weights that join to 1: what lies outside counts for the edge. Rounded step by
    // step as ONNX Runtime does, since whole numbers show the last bit.
    private (int Place, float Weight)[] Widened(ResizeMode mode, float at, int last)
    {
        float reach = mode.Reach / Scale, center = 0.5f + at, shrinking = 1 / (1 / Scale), sum = 0;
        int first = (int)Math.Floor(at + 1 - reach), end = (int)Math.Floor(at + 1 + reach);
        int low = Math.Min(Math.Max(first, 0), last), high = Math.Max(Math.Min(end - 1, last), low);
        var weights = new float[high - low + 1];
        float outside = 0, beyond = 0;
        for (int place = first; place < end; place++)
        {
            float distance = Math.Abs(place - center + 0.5f) * shrinking;
            float weight = mode.Kind == "linear" ? Math.Max(0, 1 - distance) : distance < 1 ? Near(mode.Cubic, distance)
                : distance < 2 ? Far(mode.Cubic, distance) : 0;
            bool isInside = place >= low && place <= high;
            if (!isInside && mode.ExcludesOutside)
                continue;
            sum += weight;
            if (isInside)
                weights[place - low] = weight;
            else if (place < low)
                outside += weight;
            else
                beyond += weight;
        }

        weights[0] += outside;
        weights[high - low] += beyond;
        float share = sum == 0 ? 1 : 1 / sum;
        return weights.Select((weight, i) => (low + i, weight * share)).ToArray();
    }

    private bool Widens(ResizeMode mode) => mode.Antialias && !mode.Copies && Scale < 1 && !IsSame;

    private static float Near(float a, float d) => ((a + 2) * d - (a + 3)) * d * d + 1;

    private static float Far(float a, float d) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;

    private static int Nearest(string rounding, float at) => rounding switch
    {
        "floor" => (int)Math.Floor(at),
        "ceil" => (int)Math.Ceiling(at),
        "round_prefer_floor" => (int)Math.Ceiling(at - 0.5),
        _ => (int)Math.Floor(at + 0.5),
    };

    // Where an element of the result lies in the source; the formulas are those of ONNX's description of Resize.
    private float Coordinate(string mode, int i)
    {
        switch (mode)
        {
            case "asymmetric":
                return i / Scale;
            case "align_corners":
                return Output == 1 ? 0 : i * (float)(Input - 1) / (Output - 1);
            case "pytorch_half_pixel":
                return Output > 1 ? (i + 0.5f) / Scale - 0.5f : 0;
            case "half_pixel_symmetric":
                // The result stands in the middle of what it would be if its size were not rounded down.
                float rounded = Output / (Scale * Input), offset = Input / 2f * (1 - rounded);
                return (float)(offset + (i + 0.5) / Scale - 0.5);
            case "tf_half_pixel_for_nn":
                return (i + 0.5f) / Scale;
            case "tf_crop_and_resize":
                return Output > 1
                    ? Start * (Input - 1) + i * (End - Start) * (Input - 1) / (Output - 1)
                    : (float)(0.5 * (Start + End) * (Input - 1));
            default:
                return (i + 0.5f) / Scale - 0.5f;
        }
    }
}
