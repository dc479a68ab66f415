using System;
using System.Collections.Generic;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>A class of a label map.</summary>
/// <param name="CategoryId">The number of the class.</param>
/// <param name="CategoryName">Its name.</param>
/// <param name="Area">Its share of the picture, 0 to 1.</param>
/// <param name="Bbox">What encloses all of it: left, top, width, height in pixels of the source.</param>
internal sealed record SegmentRecord(int CategoryId, string CategoryName, double Area, IReadOnlyList<double> Bbox)
{
    /// <summary>Copies an area.</summary>
    public static SegmentRecord Of(SegmentArea found) =>
        new(found.Class, found.Category, Math.Round(found.Share, 5), AnnotationRecord.Box(found.Box));
}
