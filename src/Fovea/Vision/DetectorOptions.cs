using System;
using System.Collections.Generic;

namespace Fovea.Vision;

/// <summary>How a detection network is fed and read.</summary>
/// <param name="Input">How pictures become its input.</param>
/// <param name="Decoder">The name of its decoder; see <see cref="Decoders.DecoderRegistry"/>.</param>
public sealed record DetectorOptions(ImageInput Input, string Decoder)
{
    /// <summary>The names of the classes, in order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = Array.Empty<string>();

    /// <summary>The least score of a detection, 0 .. 1.</summary>
    public float ScoreThreshold { get; init; } = 0.5f;

    /// <summary>Two boxes that overlap more than this are one object: intersection over union, 0 .. 1.</summary>
    public float OverlapThreshold { get; init; } = 0.3f;

    /// <summary>How overlapping boxes are dealt with.</summary>
    public SuppressionOptions Suppression { get; init; } = new();

    /// <summary>The decoder's parameters by name: double, bool, string, double[] or double[][]; what is missing has its default.</summary>
    public IReadOnlyDictionary<string, object> Parameters { get; init; } = new Dictionary<string, object>();

    /// <summary>
    /// How much GPU time the network may take in each frame, in which case a run is spread over as many frames as it needs; null runs it at
    /// once. More than zero. Matters on GL compute only.
    /// </summary>
    public TimeSpan? GpuBudget { get; init; }

    /// <summary>The most detections of one frame.</summary>
    public int MaxDetections { get; init; } = 100;
}
