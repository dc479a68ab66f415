using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>One line of <c>results.jsonl</c>.</summary>
/// <param name="Frame">The number of the frame, from 0.</param>
/// <param name="Time">When it was taken, in seconds from the source's beginning.</param>
/// <param name="Source">The picture, video or camera that it comes from.</param>
/// <param name="Detections">What was found, best first.</param>
internal sealed record FrameRecord(long Frame, double Time, string Source, IReadOnlyList<DetectionRecord> Detections)
{
    /// <summary>Copies a result.</summary>
    public static FrameRecord Of(DetectionResult result, string source) => new(
        result.FrameId,
        Math.Round(result.Time.TotalSeconds, 6),
        source,
        Enumerable.Range(0, result.Count).Select(i => DetectionRecord.Of(result[i])).ToArray());
}
