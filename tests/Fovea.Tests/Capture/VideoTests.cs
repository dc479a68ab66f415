using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

/// <summary>Recording, playing and generated video through the real ffmpeg.</summary>
public sealed class VideoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void What_is_recorded_plays_again_with_every_frame_in_order()
    {
        string path = Record(9, 33, 21);
        using var source = new VideoSource(path);

        var frames = Sources.All(source, f => (f.Index, f.Width, f.Height, f.Time, Red: Math.Round(f.Pixels[f.Pixels.Length / 2] / 25.0)));

        Assert.False(source.IsLive);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (long)i), frames.Select(f => f.Index));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (double)i), frames.Select(f => f.Red));
        // Odd sides are padded to even ones.
        Assert.All(frames, f => Assert.Equal((34, 22), (f.Width, f.Height)));
        Assert.Equal(TimeSpan.FromSeconds(0.8), frames[^1].Time);
        Assert.Equal(10, source.Info.FramesPerSecond);
        Assert.Equal(0, source.Dropped);
        Assert.Equal(["video.mp4"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
    }

    [SkippableFact]
    public void A_real_video_gives_all_its_frames()
    {
        Sources.NeedFfmpeg();
        using var source = new VideoSource(TestFiles.Asset("video/driving_highway.mp4"), new SourceOptions { Format = FrameFormat.I420 });

        var frames = Sources.All(source, f => (f.Width, f.Height, f.Pixels.Length));

        Assert.Equal(221, frames.Count);
        Assert.All(frames, f => Assert.Equal((960, 540, 960 * 540 * 3 / 2), f));
        Assert.Equal(25, source.Info.FramesPerSecond);
    }

    [SkippableFact]
    public void A_looping_video_begins_again()
    {
        string path = Record(3, 16, 16);
        using var source = new VideoSource(path, new SourceOptions { Loop = true });
        for (int i = 0; i < 10; i++)
        {
            using Frame frame = Sources.Next(source);
            Assert.Equal((i, i % 3), (frame.Index, (int)Math.Round(frame.Pixels[0] / 25.0)));
        }
    }

    [SkippableFact]
    public void In_real_time_a_video_keeps_its_own_speed()
    {
        string path = Record(6, 16, 16);
        var clock = Stopwatch.StartNew();
        using var source = new VideoSource(path, new SourceOptions { RealTime = true, QueueLength = 100 });

        Assert.True(source.IsLive);
        Assert.Equal(6, Sources.All(source, f => f.Index).Count);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.4, 8);
    }

    [SkippableTheory]
    [InlineData(FrameFormat.I420)]
    [InlineData(FrameFormat.Nv12)]
    public void YUV_frames_have_the_weights_and_the_range_that_they_say(FrameFormat format)
    {
        Sources.NeedFfmpeg();
        // Pure red under BT.601, limited range: Y = 16 + 65.481, Cb = 128 - 37.797, Cr = 128 + 112.
        using var source = new FfmpegCommandSource(
            "-f lavfi -i color=c=red:size=6x4:rate=30,format=rgb24", new SourceOptions { Format = format });
        using Frame frame = Sources.Next(source);

        Assert.Equal((6, 4, format, YuvMatrix.Bt601), (frame.Width, frame.Height, frame.Format, frame.Matrix));
        byte[] bytes = frame.Pixels.ToArray();
        Assert.Equal(36, bytes.Length);
        Assert.All(bytes[..24], y => Assert.InRange(y, 80, 83));
        (byte blue, byte red) = format == FrameFormat.I420 ? (bytes[24], bytes[30]) : (bytes[24], bytes[25]);
        Assert.InRange(blue, 89, 92);
        Assert.InRange(red, 238, 241);
    }

    [SkippableFact]
    public void A_generated_source_is_live_and_gives_its_colours()
    {
        Sources.NeedFfmpeg();
        using var source = new FfmpegCommandSource("-f lavfi -i color=c=0x204060:size=32x16:rate=50:duration=1");
        Sources.Until(() => source.Dropped > 0);
        using (Frame frame = Sources.Next(source))
        {
            // Red, green and blue survive the conversion to YUV and back to within rounding.
            Assert.InRange(frame.Pixels[0], 0x1D, 0x23);
            Assert.InRange(frame.Pixels[1], 0x3D, 0x43);
            Assert.InRange(frame.Pixels[2], 0x5D, 0x63);
            Assert.Equal(255, frame.Pixels[3]);
            Assert.InRange(frame.Index, 1, 49);
        }

        // The newest is never dropped.
        Assert.Equal(49, Sources.All(source, f => f.Index).DefaultIfEmpty(49).Last());
    }

    [Theory]
    [InlineData("-f lavfi -i testsrc2", true)]
    [InlineData("-re -f lavfi -i testsrc2", true)]
    [InlineData("-f v4l2 -i /dev/video0", false)]
    public void A_generator_is_held_to_its_rate_and_a_device_is_not(string arguments, bool held)
    {
        var launcher = new FakeLauncher(new FakeLauncher.Script(FakeLauncher.Pam(2, 2, 1), 0));
        using var source = new FfmpegCommandSource(arguments, new SourceOptions(), launcher);
        Assert.Single(Sources.All(source, f => f.Index));
        Assert.Equal(held ? 1 : 0, launcher.Arguments[0].Count(a => a == "-re"));
    }

    [Fact]
    public void A_file_that_ffmpeg_is_told_to_read_is_held_to_its_rate()
    {
        var launcher = new FakeLauncher(new FakeLauncher.Script(FakeLauncher.Pam(2, 2, 1), 0));
        using var source = new FfmpegCommandSource($"-i '{_folder.Write("some.mp4", new byte[50])}'", new SourceOptions(), launcher);
        Assert.Single(Sources.All(source, f => f.Index));
        Assert.Equal("-re", launcher.Arguments[0].SkipWhile(a => a is not ("-re" or "-i")).First());
    }

    [Fact]
    public void A_recording_in_a_folder_that_cannot_be_made_is_named()
    {
        string path = Path.Combine(_folder.Write("file", new byte[1]), "video.mp4");
        Assert.Contains(path, Assert.Throws<CaptureException>(() => new VideoWriter(path, 16, 16, 30)).Message);
    }

    [SkippableFact]
    public void An_unreadable_video_is_an_error_with_what_ffmpeg_says()
    {
        Sources.NeedFfmpeg();
        string path = _folder.Write("broken.mp4", new byte[5000]);
        string message = Assert.Throws<CaptureException>(() => SourceFactory.Open(path)).Message;
        Assert.Contains(path, message);
        Assert.Contains("ffprobe says", message);

        using var source = new FfmpegCommandSource($"-i '{path}'");
        Assert.True(source.WaitForNext(Sources.Patience));
        Assert.Contains("Invalid data", Assert.Throws<CaptureException>(() => source.TryNext(out _)).Message);
    }

    [SkippableFact]
    public void A_name_with_spaces_quotes_and_colons_is_only_a_name()
    {
        Sources.NeedFfmpeg();
        Skip.If(OperatingSystem.IsWindows(), "Windows allows no such names");
        string path = Record(2, 16, 16, "-a: 'b' \"c\" $(d).mp4");
        using var source = new VideoSource(path);
        Assert.Equal(2, Sources.All(source, f => f.Index).Count);
    }

    [SkippableFact]
    public void Disposing_ends_the_child_at_once()
    {
        Sources.NeedFfmpeg();
        Skip.IfNot(OperatingSystem.IsLinux(), "looks into /proc");
        int before = Children();
        var clock = new Stopwatch();
        for (int i = 0; i < 3; i++)
        {
            var source = new FfmpegCommandSource("-f lavfi -i testsrc2=size=320x240:rate=30");
            if (i > 0)
                Sources.Next(source).Dispose();
            clock.Start();
            source.Dispose();
            clock.Stop();
            Assert.Throws<ObjectDisposedException>(() => source.TryNext(out _));
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 4);
        Sources.Until(() => Children() <= before);
    }

    [SkippableFact]
    public void An_abandoned_recording_leaves_nothing_behind()
    {
        Sources.NeedFfmpeg();
        using (var writer = new VideoWriter(_folder.File("video.mp4"), 16, 16, 10))
            writer.Write(new byte[16 * 16 * 4]);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [SkippableFact]
    public void A_recording_that_ffmpeg_refuses_is_an_error_with_its_words()
    {
        Sources.NeedFfmpeg();
        using var writer = new VideoWriter(_folder.File("video.nonsense"), 16, 16, 10);
        var e = Assert.Throws<CaptureException>(() =>
        {
            for (int i = 0; i < 100; i++)
                writer.Write(new byte[16 * 16 * 4]);
            writer.Finish();
        });
        Assert.Contains("video.nonsense", e.Message);
        Assert.Contains("output format", e.Message);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [SkippableFact]
    public void A_bottom_up_recording_plays_upright()
    {
        Sources.NeedFfmpeg();
        string path = _folder.File("video.mp4");
        using (var writer = new VideoWriter(path, 16, 16, 10, bottomUp: true))
        {
            // The first half of the rows, which is the lower one, is white.
            writer.Write(Enumerable.Range(0, 16 * 16 * 4).Select(i => (byte)(i < 512 ? 255 : 0)).ToArray());
            writer.Finish();
        }

        using var source = new VideoSource(path);
        using Frame frame = Sources.Next(source);
        Assert.InRange(frame.Pixels[0], 0, 40);
        Assert.InRange(frame.Pixels[15 * 16 * 4], 215, 255);
    }

    [Fact]
    public void A_recording_needs_an_ending_and_frames_of_its_size()
    {
        var launcher = new FakeLauncher(new FakeLauncher.Script([], 0));
        Assert.Contains(".mp4", Assert.Throws<CaptureException>(() => new VideoWriter("video", 4, 4, 30)).Message);
        using var writer = new VideoWriter(_folder.File("video.mp4"), 4, 4, 30, false, launcher);
        Assert.Throws<ArgumentException>(() => writer.Write(new byte[63]));
    }

    [Fact]
    public void A_program_that_is_missing_is_named_with_the_line_that_installs_it()
    {
        string message = Assert.Throws<CaptureException>(() => ChildLauncher.Instance.Start("fovea-has-no-such-program", [])).Message;
        Assert.Contains("fovea-has-no-such-program", message);
        Assert.Matches("(apt-get|brew|winget) install ffmpeg", message);
    }

    private static int Children() => Directory.GetDirectories("/proc").Count(folder =>
    {
        try
        {
            // Fields: pid (name) state parent ...; a zombie counts.
            string stat = File.ReadAllText(folder + "/stat");
            return stat.Contains("(ffmpeg)") && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == Environment.ProcessId.ToString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    /// <summary>Frames of one grey each, 25 levels apart, ten a second.</summary>
    private string Record(int frames, int width, int height, string name = "video.mp4")
    {
        Sources.NeedFfmpeg();
        string path = _folder.File(name);
        using var writer = new VideoWriter(path, width, height, 10);
        for (int i = 0; i < frames; i++)
            writer.Write(Enumerable.Repeat((byte)(25 * i), width * height * 4).ToArray());
        writer.Finish();
        Assert.Equal(frames, writer.Written);
        return path;
    }
}
