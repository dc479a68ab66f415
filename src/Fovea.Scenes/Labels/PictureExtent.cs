using System;
using System.Numerics;

namespace Fovea.Scenes.Labels;

/// <summary>The smallest box around points of a picture, in pixels; made by adding them.</summary>
internal struct PictureExtent
{
    public float Left, Top, Right, Bottom;

    /// <summary>A box around nothing.</summary>
    public static PictureExtent Empty => new()
    {
        Left = float.PositiveInfinity,
        Top = float.PositiveInfinity,
        Right = float.NegativeInfinity,
        Bottom = float.NegativeInfinity,
    };

    /// <summary>Whether nothing was added.</summary>
    public readonly bool IsEmpty => !(Left <= Right);

    /// <summary>The box.</summary>
    public readonly PixelBox Box => IsEmpty ? default : new PixelBox(Left, Top, Right - Left, Bottom - Top);

    /// <summary>Takes a point in.</summary>
    public void Add(Vector2 pixel)
    {
        Left = Math.Min(Left, pixel.X);
        Top = Math.Min(Top, pixel.Y);
        Right = Math.Max(Right, pixel.X);
        Bottom = Math.Max(Bottom, pixel.Y);
    }

    /// <summary>Takes another box in.</summary>
    public void Add(in PictureExtent other)
    {
        Left = Math.Min(Left, other.Left);
        Top = Math.Min(Top, other.Top);
        Right = Math.Max(Right, other.Right);
        Bottom = Math.Max(Bottom, other.Bottom);
    }

    /// <summary>The share of the box that lies outside a picture, 0..1; 0 for a box without area.</summary>
    public readonly float ShareOutside(int width, int height)
    {
        double area = (double)(Right - Left) * (Bottom - Top);
        if (IsEmpty || !(area > 0))
            return 0;
        double across = Math.Max(0, Math.Min(Right, (double)width) - Math.Max(Left, 0));
        double down = Math.Max(0, Math.Min(Bottom, (double)height) - Math.Max(Top, 0));
        return (float)Math.Clamp(1 - (across * down / area), 0, 1);
    }
}
