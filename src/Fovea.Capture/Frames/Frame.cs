using System;
using System.Diagnostics;
using System.Threading;

namespace Fovea.Capture;

/// <summary>
/// One picture of a source, in a buffer that goes back to its source's pool on <see cref="Dispose"/>; after that it must not
/// be touched, since it will be filled anew. Pixels have a top-left origin.
/// </summary>
public sealed class Frame : IDisposable
{
    private readonly FramePool _pool;
    private byte[] _buffer = [];
    private int _length;
    private int _lent;

    internal Frame(FramePool pool) => _pool = pool;

    /// <summary>Width in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>How the bytes are laid out.</summary>
    public FrameFormat Format { get; private set; }

    /// <summary>For <see cref="FrameFormat.Nv12"/> and <see cref="FrameFormat.I420"/>: the weights of the colours.</summary>
    public YuvMatrix Matrix { get; internal set; }

    /// <summary>The number of the frame in its source, from 0; frames that were dropped count too.</summary>
    public long Index { get; internal set; }

    /// <summary>When it was taken: since the source was opened for a live one, else its place in the video or folder.</summary>
    public TimeSpan Time { get; internal set; }

    /// <summary>When it came in, as <see cref="Stopwatch.GetTimestamp"/> counts: what a latency is measured from.</summary>
    public long Arrived { get; private set; }

    /// <summary>Where it comes from: the path of the picture or video, or the camera.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>The bytes, as <see cref="Format"/> says.</summary>
    public ReadOnlySpan<byte> Pixels => _buffer.AsSpan(0, _length);

    /// <summary>The same bytes as memory, for uploads that outlast a call.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    internal Span<byte> Writable => _buffer.AsSpan(0, _length);

    /// <summary>Bytes of a frame of this size.</summary>
    /// <param name="format">Its layout.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="OverflowException">It is more than an array can hold.</exception>
    public static int ByteCount(FrameFormat format, int width, int height) => checked(format == FrameFormat.Rgba
        ? width * height * 4
        : (width * height) + (2 * ((width + 1) / 2) * ((height + 1) / 2)));

    /// <summary>Gives the buffer back. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _lent, 0) == 1)
            _pool.Return(this);
    }

    internal void Prepare(int width, int height, FrameFormat format)
    {
        int length = ByteCount(format, width, height);
        if (_buffer.Length < length)
            _buffer = GC.AllocateUninitializedArray<byte>(length);
        _length = length;
        (Width, Height, Format) = (width, height, format);
        _lent = 1;
        Arrived = Stopwatch.GetTimestamp();
    }
}
