using System;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>How a JPEG is written.</summary>
public sealed class JpegEncoder
{
    private readonly int? _quality;

    /// <summary>1..100; 75 where it is not said.</summary>
    public int? Quality
    {
        get => _quality;
        init => _quality = value is null or (>= 1 and <= 100)
            ? value
            : throw new ArgumentException("Quality factor must be in [1..100] range.", nameof(value));
    }
}
