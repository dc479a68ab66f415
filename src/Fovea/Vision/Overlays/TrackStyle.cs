using System;

namespace Fovea.Vision.Overlays;

/// <summary>How tracks look.</summary>
public sealed record TrackStyle
{
    /// <summary>How boxes and labels look.</summary>
    public OverlayStyle Boxes { get; init; } = new();

    /// <summary>Whether trails are drawn.</summary>
    public bool Trails { get; init; } = true;

    /// <summary>The thickness of a trail, in pixels of a target of 1280 x 720.</summary>
    public float TrailWidth { get; init; } = 3;

    /// <summary>After this time a trail has faded away.</summary>
    public TimeSpan TrailTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether each thing has a colour of its own, rather than that of its class.</summary>
    public bool ColorByIdentity { get; init; }
}
