using System;
using System.Collections.Generic;

namespace Fovea.Training.Data.Views;

/// <summary>Fills polygons.</summary>
internal static class PolygonFill
{
    /// <summary>Calls for each pixel whose middle is inside, by the even-odd rule.</summary>
    /// <param name="points">x and y by turns, in pixels.</param>
    /// <param name="width">The picture's.</param>
    /// <param name="height">The picture's.</param>
    /// <param name="fill">Takes the pixel's place.</param>
    public static void Fill(ReadOnlySpan<double> points, int width, int height, Action<int> fill)
    {
        var crossings = new List<double>();
        for (int y = 0; y < height; y++)
        {
            double middle = y + 0.5;
            crossings.Clear();
            for (int a = 0; a + 1 < points.Length; a += 2)
            {
                int b = a + 2 < points.Length - 1 ? a + 2 : 0;
                if (points[a + 1] > middle != points[b + 1] > middle)
                    crossings.Add(points[a] + ((middle - points[a + 1]) / (points[b + 1] - points[a + 1]) * (points[b] - points[a])));
            }

            crossings.Sort();
            for (int i = 0; i + 1 < crossings.Count; i += 2)
            {
                int from = (int)Math.Clamp(Math.Ceiling(crossings[i] - 0.5), 0, width), to = (int)Math.Clamp(Math.Ceiling(crossings[i + 1] - 0.5), 0, width);
                for (int x = from; x < to; x++)
                    fill((y * width) + x);
            }
        }
    }
}
