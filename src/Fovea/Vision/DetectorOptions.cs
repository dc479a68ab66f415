using System.Collections.Generic;
using Fovea.Vision.Cards;

namespace Fovea.Vision;

/// <summary>How a detection network is fed and read.</summary>
/// <param name="Input">How pictures become its input.</param>
/// <param name="Decoder">The name of its decoder; see <see cref="Decoders.DecoderRegistry"/>.</param>
public sealed record DetectorOptions(ImageInput Input, string Decoder) : VisionOptions(Input)
{
    /// <summary>The least score of a detection, 0 .. 1.</summary>
    public float ScoreThreshold { get; init; } = 0.5f;

    /// <summary>Two boxes that overlap more than this are one object: intersection over union, 0 .. 1.</summary>
    public float OverlapThreshold { get; init; } = 0.3f;

    /// <summary>How overlapping boxes are dealt with.</summary>
    public SuppressionOptions Suppression { get; init; } = new();

    /// <summary>The decoder's parameters by name: double, bool, string, double[] or double[][]; what is missing has its default.</summary>
    public IReadOnlyDictionary<string, object> Parameters { get; init; } = new Dictionary<string, object>();

    /// <summary>The most detections of one frame.</summary>
    public int MaxDetections { get; init; } = 100;

    /// <summary>What a card says.</summary>
    /// <param name="card">The card of a detection network.</param>
    public static DetectorOptions Of(ModelCard card)
    {
        var options = new DetectorOptions(card.Input, card.Decoder)
        {
            Labels = card.Labels,
            Parameters = card.Parameters,
            Suppression = card.Suppression,
        };
        return options with
        {
            ScoreThreshold = card.ScoreThreshold ?? options.ScoreThreshold,
            OverlapThreshold = card.OverlapThreshold ?? 0.45f,
            MaxDetections = card.MaxDetections ?? options.MaxDetections,
        };
    }
}
