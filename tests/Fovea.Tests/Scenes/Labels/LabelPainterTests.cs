using System;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Scenes.Labels;

public sealed class LabelPainterTests
{
    private static readonly SceneClass[] Classes = { new(3, "car", 0x0000142, true), new(200, "sky", 0x4682b4, false) };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Each_map_has_its_colours(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });

        // The sky; a car's top; the same car's front; a thing without class or object.
        uint[] identity = { 200, (12 << 8) | 3, (82 << 8) | 3, 0, 77 };
        float[] depth = { float.PositiveInfinity, 0.5f, 10, 200, 1e9f };
        uint[] normals = { 0, Packed(0, 1), Packed(-1, 0), 0, Packed(1, 1) }; // none, +y, -x, +z, -z
        Vector2[] flow = { Vector2.Zero, new(8, 0), new(-8, 0), new(0, 16), new(1000, 0) };
        byte[] color = Enumerable.Range(0, 20).Select(i => i % 4 == 3 ? (byte)255 : (byte)(i * 11)).ToArray();
        using SceneTargets targets = LabelScene.Targets(context, 5, 1, identity, i => depth[i]);
        targets.Geometry.Upload<uint>(Enumerable.Range(0, 5)
            .SelectMany(i => new[] { identity[i], normals[i], BitConverter.SingleToUInt32Bits(depth[i]), 0u }).ToArray());
        targets.Flow.Upload<Vector2>(flow);
        targets.Color.Upload<byte>(color);
        using var painter = new LabelPainter(context) { FlowRange = 16 };
        using var into = new GpuTexture(context, 5, 1, GpuTextureFormat.Rgba8, "painted");
        using var framebuffer = new GpuFramebuffer(into);

        Assert.Equal(color.Chunk(4).Select(c => ((int)c[0], (int)c[1], (int)c[2])), Paint(LabelView.Color));
        Assert.Equal([(0x46, 0x82, 0xb4), (0, 1, 0x42), (0, 1, 0x42), (0, 0, 0), (0, 0, 0)], Paint(LabelView.Classes));

        var instances = Paint(LabelView.Instances);
        Assert.Equal(Rgb(ClassPalette.Of(11)), instances[1]);
        Assert.Equal(Rgb(ClassPalette.Of(1)), instances[2]);
        Near((0x46 / 4, 0x82 / 4, 0xb4 / 4), instances[0], 1);

        // The ends of the published table are (0.190, 0.072, 0.232) and (0.480, 0.016, 0.011), its middle (0.643, 0.990, 0.234);
        // the polynomial is up to an eighth away from it.
        var depths = Paint(LabelView.Depth);
        Assert.Equal((0, 0, 0), depths[0]);
        Near((122, 4, 3), depths[1], 24);
        Near((164, 252, 60), depths[2], 24);
        Near((48, 18, 59), depths[3], 33);
        Assert.Equal(depths[3], depths[4]);

        var painted = Paint(LabelView.Normals);
        Assert.Equal((0, 0, 0), painted[0]);
        Near((128, 255, 128), painted[1], 1);
        Near((0, 128, 128), painted[2], 1);
        Near((128, 128, 255), painted[3], 1);
        Near((128, 128, 0), painted[4], 1);

        // Nothing moves: white. To the right is red, half of it; to the left the hue across, full downwards; beyond the range darker.
        // Which zero the flow has across does not matter.
        var flows = Paint(LabelView.Flow);
        Assert.Equal((255, 255, 255), flows[0]);
        Near((255, 128, 128), flows[1], 6);
        Near((128, 246, 255), flows[2], 24);
        Assert.True(flows[3].Item1 > 200 && flows[3].Item2 > 150 && flows[3].Item3 == 0, flows[3].ToString());
        Near((191, 0, 0), flows[4], 12);
        targets.Flow.Upload<Vector2>([new(8, -0f), new(-8, -0f), new(1000, -0f), new(-0f, -0f), new(-0f, 16)]);
        Assert.Equal([flows[1], flows[2], flows[4], flows[0], flows[3]], Paint(LabelView.Flow));

        using var wrong = new GpuTexture(context, 4, 1, GpuTextureFormat.Rgba8, "too small");
        Assert.Throws<ArgumentException>(() => painter.Paint(targets, LabelView.Color, Classes, wrong));

        (int, int, int)[] Paint(LabelView view)
        {
            painter.Paint(targets, view, Classes, into);
            var pixels = new byte[20];
            framebuffer.Read(pixels);
            return pixels.Chunk(4).Select(p => ((int)p[0], (int)p[1], (int)p[2])).ToArray();
        }
    });

    [Fact]
    public void The_wheel_has_the_hues_of_its_authors()
    {
        // Their table's first colour of each arc: red, yellow, green, cyan, blue, magenta.
        byte[] colors = FlowWheel.Colors();
        int[] firsts = { 0, 15, 21, 25, 36, 49 };
        int[] expected = { 0xff0000, 0xffff00, 0x00ff00, 0x00ffff, 0x0000ff, 0xff00ff };
        Assert.Equal(expected, firsts.Select(i => (colors[4 * i] << 16) | (colors[(4 * i) + 1] << 8) | colors[(4 * i) + 2]));
        Assert.Equal([255, 17, 0], colors[4..7]);
        Assert.Equal(55 * 4, colors.Length);
    }

    private static (int, int, int) Rgb(SrgbColor color) => (color.Red, color.Green, color.Blue);

    private static uint Packed(float x, float y) => (ushort)(short)(x * 32767) | ((uint)(ushort)(short)(y * 32767) << 16);

    private static void Near((int R, int G, int B) expected, (int R, int G, int B) found, int tolerance) => Assert.True(
        Math.Abs(expected.R - found.R) <= tolerance && Math.Abs(expected.G - found.G) <= tolerance && Math.Abs(expected.B - found.B) <= tolerance,
        $"Expected {expected}, found {found}.");
}
