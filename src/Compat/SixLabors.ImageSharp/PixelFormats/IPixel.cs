namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>A pixel that can be made from, and turned into, the usual ones.</summary>
public interface IPixel
{
    void FromL8(L8 source);

    void FromL16(L16 source);

    void FromRgb24(Rgb24 source);

    void FromRgba32(Rgba32 source);

    void FromRgba64(Rgba64 source);

    void ToRgba32(ref Rgba32 dest);
}
