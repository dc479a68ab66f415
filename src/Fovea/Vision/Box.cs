using System;

namespace Fovea.Vision;

/// <summary>An upright box in source pixels; the origin is the picture's top left corner.</summary>
/// <param name="X">The left edge.</param>
/// <param name="Y">The top edge.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public readonly record struct Box(float X, float Y, float Width, float Height)
{
    /// <summary>The area; 0 for a box turned inside out.</summary>
    public float Area => Math.Max(Width, 0) * Math.Max(Height, 0);

    /// <summary>Intersection over union with another box, 0 .. 1 (the Jaccard index).</summary>
    public float IntersectionOverUnion(Box other)
    {
        float width = Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X);
        float height = Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y);
        if (width <= 0 || height <= 0)
            return 0;
        float shared = width * height;
        return shared / (Area + other.Area - shared);
    }
}
