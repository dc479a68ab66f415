using System;

namespace Fovea.Vision;

/// <summary>The picture that a network made of one frame.</summary>
public sealed class ImageToImageResult : VisionResult
{
    private readonly byte[] _pixels;

    /// <summary>Makes room.</summary>
    /// <param name="width">The picture's width, in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="keepsPicture">Whether there is room for its pixels.</param>
    public ImageToImageResult(int width, int height, bool keepsPicture)
    {
        (Width, Height) = (width, height);
        _pixels = keepsPicture ? new byte[4 * width * height] : Array.Empty<byte>();
    }

    /// <summary>The picture's width, in pixels.</summary>
    public int Width { get; }

    /// <summary>The picture's height, in pixels.</summary>
    public int Height { get; }

    /// <summary>RGBA, the top row first; empty where it is not kept.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    internal Span<byte> Writable => _pixels;

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<byte> data, FrameStamp stamp)
    {
        if (data.Length < 16 + _pixels.Length)
            throw new ArgumentException($"These {data.Length} bytes are no picture of {Width} x {Height} pixels.", nameof(data));
        Begin(stamp, BitConverter.ToInt32(data.Slice(0, 4)));
        data.Slice(16, _pixels.Length).CopyTo(_pixels);
    }

    /// <inheritdoc/>
    public override void CopyFrom(VisionResult other)
    {
        if (other is not ImageToImageResult from || from._pixels.Length != _pixels.Length)
            throw new ArgumentException("Only a picture of the same size can be copied.", nameof(other));
        Begin(from.Stamp, from.NonFinite);
        from._pixels.CopyTo(_pixels, 0);
    }
}
