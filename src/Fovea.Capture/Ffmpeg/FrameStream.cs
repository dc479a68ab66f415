using System;
using System.Buffers.Text;
using System.IO;

namespace Fovea.Capture;

/// <summary>
/// Frames as ffmpeg writes them to a pipe, in a form that says its own size, so that nothing must be asked beforehand and a
/// camera may change its mind: RGBA as Netpbm's PAM, one file after the other; YUV as YUV4MPEG2.
/// </summary>
internal sealed class FrameStream
{
    private const int LargestSide = 1 << 15;

    private readonly PipeBuffer _pipe;
    private readonly FrameFormat _format;
    private byte[] _chroma = [];
    private int _width;
    private int _height;

    public FrameStream(Stream stream, FrameFormat format)
    {
        _pipe = new PipeBuffer(stream);
        _format = format;
    }

    /// <summary>What ffmpeg is told, so that it writes what is read here.</summary>
    public static string[] OutputArguments(FrameFormat format) => format == FrameFormat.Rgba
        ? ["-c:v", "pam", "-pix_fmt", "rgba", "-f", "image2pipe", "pipe:1"]
        : ["-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1"];

    /// <summary>Reads the next frame into one from <paramref name="rent"/>; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The stream is not of the form that was asked for.</exception>
    public Frame? Read(Func<int, int, FrameFormat, Frame> rent)
    {
        if (!(_format == FrameFormat.Rgba ? ReadPam() : ReadY4m()))
            return null;

        Frame frame = rent(_width, _height, _format);
        if (Fill(frame))
            return frame;

        // A child that was ended, or a camera that was pulled out, stops within a frame.
        frame.Dispose();
        return null;
    }

    private bool Fill(Frame frame)
    {
        Span<byte> pixels = frame.Writable;
        if (_format != FrameFormat.Nv12)
            return _pipe.TryReadExactly(pixels);

        int luma = _width * _height, chroma = (pixels.Length - luma) / 2;
        if (_chroma.Length < 2 * chroma)
            _chroma = new byte[2 * chroma];
        if (!_pipe.TryReadExactly(pixels[..luma]) || !_pipe.TryReadExactly(_chroma.AsSpan(0, 2 * chroma)))
            return false;

        ReadOnlySpan<byte> blue = _chroma.AsSpan(0, chroma), red = _chroma.AsSpan(chroma, chroma);
        Span<byte> pairs = pixels[luma..];
        for (int i = 0; i < blue.Length; i++)
        {
            pairs[2 * i] = blue[i];
            pairs[(2 * i) + 1] = red[i];
        }

        return true;
    }

    private bool ReadPam()
    {
        if (!_pipe.TryReadLine(out ReadOnlySpan<byte> line))
            return false;
        if (!line.SequenceEqual("P7"u8))
            throw Unexpected(line);

        int width = 0, height = 0;
        bool rgba = false;
        while (true)
        {
            if (!_pipe.TryReadLine(out line))
                return false;
            if (line.SequenceEqual("ENDHDR"u8))
                break;
            if (line.StartsWith("WIDTH "u8))
                width = Number(line[6..]);
            else if (line.StartsWith("HEIGHT "u8))
                height = Number(line[7..]);
            else if (line.SequenceEqual("DEPTH 4"u8))
                rgba = true;
        }

        if (!rgba)
            throw new InvalidDataException("the frames are not RGBA");

        SetSize(width, height);
        return true;
    }

    private bool ReadY4m()
    {
        if (!_pipe.TryReadLine(out ReadOnlySpan<byte> line))
            return false;

        if (line.StartsWith("YUV4MPEG2 "u8))
        {
            int width = 0, height = 0;
            while (!line.IsEmpty)
            {
                int end = line.IndexOf((byte)' ');
                ReadOnlySpan<byte> field = end < 0 ? line : line[..end];
                line = end < 0 ? default : line[(end + 1)..];
                if (field.IsEmpty)
                    continue;
                if (field[0] == 'W')
                    width = Number(field[1..]);
                else if (field[0] == 'H')
                    height = Number(field[1..]);
                else if (field[0] == 'C' && !field.StartsWith("C420"u8))
                    throw Unexpected(field);
            }

            SetSize(width, height);
            if (!_pipe.TryReadLine(out line))
                return false;
        }

        return line.StartsWith("FRAME"u8) && _width > 0 ? true : throw Unexpected(line);
    }

    private void SetSize(int width, int height)
    {
        if (width is < 1 or > LargestSide || height is < 1 or > LargestSide)
            throw new InvalidDataException($"the frames claim a size of {width}x{height}");

        (_width, _height) = (width, height);
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int value, out int used) && used == text.Length ? value : throw Unexpected(text);

    private static InvalidDataException Unexpected(ReadOnlySpan<byte> line) =>
        new($"unexpected bytes in the stream: {Convert.ToHexString(line[..Math.Min(16, line.Length)])}");
}
