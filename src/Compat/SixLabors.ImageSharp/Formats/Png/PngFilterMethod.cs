namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Row filters by their number in the file; and the best of them for each row.</summary>
public enum PngFilterMethod
{
    None,
    Sub,
    Up,
    Average,
    Paeth,
    Adaptive,
}
