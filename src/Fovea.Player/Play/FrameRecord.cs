using System.Collections.Generic;

namespace Fovea.Player.Play;

/// <summary>One line of results: what a network saw in a frame, in COCO's field names where COCO has them.</summary>
internal sealed record FrameRecord
{
    /// <summary>The number of the frame, from 0.</summary>
    public long ImageId { get; init; }

    /// <summary>The picture, video or camera that it comes from.</summary>
    public required string FileName { get; init; }

    /// <summary>When it was taken, in seconds from the source's beginning.</summary>
    public double Time { get; init; }

    /// <summary>The network, where there are several.</summary>
    public string? Network { get; init; }

    /// <summary>Of a detection network: what was found, best first.</summary>
    public IReadOnlyList<AnnotationRecord>? Annotations { get; init; }

    /// <summary>Of a classification network: the classes, the most probable first.</summary>
    public IReadOnlyList<CategoryRecord>? Categories { get; init; }

    /// <summary>Of a segmentation network: the classes, the one with the largest area first.</summary>
    public IReadOnlyList<SegmentRecord>? Segments { get; init; }

    /// <summary>How many of the network's numbers were NaN or infinite, where there were any.</summary>
    public int? NonFinite { get; init; }
}
