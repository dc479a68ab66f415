namespace Fovea.Vision.Explain;

/// <summary>How parts of a picture are covered.</summary>
public sealed record OcclusionOptions
{
    /// <summary>The side of the square that covers, in pixels of the network's input; null for an eighth of its shorter side.</summary>
    public int? Window { get; init; }

    /// <summary>How far the square moves, in pixels; null for half its side.</summary>
    public int? Stride { get; init; }

    /// <summary>What it covers with: a grey of 0 .. 255; null for the mean of the picture in each channel.</summary>
    public float? Fill { get; init; }

    /// <summary>How many covered pictures go through the network at once, where it leaves the number of pictures open.</summary>
    public int Batch { get; init; } = 8;
}
