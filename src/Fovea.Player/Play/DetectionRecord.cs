using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>One thing that was found, in <c>results.jsonl</c>.</summary>
/// <param name="Category">Its class.</param>
/// <param name="Score">How sure the network is, 0 to 1.</param>
/// <param name="Bbox">Left, top, width, height in pixels of the source.</param>
/// <param name="Keypoints">Points on it, x and y in pixels of the source.</param>
internal sealed record DetectionRecord(
    string Category, double Score, IReadOnlyList<double> Bbox, IReadOnlyList<IReadOnlyList<double>> Keypoints)
{
    /// <summary>Copies a detection; pixels to a hundredth.</summary>
    public static DetectionRecord Of(Detection found) => new(
        found.Category,
        Math.Round(found.Score, 4),
        [Pixel(found.Box.X), Pixel(found.Box.Y), Pixel(found.Box.Width), Pixel(found.Box.Height)],
        found.Keypoints.ToArray().Select(point => (IReadOnlyList<double>)[Pixel(point.X), Pixel(point.Y)]).ToArray());

    private static double Pixel(float value) => Math.Round(value, 2);
}
