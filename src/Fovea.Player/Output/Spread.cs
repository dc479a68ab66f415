using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Player.Output;

/// <summary>Median and spread of a series of measurements.</summary>
/// <param name="Median">Half are below it.</param>
/// <param name="P10">A tenth is below it.</param>
/// <param name="P90">Nine tenths are below it.</param>
internal sealed record Spread(double Median, double P10, double P90)
{
    /// <summary>Of at least one measurement.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            throw new ArgumentException("Nothing was measured.", nameof(values));
        return new Spread(At(sorted, 0.5), At(sorted, 0.1), At(sorted, 0.9));
    }

    // Between the two measurements nearest to the rank, in proportion.
    private static double At(double[] sorted, double share)
    {
        double rank = share * (sorted.Length - 1);
        int below = (int)rank, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (rank - below));
    }
}
