using System;

namespace Fovea.Vision.Decoders;

/// <summary>Finds the best class of a candidate; the twin of <c>vision/decoders/classes.glsl</c>.</summary>
internal static class ClassScores
{
    /// <summary>The best class and its score; of equals the first wins.</summary>
    /// <param name="values">Holds the values of all classes.</param>
    /// <param name="first">Where the first class's value is.</param>
    /// <param name="stride">From one class's value to the next.</param>
    /// <param name="count">How many classes there are.</param>
    /// <param name="background">The class that is no object; -1 when there is none.</param>
    /// <param name="activation">What makes scores of the values.</param>
    /// <param name="best">The best class.</param>
    /// <returns>Its score; NaN when a value is NaN or infinite.</returns>
    public static float Best(
        ReadOnlySpan<float> values, int first, int stride, int count, int background, ScoreActivation activation, out int best)
    {
        best = 0;
        float highest = float.NegativeInfinity, top = float.NegativeInfinity;
        bool broken = false;
        for (int k = 0, at = first; k < count; k++, at += stride)
        {
            float value = values[at];
            // The difference of a number with itself is 0, that of NaN and of infinities NaN.
            broken |= value - value != 0;
            top = Math.Max(top, value);
            if (k == background || !(value > highest))
                continue;
            highest = value;
            best = k;
        }

        if (broken)
            return float.NaN;
        if (activation == ScoreActivation.None)
            return highest;
        if (activation == ScoreActivation.Sigmoid)
            return Decoder.Sigmoid(highest);
        float sum = 0;
        for (int k = 0, at = first; k < count; k++, at += stride)
            sum += MathF.Exp(values[at] - top);
        return MathF.Exp(highest - top) / sum;
    }
}
