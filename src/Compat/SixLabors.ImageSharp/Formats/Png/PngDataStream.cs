using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Takes compressed pixels and writes them as chunks of a limited size, so that no picture is held as a whole.</summary>
internal sealed class PngDataStream : Stream
{
    private const int Largest = 65535;

    private readonly Stream _file;
    private byte[]? _chunk = ArrayPool<byte>.Shared.Rent(12 + Largest);
    private int _length;

    public PngDataStream(Stream file) => _file = file;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int taken = Math.Min(buffer.Length, Largest - _length);
            buffer[..taken].CopyTo(_chunk.AsSpan(8 + _length));
            buffer = buffer[taken..];
            _length += taken;
            if (_length == Largest)
                WriteChunk();
        }
    }

    /// <summary>Nothing: a chunk is written when it is full, or when all is there.</summary>
    public override void Flush()
    {
    }

    /// <summary>Writes what is left.</summary>
    public void Finish()
    {
        if (_length > 0)
            WriteChunk();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (_chunk is not null)
            ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = null;
        base.Dispose(disposing);
    }

    private void WriteChunk()
    {
        Span<byte> chunk = _chunk.AsSpan(0, 12 + _length);
        BinaryPrimitives.WriteInt32BigEndian(chunk, _length);
        "IDAT"u8.CopyTo(chunk[4..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[(8 + _length)..], Crc32.Of(chunk.Slice(4, 4 + _length)));
        _file.Write(chunk);
        _length = 0;
    }
}
