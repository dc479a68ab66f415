using System;

namespace Fovea.Player.Watching;

/// <summary>What is drawn over the picture; keys change it. And for the frame that is being drawn, what its networks share.</summary>
internal sealed class DrawSettings
{
    /// <summary>Whether boxes, labels and keypoints are drawn.</summary>
    public bool Boxes { get; set; } = true;

    /// <summary>Whether masks, and pictures that a network made, are drawn.</summary>
    public bool Masks { get; set; } = true;

    /// <summary>Whether the ways of objects that are followed are drawn.</summary>
    public bool Trails { get; set; } = true;

    /// <summary>Whether class names are explained by their colours, and what the picture shows is told.</summary>
    public bool Legend { get; set; } = true;

    /// <summary>Whether what a rendered world knows of itself is drawn: boxes around its objects.</summary>
    public bool Truth { get; set; } = true;

    /// <summary>When the picture was taken that is drawn over.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Rows at the top that legends have taken so far.</summary>
    public float Top { get; set; }

    /// <summary>Rows at the bottom that banners have taken so far.</summary>
    public float Bottom { get; set; }

    /// <summary>Begins to draw over a picture.</summary>
    public void Begin(TimeSpan time) => (Time, Top, Bottom) = (time, 0, 0);
}
