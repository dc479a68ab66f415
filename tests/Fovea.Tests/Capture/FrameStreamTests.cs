using System;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

public sealed class FrameStreamTests
{
    private readonly FramePool _pool = new(4);

    [Fact]
    public void RGBA_frames_say_their_size_each()
    {
        byte[] bytes = [.. FakeLauncher.Pam(3, 5, 7), .. FakeLauncher.Pam(1, 1, 9)];
        var stream = new FrameStream(new MemoryStream(bytes), FrameFormat.Rgba);

        using Frame first = stream.Read(_pool.Rent)!, second = stream.Read(_pool.Rent)!;

        Assert.Equal((3, 5, 60, 7), (first.Width, first.Height, first.Pixels.Length, first.Pixels[59]));
        Assert.Equal((1, 1, 4, 9), (second.Width, second.Height, second.Pixels.Length, second.Pixels[3]));
        Assert.Null(stream.Read(_pool.Rent));
    }

    [Theory]
    [InlineData(FrameFormat.I420, new byte[] { 0, 1, 2, 3, 4, 5, 10, 11, 20, 21 })]
    [InlineData(FrameFormat.Nv12, new byte[] { 0, 1, 2, 3, 4, 5, 10, 20, 11, 21 })]
    public void YUV_frames_of_odd_size_keep_their_planes(FrameFormat format, byte[] expected)
    {
        // 3x2: six luma, two Cb, two Cr.
        byte[] frame = [.. "FRAME\n"u8, 0, 1, 2, 3, 4, 5, 10, 11, 20, 21];
        byte[] bytes = [.. "YUV4MPEG2 W3 H2 F30:1 Ip A1:1 C420jpeg XYSCSS=420JPEG\n"u8, .. frame, .. frame];
        var stream = new FrameStream(new MemoryStream(bytes), format);

        for (int i = 0; i < 2; i++)
        {
            using Frame read = stream.Read(_pool.Rent)!;
            Assert.Equal((3, 2, format), (read.Width, read.Height, read.Format));
            Assert.Equal(expected, read.Pixels.ToArray());
        }

        Assert.Null(stream.Read(_pool.Rent));
    }

    [Theory]
    [InlineData("P5\n2 2\n255\n....")]
    [InlineData("P7\nWIDTH 99999999\nHEIGHT 2\nDEPTH 4\nENDHDR\n")]
    [InlineData("P7\nWIDTH -3\nHEIGHT 2\nDEPTH 4\nENDHDR\n")]
    [InlineData("P7\nWIDTH 3x\nHEIGHT 2\nDEPTH 4\nENDHDR\n")]
    [InlineData("P7\nHEIGHT 2\nDEPTH 4\nENDHDR\n")]
    [InlineData("P7\nWIDTH 2\nHEIGHT 2\nDEPTH 3\nENDHDR\n............")]
    public void What_is_no_such_stream_is_refused(string text)
    {
        var stream = new FrameStream(new MemoryStream(Encoding.ASCII.GetBytes(text)), FrameFormat.Rgba);
        Assert.Throws<InvalidDataException>(() => stream.Read(_pool.Rent));
    }

    [Fact]
    public void A_line_without_end_is_refused()
    {
        var stream = new FrameStream(new MemoryStream(new byte[100_000]), FrameFormat.Rgba);
        Assert.Throws<InvalidDataException>(() => stream.Read(_pool.Rent));
    }

    [Fact]
    public void Frames_do_not_depend_on_how_the_pipe_cuts_them()
    {
        byte[] bytes = FakeLauncher.Pam(4, 3, 1, 2, 3);
        foreach (int piece in new[] { 1, 2, 7, 100 })
        {
            var stream = new FrameStream(new Trickle(bytes, piece), FrameFormat.Rgba);
            int[] seen = Enumerable.Range(0, 3).Select(_ => (int)stream.Read(_pool.Rent)!.Pixels[47]).ToArray();
            Assert.Equal([1, 2, 3], seen);
        }
    }

    [Fact]
    public void A_stream_that_stops_inside_a_frame_ends_there()
    {
        byte[] bytes = FakeLauncher.Pam(4, 3, 1, 2);
        var stream = new FrameStream(new MemoryStream(bytes, 0, bytes.Length - 1), FrameFormat.Rgba);

        Assert.NotNull(stream.Read(_pool.Rent));
        Assert.Null(stream.Read(_pool.Rent));
    }

    private sealed class Trickle : MemoryStream
    {
        private readonly int _piece;

        public Trickle(byte[] bytes, int piece)
            : base(bytes) => _piece = piece;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, _piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, _piece)]);
    }
}
