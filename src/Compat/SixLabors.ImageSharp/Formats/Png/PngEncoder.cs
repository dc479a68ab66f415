namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>How a PNG is written. Colour type and depth are those of the pixels.</summary>
public sealed class PngEncoder
{
    /// <summary>How rows are prepared for compression; null leaves it to the encoder.</summary>
    public PngFilterMethod? FilterMethod { get; init; }

    public PngCompressionLevel CompressionLevel { get; init; } = PngCompressionLevel.DefaultCompression;
}
