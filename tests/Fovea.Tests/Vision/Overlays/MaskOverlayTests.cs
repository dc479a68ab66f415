using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class MaskOverlayTests
{
    private const int Width = 5, Height = 3;

    // The classes of a network's output of 5 x 3 texels, one of them beyond a byte.
    private static readonly int[] Classes = { 0, 1, 1, 2, 2, 0, 3, 300, 300, 2, 7, 7, 0, 0, 21 };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public static TheoryData<GlApi, bool, bool> Ways
    {
        get
        {
            var data = new TheoryData<GlApi, bool, bool>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
                foreach (bool compute in new[] { true, false })
                    foreach (bool topLeft in new[] { true, false })
                        data.Add(api, compute, topLeft);
            return data;
        }
    }

    [SkippableTheory, MemberData(nameof(Ways))]
    public void Every_label_has_its_colour_in_its_place(GlApi api, bool compute, bool topLeft) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true, AllowCompute = compute });
        using GpuTexture labels = Labels(context);
        using var overlay = new MaskOverlay(context, new MaskStyle { OutlineWidth = 0, Opacity = 0.5f });

        // The network saw 50 x 30 source pixels from 10, 5 on; the source of 70 x 40 is shown at twice its size.
        using var canvas = new TestCanvas(context, 144, 84) { Paper = 100 };
        canvas.Target = new OverlayTarget(144, 84, new Box(3, 2, 140, 80), 70, 40) { TopLeftOrigin = topLeft };
        canvas.Draw(target => overlay.DrawLabels(labels, new ImageMapping(50, 30, 10, 5), target));
        for (int y = 0; y < canvas.Height; y++)
        {
            for (int x = 0; x < canvas.Width; x++)
            {
                // In texels of 20 target pixels; the outer half of a border texel repeats it.
                float column = (x + 0.5f - 23) / 20, row = (y + 0.5f - 12) / 20;
                if (column is <= 0 or >= Width || row is <= 0 or >= Height)
                {
                    Assert.Equal(new SrgbColor(100, 100, 100), canvas[x, y]);
                    continue;
                }

                float fromMiddle = Math.Max(Math.Abs(column - MathF.Floor(column) - 0.5f), Math.Abs(row - MathF.Floor(row) - 0.5f));
                int number = Classes[((int)row * Width) + (int)column];
                if (fromMiddle < 0.2f)
                    TestCanvas.AssertNear(number == 0 ? new SrgbColor(100, 100, 100) : Mix(ClassPalette.Of(number), 100, 0.5f), canvas[x, y]);
            }
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_border_lies_where_both_votes_are_equal_and_carries_the_outline(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var labels = new GpuTexture(context, 2, 1, GpuTextureFormat.Rgba8, "labels");

        // Votes are confidence times weight: 200 (1 - t) = 100 t at t = 2/3 between the middles of the texels, at 25 and 75.
        labels.Upload<byte>(new byte[] { 4, 200, 0, 255, 5, 100, 0, 255 });
        using var canvas = new TestCanvas(context, 100, 9) { Paper = 0 };
        canvas.Target = new OverlayTarget(100, 9, new Box(0, 0, 100, 9), 100, 9) { TopLeftOrigin = true };
        using var overlay = new MaskOverlay(context, new MaskStyle { OutlineWidth = 0, Opacity = 1 });
        ImageMapping mapping = ImageMapping.Stretch(100, 9);
        canvas.Draw(target => overlay.DrawLabels(labels, mapping, target));
        float border = 25 + (50 * 2 / 3f);
        for (int x = 0; x < 100; x++)
            TestCanvas.AssertNear(ClassPalette.Of(x + 0.5f < border ? 4 : 5), canvas[x, 4]);

        // The least zoom is 0.75, so 8 becomes 6: three pixels on each side.
        overlay.Style = new MaskStyle { OutlineWidth = 8, Opacity = 0 };
        canvas.Draw(target => overlay.DrawLabels(labels, mapping, target));
        for (int x = 0; x < 100; x++)
        {
            float covered = Math.Clamp(3.5f - Math.Abs(x + 0.5f - border), 0, 1);
            TestCanvas.AssertNear(Mix(ClassPalette.Of(x + 0.5f < border ? 4 : 5), 0, covered), canvas[x, 4]);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Towards_what_is_not_drawn_the_edge_is_a_pixel_soft(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var labels = new GpuTexture(context, 2, 1, GpuTextureFormat.Rgba8, "labels");
        labels.Upload<byte>(new byte[] { 0, 255, 0, 255, 5, 255, 0, 255 });
        using var overlay = new MaskOverlay(context, new MaskStyle { OutlineWidth = 0, Opacity = 1 });

        // The border is in the middle of a picture of an odd width, so in the middle of pixel 50.
        using var canvas = new TestCanvas(context, 101, 9) { Paper = 0 };
        canvas.Draw(target => overlay.DrawLabels(labels, ImageMapping.Stretch(101, 9), target));
        for (int x = 0; x < 101; x++)
            TestCanvas.AssertNear(Mix(ClassPalette.Of(5), 0, Math.Clamp(x + 0.5f - 50, 0, 1)), canvas[x, 4]);

        overlay.Style = overlay.Style with { Background = null };
        canvas.Draw(target => overlay.DrawLabels(labels, ImageMapping.Stretch(101, 9), target));
        TestCanvas.AssertNear(ClassPalette.Of(0), canvas[2, 2]);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void What_is_no_picture_has_no_vote(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var labels = new GpuTexture(context, 3, 1, GpuTextureFormat.Rgba8, "labels");
        labels.Upload<byte>(new byte[] { 9, 255, 0, 0, 5, 10, 0, 255, 7, 255, 0, 0 });
        using var overlay = new MaskOverlay(context, new MaskStyle { OutlineWidth = 0, Opacity = 1, Background = null });
        using var canvas = new TestCanvas(context, 90, 9) { Paper = 0 };
        canvas.Draw(target => overlay.DrawLabels(labels, ImageMapping.Stretch(90, 9), target));
        for (int x = 0; x < 90; x++)
            TestCanvas.AssertNear(x is > 15 and < 74 ? ClassPalette.Of(5) : x is < 15 or > 74 ? SrgbColor.Black : canvas[x, 4], canvas[x, 4]);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(0, "background", "road")]
    [InlineData(0, "__Background__")]
    [InlineData(0, "unlabeled", "person")]
    [InlineData(null, "Sky", "Road")]
    public void The_first_class_is_drawn_unless_it_is_the_background(int? background, params string[] names) =>
        Assert.Equal(background, MaskStyle.Of(names).Background);

    [SkippableTheory, MemberData(nameof(Ways))]
    public void A_soft_mask_dims_what_surrounds_the_subject_or_tints_it(GlApi api, bool compute, bool topLeft) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true, AllowCompute = compute });
        using var matte = new GpuTexture(context, 1, 3, GpuTextureFormat.Rgba8, "matte");
        matte.Upload<byte>(new byte[] { 0, 9, 9, 255, 128, 9, 9, 255, 255, 9, 9, 255 });
        using var canvas = new TestCanvas(context, 40, 90) { Paper = 200 };
        canvas.Target = canvas.Target with { TopLeftOrigin = topLeft };
        var tint = new SrgbColor(20, 40, 250);
        foreach (MatteSide side in new[] { MatteSide.Surroundings, MatteSide.Subject })
        {
            using var overlay = new MaskOverlay(context, new MaskStyle { Side = side, Tint = tint, Opacity = 0.8f });
            canvas.Draw(target => overlay.DrawMatte(matte, ImageMapping.Stretch(40, 90), target));
            for (int y = 0; y < 90; y++)
            {
                // Linear between the middles of the texels, at 15, 45 and 75.
                float at = Math.Clamp((y + 0.5f - 15) / 30, 0, 2);
                float share = at < 1 ? at * 128 / 255 : (128 + ((at - 1) * 127)) / 255;
                float painted = 0.8f * (side == MatteSide.Subject ? share : 1 - share);

                // A rasterizer may interpolate between texels with eight bits.
                SrgbColor expected = Mix(tint, 200, painted), actual = canvas[20, y];
                Assert.InRange(actual.Red - expected.Red, -2, 2);
                Assert.InRange(actual.Green - expected.Green, -2, 2);
                Assert.InRange(actual.Blue - expected.Blue, -2, 2);
            }
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void What_the_network_did_not_see_is_left_alone(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using GpuTexture labels = Labels(context);
        using var overlay = new MaskOverlay(context, new MaskStyle { Background = null });
        using var canvas = new TestCanvas(context, 60, 40);

        // A letterbox has bars beside the picture: they are not drawn outside of it either.
        canvas.Target = new OverlayTarget(60, 40, new Box(10, 10, 40, 20), 40, 20) { TopLeftOrigin = true };
        canvas.Draw(target => overlay.DrawLabels(labels, new ImageMapping(40, 40, 0, -10), target));
        Assert.Equal((10, 10, 49, 29), (canvas.Drawn.Min(p => p.X), canvas.Drawn.Min(p => p.Y), canvas.Drawn.Max(p => p.X), canvas.Drawn.Max(p => p.Y)));

        canvas.Draw(target => overlay.DrawLabels(labels, new ImageMapping(30, 10, 5, 5), target));
        Assert.Equal((15, 15, 44, 24), (canvas.Drawn.Min(p => p.X), canvas.Drawn.Min(p => p.Y), canvas.Drawn.Max(p => p.X), canvas.Drawn.Max(p => p.Y)));
        canvas.Draw(target => overlay.DrawLabels(labels, new ImageMapping(30, 10, 50, 5), target));
        Assert.Empty(canvas.Drawn);
    });

    private static GpuTexture Labels(GpuContext context)
    {
        var texture = new GpuTexture(context, Width, Height, GpuTextureFormat.Rgba8, "labels");
        texture.Upload<byte>(Classes.SelectMany(c => new byte[] { (byte)c, 255, (byte)(c >> 8), 255 }).ToArray());
        return texture;
    }

    private static SrgbColor Mix(SrgbColor color, byte paper, float alpha)
    {
        byte Of(byte value) => (byte)MathF.Round((value * alpha) + (paper * (1 - alpha)));
        return new SrgbColor(Of(color.Red), Of(color.Green), Of(color.Blue));
    }
}
