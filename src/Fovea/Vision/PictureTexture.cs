using System;
using Fovea.Gpu;

namespace Fovea.Vision;

/// <summary>A picture that lies in one to three textures, and what has to be known to read it.</summary>
/// <param name="Encoding">How colours are stored.</param>
/// <param name="Plane0">RGB(A), or luma.</param>
public sealed record PictureTexture(PixelEncoding Encoding, GpuTexture Plane0)
{
    /// <summary>The chroma plane of NV12 (Cb in red, Cr in green), or Cb of I420; null for RGB.</summary>
    public GpuTexture? Plane1 { get; init; }

    /// <summary>Cr of I420; else null.</summary>
    public GpuTexture? Plane2 { get; init; }

    /// <summary>Where the texture's first row is. What a host renders into a framebuffer starts at the bottom.</summary>
    public ImageOrigin Origin { get; init; } = ImageOrigin.TopLeft;

    /// <summary>How many quarter turns clockwise make the stored picture upright, as a phone's camera needs them: 0 to 3.</summary>
    public int QuarterTurns { get; init; }

    /// <summary>The coefficients that luma and chroma were made with.</summary>
    public ColorMatrix Matrix { get; init; } = ColorMatrix.Bt601;

    /// <summary>Whether luma uses all of 0 .. 255 (pictures, some cameras) or 16 .. 235 (video).</summary>
    public bool FullRange { get; init; }

    /// <summary>Whether sampling gives linear light: the texture's format is sRGB, so that the GPU decodes it, or its content is linear.</summary>
    public bool SamplesLinear => Plane0.Format is GpuTextureFormat.Srgb8 or GpuTextureFormat.Srgb8Alpha8 || HoldsLinear;

    /// <summary>Whether the texture holds linear light in a format without encoding, as a renderer's floating-point target does.</summary>
    public bool HoldsLinear { get; init; }

    /// <summary>The width of the upright picture, in pixels.</summary>
    public int Width => QuarterTurns % 2 == 0 ? Plane0.Width : Plane0.Height;

    /// <summary>The height of the upright picture, in pixels.</summary>
    public int Height => QuarterTurns % 2 == 0 ? Plane0.Height : Plane0.Width;

    /// <summary>Makes sure that the planes are those that the encoding needs.</summary>
    /// <exception cref="ArgumentException">A plane is missing, or the quarter turns are not 0 to 3.</exception>
    public void Validate()
    {
        if (QuarterTurns is < 0 or > 3)
            throw new ArgumentException($"A picture is turned by 0 to 3 quarters, not {QuarterTurns}.");
        if (Encoding != PixelEncoding.Rgb && Plane1 is null || Encoding == PixelEncoding.I420 && Plane2 is null)
            throw new ArgumentException($"A picture in {Encoding} needs more planes than were given.");
    }
}
