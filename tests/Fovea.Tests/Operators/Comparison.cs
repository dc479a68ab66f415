using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Operators;

/// <summary>Compares a tensor with the one that it should be.</summary>
internal static class Comparison
{
    /// <summary>What differs, in words; null where nothing does. NaN equals NaN, and an infinity itself.</summary>
    public static string? Difference(Tensor expected, Tensor actual, double tolerance, bool elementByElement)
    {
        if (actual.Type != expected.Type)
            return $"has type {actual.Type}, not {expected.Type}";
        if (!actual.Shape.Equals(expected.Shape))
            return $"has shape {actual.Shape}, not {expected.Shape}";

        double[] want = expected.ToDoubles(), got = actual.ToDoubles();
        bool floating = expected.Type.IsFloating();
        double range = want.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        int worst = -1, wrong = 0;
        double most = 0;
        for (int i = 0; i < want.Length; i++)
        {
            double off = Math.Abs(want[i] - got[i]);
            double allowed = !floating ? 0 : tolerance * (elementByElement ? Math.Max(Math.Abs(want[i]), Math.Min(1, range)) : range);
            if (want[i].Equals(got[i]) || off <= allowed)
                continue;
            wrong++;
            if (worst < 0 || off > most || double.IsNaN(off))
                (worst, most) = (i, double.IsNaN(off) ? double.PositiveInfinity : off);
        }

        return worst < 0 ? null : $"differs in {wrong} of {want.Length} elements, most at {worst}: {got[worst]:R}, not {want[worst]:R}";
    }
}
