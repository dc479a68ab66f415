namespace Fovea.Vision;

/// <summary>How the colours of a picture are stored.</summary>
public enum PixelEncoding
{
    /// <summary>One texture with red, green and blue; alpha is ignored.</summary>
    Rgb,

    /// <summary>Luma, and a plane of half the size with Cb and Cr side by side.</summary>
    Nv12,

    /// <summary>Luma, Cb and Cr in three planes, the latter of half the size.</summary>
    I420,
}
