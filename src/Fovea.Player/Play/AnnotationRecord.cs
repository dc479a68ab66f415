using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>One thing that was found, as COCO writes it.</summary>
/// <param name="CategoryId">The number of its class.</param>
/// <param name="CategoryName">The name of its class.</param>
/// <param name="Bbox">Left, top, width, height in pixels of the source.</param>
/// <param name="Score">How sure the network is, 0 to 1.</param>
/// <param name="Keypoints">Points on it: x, y in pixels of the source, and 2 for "visible", in a row; left out where there are none.</param>
/// <param name="TrackId">The number of the object that is followed; left out where none is.</param>
internal sealed record AnnotationRecord(
    int CategoryId, string CategoryName, IReadOnlyList<double> Bbox, double Score, IReadOnlyList<double>? Keypoints, long? TrackId)
{
    /// <summary>Copies a detection; pixels to a hundredth.</summary>
    public static AnnotationRecord Of(Detection found, long? trackId = null) => new(
        found.Class,
        found.Category,
        Box(found.Box),
        Math.Round(found.Score, 4),
        found.Keypoints.Length > 0 ? Points(found.Keypoints.Span) : null,
        trackId);

    /// <summary>Left, top, width, height, to a hundredth.</summary>
    public static IReadOnlyList<double> Box(Box box) => [Pixel(box.X), Pixel(box.Y), Pixel(box.Width), Pixel(box.Height)];

    private static double[] Points(ReadOnlySpan<Vector2> points)
    {
        double[] values = new double[3 * points.Length];
        for (int i = 0; i < points.Length; i++)
            (values[3 * i], values[(3 * i) + 1], values[(3 * i) + 2]) = (Pixel(points[i].X), Pixel(points[i].Y), 2);
        return values;
    }

    private static double Pixel(float value) => Math.Round(value, 2);
}
