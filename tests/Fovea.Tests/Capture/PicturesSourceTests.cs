using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

public sealed class PicturesSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_picture_is_one_frame()
    {
        using var source = new PictureSource(Grey(10), "test");

        var frames = Sources.All(source, f => (f.Index, f.Width, f.Height, f.Format, f.Source, f.Pixels[0]));

        Assert.Equal([(0, 3, 2, FrameFormat.Rgba, "test", (byte)10)], frames);
        Assert.False(source.TryNext(out _));
        Assert.False(source.WaitForNext(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_looping_picture_never_ends()
    {
        using var source = new PictureSource(Grey(10), "test", new SourceOptions { Loop = true });
        for (int i = 0; i < 20; i++)
        {
            using Frame frame = Sources.Next(source);
            Assert.Equal(i, frame.Index);
        }

        Assert.False(source.Ended);
    }

    [Fact]
    public void A_folder_gives_its_pictures_in_ordinal_order_and_nothing_else()
    {
        foreach ((string name, byte value) in new[] { ("b.png", (byte)2), ("a.PNG", (byte)1), ("a10.png", (byte)4), ("B.png", (byte)0), ("a2.png", (byte)5) })
            Grey(value).SavePng(_folder.File(name));
        _folder.Write("notes.txt", "not a picture"u8);

        using var source = new FolderSource(_folder.Root, new SourceOptions { SecondsPerPicture = 0.5 });

        Assert.Equal(5, source.Count);
        var frames = Sources.All(source, f => (Path.GetFileName(f.Source), f.Pixels[0], f.Time.TotalSeconds));
        Assert.Equal([("B.png", (byte)0, 0), ("a.PNG", 1, 0.5), ("a10.png", 4, 1), ("a2.png", 5, 1.5), ("b.png", 2, 2)], frames);
    }

    [Fact]
    public void In_real_time_each_picture_lasts()
    {
        Grey(1).SavePng(_folder.File("a.png"));
        Grey(2).SavePng(_folder.File("b.png"));
        using var source = new FolderSource(_folder.Root, new SourceOptions { SecondsPerPicture = 0.2, RealTime = true });
        Sources.Next(source).Dispose();
        var clock = Stopwatch.StartNew();
        Sources.Next(source).Dispose();

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.1, 5);
    }

    [Fact]
    public void A_broken_picture_is_an_error_in_its_turn_that_names_it()
    {
        Grey(1).SavePng(_folder.File("a.png"));
        _folder.Write("b.png", "broken"u8);
        Grey(3).SavePng(_folder.File("c.png"));
        using var source = new FolderSource(_folder.Root);

        Sources.Next(source).Dispose();
        Assert.True(source.WaitForNext(Sources.Patience));
        var e = Assert.Throws<PictureException>(() => source.TryNext(out _));
        Assert.Contains("b.png", e.Message);
        Assert.False(source.Ended);
    }

    [Fact]
    public void An_empty_or_missing_folder_is_refused_with_what_to_do()
    {
        string empty = Assert.Throws<CaptureException>(() => new FolderSource(_folder.Root)).Message;
        Assert.Contains("it is empty", empty);
        Assert.Contains(".png, .jpg, .jpeg", empty);

        _folder.Write("notes.txt", "not a picture"u8);
        Assert.Contains("1 other file", Assert.Throws<CaptureException>(() => new FolderSource(_folder.Root)).Message);
        Assert.Contains("no folder", Assert.Throws<CaptureException>(() => new FolderSource(_folder.File("none"))).Message);
    }

    [Fact]
    public void Disposing_does_not_wait_for_frames_to_be_taken()
    {
        var clock = Stopwatch.StartNew();
        using (var source = new PictureSource(Grey(1), "test", new SourceOptions { Loop = true }))
            Sources.Next(source).Dispose();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 3);
    }

    private static Picture Grey(byte value) => new(3, 2, Enumerable.Repeat(value, 24).ToArray());
}
