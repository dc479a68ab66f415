using System;
using System.Numerics;

namespace Fovea.Vision.Overlays;

/// <summary>Where overlays are drawn: the bound framebuffer, and where in it the source picture is shown.</summary>
/// <param name="Width">The framebuffer's width, in pixels.</param>
/// <param name="Height">The framebuffer's height, in pixels.</param>
/// <param name="Picture">Where the picture is shown, in the framebuffer's pixels from its top left.</param>
/// <param name="SourceWidth">The picture's own width: the pixels that boxes are given in.</param>
/// <param name="SourceHeight">The picture's own height.</param>
public readonly record struct OverlayTarget(int Width, int Height, Box Picture, int SourceWidth, int SourceHeight)
{
    /// <summary>
    /// Whether row 0 of the framebuffer is to be the top row of what is shown, as in a texture that is saved as a file. By default row 0 is the
    /// bottom row, as in a window.
    /// </summary>
    public bool TopLeftOrigin { get; init; }

    /// <summary>
    /// Whether the framebuffer encodes linear light into sRGB as it is written: a format with sRGB, and on desktop OpenGL
    /// <c>GL_FRAMEBUFFER_SRGB</c> enabled. By default colours are written as they shall be stored.
    /// </summary>
    public bool EncodesSrgb { get; init; }

    /// <summary>The whole framebuffer, the picture as large as it fits, in the middle.</summary>
    /// <param name="width">The framebuffer's width, in pixels.</param>
    /// <param name="height">The framebuffer's height.</param>
    /// <param name="sourceWidth">The picture's width.</param>
    /// <param name="sourceHeight">The picture's height.</param>
    public static OverlayTarget Letterbox(int width, int height, int sourceWidth, int sourceHeight)
    {
        float scale = Math.Min((float)width / sourceWidth, (float)height / sourceHeight);
        float across = MathF.Round(sourceWidth * scale), down = MathF.Round(sourceHeight * scale);
        var picture = new Box(MathF.Floor((width - across) / 2), MathF.Floor((height - down) / 2), across, down);
        return new OverlayTarget(width, height, picture, sourceWidth, sourceHeight);
    }

    /// <summary>By how much lines and text grow: 1 for 720 rows, 3 for 2160, and not less than what stays legible.</summary>
    internal float Zoom => Math.Max(0.75f, Math.Min(Width / 1280f, Height / 720f));

    /// <summary>What labels stay within, as left, top, right, bottom: the part of the picture that is in the framebuffer.</summary>
    internal Vector4 LabelBounds => new(
        Math.Max(0, Picture.X), Math.Max(0, Picture.Y), Math.Min(Width, Picture.X + Picture.Width), Math.Min(Height, Picture.Y + Picture.Height));
}
