using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Tests.Vision.Overlays;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Docs;

/// <summary>What docs/overlays.md shows is what this assembly compiles, and it runs.</summary>
public sealed class OverlaysTests
{
    [SkippableTheory, InlineData(GlApi.OpenGL), InlineData(GlApi.OpenGLES)]
    public void The_picture_is_drawn_and_comings_and_goings_are_told(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var labels = new[] { "car" };
        var told = new List<string>();
        using var followed = new FollowedPicture(context, labels, told.Add);
        using var texture = new GpuTexture(context, 64, 48, GpuTextureFormat.Rgba8, "picture");
        texture.Upload<byte>(Enumerable.Repeat((byte)90, 4 * 64 * 48).ToArray());
        var result = new DetectionResult(new DetectionLayout(4, 0), labels);
        for (int i = 0; i < 30; i++)
        {
            result.Begin(i, TimeSpan.FromSeconds(i / 10.0));
            if (i < 5)
                result.Add(new Box(20, 20, 20, 20), 0.9f, 0);
            followed.Update(result);
        }

        Assert.Equal(new[] { "car 1 came at 00:00:00.1000000", "car 1 was last seen at 00:00:00.4000000" }, told);
        using var canvas = new TestCanvas(context, 640, 480);
        canvas.Draw(_ => followed.Draw(new PictureTexture(PixelEncoding.Rgb, texture), TimeSpan.FromSeconds(3), 640, 480));
        Assert.Equal(new SrgbColor(90, 90, 90), canvas[5, 5]);
    });

    [Fact]
    public void The_page_shows_this_code() => Sample.AssertShown("overlays.md", "OverlaysSample.cs");
}
