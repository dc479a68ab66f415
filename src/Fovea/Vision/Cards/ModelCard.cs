using System;
using System.Collections.Generic;

namespace Fovea.Vision.Cards;

/// <summary>What must be known of a network to look through it: its task, how it is fed, and how its outputs are read.</summary>
/// <remarks>A card is a small JSON file beside the network; see <see cref="CardFile"/>.</remarks>
public sealed record ModelCard
{
    /// <summary>What the network does: <c>Classification</c>, <c>Detection</c>, <c>Segmentation</c>, <c>ImageToImage</c> or <c>Embedding</c>.</summary>
    public string Task { get; init; } = "";

    /// <summary>How pictures become the network's input.</summary>
    public ImageInput Input { get; init; } = new();

    /// <summary>How its outputs are read, where the task has several ways.</summary>
    public string Decoder { get; init; } = "";

    /// <summary>What the task or the decoder wants to know beyond that: numbers, texts, truth values, and lists of numbers, by name.</summary>
    public IReadOnlyDictionary<string, object> Parameters { get; init; } = new Dictionary<string, object>();

    /// <summary>The names of the classes, in order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = Array.Empty<string>();

    /// <summary>The least score, 0 .. 1, of what is reported; null for the task's own default.</summary>
    public float? ScoreThreshold { get; init; }

    /// <summary>Two boxes that overlap more than this are one object: intersection over union, 0 .. 1; null for the default.</summary>
    public float? OverlapThreshold { get; init; }

    /// <summary>How overlapping boxes are dealt with.</summary>
    public SuppressionOptions Suppression { get; init; } = new();

    /// <summary>The most detections of one frame; null for the default.</summary>
    public int? MaxDetections { get; init; }

    /// <summary>Where the card was read from, for messages.</summary>
    public string Source { get; init; } = "";
}
