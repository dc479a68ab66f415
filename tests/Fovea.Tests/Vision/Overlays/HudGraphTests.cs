using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class HudGraphTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Bars_are_as_high_as_the_stages_are_long(GlApi api) => GlThread.Run(api, gl =>
    {
        foreach (bool compute in new[] { true, false })
        {
            using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, AllowCompute = compute });
            using var hud = new HudGraph(context, new[] { "a", "b" }, history: 16);
            Assert.Equal(0, hud.FramesPerSecond);
            for (int i = 0; i < 40; i++)
                hud.Add(20, new[] { 5, float.NaN });

            Assert.Equal(16, hud.Count);
            Assert.Equal(50, hud.FramesPerSecond, 3);
            int blue = CountOf(context, hud, (86, 180, 233));
            for (int i = 0; i < 16; i++)
                hud.Add(20, new[] { 10, 5f });

            // The swatch beside the name has the same colour, and edges are rounded to pixels.
            int doubled = CountOf(context, hud, (86, 180, 233));
            Assert.InRange((doubled - 144) / (double)(blue - 144), 1.8, 2.2);
            Assert.True(CountOf(context, hud, (213, 94, 0)) > 1000);
            Assert.True(CountOf(context, hud, (255, 255, 255)) > 20);
            Assert.Throws<ArgumentException>(() => hud.Add(1, new float[3]));
        }
    });

    private static int CountOf(GpuContext context, HudGraph hud, (int R, int G, int B) color)
    {
        using var texture = new GpuTexture(context, 640, 480, GpuTextureFormat.Rgba8, "target");
        using var framebuffer = new GpuFramebuffer(texture);
        framebuffer.Clear(0, 0, 0, 1);
        using (context.Enter())
        {
            framebuffer.Bind();
            hud.Draw(OverlayTarget.Letterbox(640, 480, 640, 480));
        }

        var pixels = new byte[4 * 640 * 480];
        framebuffer.Read(pixels);
        return Enumerable.Range(0, 640 * 480).Count(i =>
            Math.Abs(pixels[4 * i] - color.R) < 3 && Math.Abs(pixels[(4 * i) + 1] - color.G) < 3 && Math.Abs(pixels[(4 * i) + 2] - color.B) < 3);
    }
}
