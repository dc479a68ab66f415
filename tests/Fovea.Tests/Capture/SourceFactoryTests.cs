using System;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

public sealed class SourceFactoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_and_folders_are_told_by_what_is_there()
    {
        string path = _folder.File("one.png");
        new Picture(2, 2, new byte[16]).SavePng(path);

        using IFrameSource picture = SourceFactory.Open(path), folder = SourceFactory.Open(_folder.Root);

        Assert.IsType<PictureSource>(picture);
        Assert.IsType<FolderSource>(folder);
        Assert.Equal(path, Sources.All(folder, f => f.Source)[0]);
    }

    [SkippableFact]
    public void Ffmpeg_arguments_make_a_live_source()
    {
        Sources.NeedFfmpeg();
        using IFrameSource source = SourceFactory.Open("ffmpeg:-f lavfi -i testsrc2=size=64x48:rate=30");

        Assert.IsType<FfmpegCommandSource>(source);
        Assert.True(source.IsLive);
        using Frame frame = Sources.Next(source);
        Assert.Equal((64, 48, FrameFormat.Rgba), (frame.Width, frame.Height, frame.Format));
    }

    [Fact]
    public void What_is_none_of_the_forms_lists_them()
    {
        string message = Assert.Throws<CaptureException>(() => SourceFactory.Open("nothing-here")).Message;
        Assert.Contains("'nothing-here'", message);
        foreach ((string form, _) in SourceFactory.Forms)
            Assert.Contains(form, message);
    }

    [Theory]
    [InlineData("camera:x", "camera:0")]
    [InlineData("camera:-1", "camera:0")]
    [InlineData("ffmpeg:-f lavfi", "names no input")]
    [InlineData("ffmpeg:-i 'open", "not closed")]
    [InlineData("missing.png", "no picture 'missing.png'")]
    public void What_cannot_be_opened_says_what_to_write(string text, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<CaptureException>(() => SourceFactory.Open(text)).Message);
}
