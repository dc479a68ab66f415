using System;
using System.Collections.Generic;

namespace Fovea.Vision.Overlays;

/// <summary>How masks look.</summary>
public sealed record MaskStyle
{
    /// <summary>How much of the picture a class's colour, or <see cref="Tint"/>, hides: 0 nothing, 1 all.</summary>
    public float Opacity { get; init; } = 0.5f;

    /// <summary>The class that is not drawn: the background, where a network has one; null draws all.</summary>
    public int? Background { get; init; } = 0;

    /// <summary>The thickness of the line around each area, in pixels of a target of 1280 x 720; 0 draws none.</summary>
    public float OutlineWidth { get; init; } = 2;

    /// <summary>What a soft mask paints over.</summary>
    public MatteSide Side { get; init; } = MatteSide.Surroundings;

    /// <summary>
    /// What a soft mask paints with: a dark colour dims the surroundings, any colour and an <see cref="Opacity"/> of 1 replaces them.
    /// </summary>
    public SrgbColor Tint { get; init; } = SrgbColor.Black;

    /// <summary>The defaults for a network: class 0 is not drawn where its name says that it is the background, or where it has none.</summary>
    /// <param name="categories">The names of the classes, in the order of their numbers.</param>
    public static MaskStyle Of(IReadOnlyList<string> categories)
    {
        bool isBackground = categories.Count == 0 || categories[0].Contains("background", StringComparison.OrdinalIgnoreCase)
            || categories[0].StartsWith("unlabel", StringComparison.OrdinalIgnoreCase);
        return new MaskStyle { Background = isBackground ? 0 : (int?)null };
    }
}
