using System;
using System.IO;

namespace Fovea.Capture;

/// <summary>Reads lines and blocks of bytes from a pipe, allocating nothing on the way.</summary>
internal sealed class PipeBuffer
{
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    public PipeBuffer(Stream stream) => _stream = stream;

    /// <summary>The next line without its end, valid until the next call; false where the pipe ends before it begins.</summary>
    /// <exception cref="InvalidDataException">The line is longer than any header's, or cut short.</exception>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        const int longest = 4096;
        int scanned = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, scanned + length);
                _start += scanned + length + 1;
                return true;
            }

            scanned = _end - _start;
            if (scanned > longest)
                throw new InvalidDataException("a line where a header should be is too long");

            if (_start > 0)
            {
                _buffer.AsSpan(_start, scanned).CopyTo(_buffer);
                (_start, _end) = (0, scanned);
            }

            int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                line = default;
                return scanned == 0 ? false : throw new InvalidDataException("the stream ends inside a header");
            }

            _end += read;
        }
    }

    /// <summary>Fills the target; false where the pipe ends before it is full.</summary>
    public bool TryReadExactly(Span<byte> target)
    {
        int ready = Math.Min(_end - _start, target.Length);
        _buffer.AsSpan(_start, ready).CopyTo(target);
        _start += ready;
        for (target = target[ready..]; !target.IsEmpty;)
        {
            int read = _stream.Read(target);
            if (read == 0)
                return false;
            target = target[read..];
        }

        return true;
    }
}
