using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Training.Data;
using Fovea.Vision;

namespace Fovea.Training.Metrics;

/// <summary>How much boxes overlap, in double precision as in COCO's evaluation.</summary>
internal static class Overlap
{
    /// <summary>0.50, 0.55, ... 0.95, with the rounding of NumPy's <c>linspace</c>, so that an overlap right on a bound counts as it does there.</summary>
    public static readonly double[] Thresholds = Enumerable.Range(0, 10).Select(i => i == 9 ? 0.95 : 0.5 + (i * ((0.95 - 0.5) / 9))).ToArray();

    /// <summary>Intersection over union of every detection (rows) with every label (columns); for a crowd, the share of the detection that lies in it.</summary>
    public static double[,] Of(IReadOnlyList<ScoredBox> found, IReadOnlyList<ObjectLabel> labels)
    {
        var overlaps = new double[found.Count, labels.Count];
        for (int d = 0; d < found.Count; d++)
        {
            for (int g = 0; g < labels.Count; g++)
                overlaps[d, g] = Of(found[d].Box, labels[g].Box, labels[g].IsCrowd);
        }

        return overlaps;
    }

    private static double Of(Box found, Box label, bool isCrowd)
    {
        double width = Math.Min((double)found.X + found.Width, (double)label.X + label.Width) - Math.Max(found.X, label.X);
        double height = Math.Min((double)found.Y + found.Height, (double)label.Y + label.Height) - Math.Max(found.Y, label.Y);
        if (width <= 0 || height <= 0)
            return 0;
        double shared = width * height, area = (double)found.Width * found.Height;
        return shared / (isCrowd ? area : area + ((double)label.Width * label.Height) - shared);
    }
}
