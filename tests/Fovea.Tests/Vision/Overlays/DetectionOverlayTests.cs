using System;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class DetectionOverlayTests
{
    private const int Width = 160, Height = 120;

    private static readonly DetectionLayout Layout = new(32, 2);
    private static readonly string[] Categories = { "face", "traffic light" };
    private static readonly SuppressionParameters Parameters = new(0.5f, 0.3f, ImageMapping.Stretch(80, 60));

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public static TheoryData<GlApi, bool, bool> Ways
    {
        get
        {
            var data = new TheoryData<GlApi, bool, bool>();
            for (int i = 0; i < 8; i++)
                data.Add((i & 1) == 0 ? GlApi.OpenGL : GlApi.OpenGLES, (i & 2) == 0, (i & 4) == 0);

            return data;
        }
    }

    [SkippableTheory, MemberData(nameof(Ways))]
    public void The_outline_is_where_the_box_is(GlApi api, bool compute, bool topLeft) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true, AllowCompute = compute });
        var candidates = new CandidateList(4, 2);
        candidates.Items[2] = new Candidate(new Box(10 / 80f, 5 / 60f, 30 / 80f, 40 / 60f), 0.9f, 0);
        OverlayTarget target = Target(topLeft);
        byte[] picture = Render(context, candidates, target, new OverlayStyle { Labels = false, Keypoints = false, CornerRadius = 0 });

        // The source is shown at twice its size, 20 pixels from the left and 10 from the top, so the box is at 40, 20 and 60 x 80 large.
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                float dx = Math.Abs(x + 0.5f - 70) - 30, dy = Math.Abs(y + 0.5f - 60) - 40;
                float distance = Math.Abs(dx > 0 && dy > 0 ? MathF.Sqrt((dx * dx) + (dy * dy)) : Math.Max(dx, dy));
                int row = topLeft ? y : Height - 1 - y;
                int blue = picture[(4 * ((row * Width) + x)) + 2];
                if (distance < 0.6f)
                    Assert.True(blue > 200, $"The outline lacks pixel {x}, {y}: {blue}.");
                else if (distance > 1.5f)
                    Assert.True(blue <= 20, $"Pixel {x}, {y} is drawn, {distance} from the outline: {blue}.");
            }
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Nothing_found_draws_nothing(GlApi api) => GlThread.Run(api, gl =>
    {
        foreach (bool compute in new[] { true, false })
        {
            using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, AllowCompute = compute });
            byte[] picture = Render(context, new CandidateList(10, 2), Target(true), new OverlayStyle());
            Assert.All(Enumerable.Range(0, 4 * Width * Height), i => Assert.Equal(i % 4 == 3 ? 255 : 20, picture[i]));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Indirect_draws_of_the_GPU_results_and_plain_ones_of_the_CPU_make_the_same_picture(GlApi api) => GlThread.Run(api, gl =>
    {
        CandidateList candidates = SuppressionTests.Random(300, seed: 8, classes: 2);
        foreach (bool topLeft in new[] { true, false })
        {
            var result = new DetectionResult(Layout, Categories);
            Suppression.Select(candidates, Parameters, result);
            using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            byte[] picture = Render(context, candidates, Target(topLeft), new OverlayStyle());
            Assert.True(picture.Where((_, i) => i % 4 == 1).Distinct().Count() > 20);
            Assert.Equal(picture, Render(context, result, Target(topLeft), new OverlayStyle()));

            // Without compute the shaders are of an older dialect, and those are other programs: OpenGL promises the same rounding for the same program only.
            using var older = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true, AllowCompute = false });
            byte[] other = Render(older, result, Target(topLeft), new OverlayStyle());
            Assert.All(picture.Zip(other), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Labels_show_the_score_in_hundredths(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        byte[] Label(float score, int category = 0)
        {
            var candidates = new CandidateList(1, 2);
            candidates.Items[0] = new Candidate(new Box(0.1f, 0.5f, 0.25f, 0.25f), score, category);
            return Render(context, candidates, Target(true), new OverlayStyle { Keypoints = false });
        }

        Assert.Equal(Label(0.934f), Label(0.9251f));
        Assert.Equal(Label(0.9999f), Label(1));
        byte[][] different = { Label(0.93f), Label(0.94f), Label(0.83f), Label(1), Label(0.93f, 1) };
        for (int i = 0; i < different.Length; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.NotEqual(different[i], different[j]);
        }

        // Only the last digit: a column of one character, not the whole tag.
        int[] columns = Enumerable.Range(0, Width * Height * 4).Where(i => different[0][i] != different[1][i]).Select(i => i / 4 % Width).ToArray();
        Assert.InRange(columns.Max() - columns.Min(), 2, 11);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_dot_is_where_the_keypoint_is(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var result = new DetectionResult(Layout, Categories);
        result.Add(new Box(0, 0, 4, 4), 1, 0)[1] = new Vector2(55, 20);
        byte[] picture = Render(context, result, Target(true), new OverlayStyle { Labels = false });
        int at = 4 * (((10 + 40) * Width) + 20 + 110);
        SrgbColor second = ClassPalette.Of(2);
        Assert.Equal((second.Red, second.Green, second.Blue), (picture[at], picture[at + 1], picture[at + 2]));
        Assert.Equal(0x14, picture[at + (4 * 8)]);
        Assert.Equal(0x14, picture[at - (4 * 8 * Width)]);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_target_that_encodes_gets_linear_light(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var candidates = new CandidateList(1, 2);
        candidates.Items[0] = new Candidate(new Box(0.25f, 0.25f, 0.5f, 0.5f), 0.9f, 0);
        var style = new OverlayStyle { Labels = false, Keypoints = false, LineWidth = 12 };
        int at = (4 * ((60 * Width) + 60)) + 1; // on the left edge
        Assert.InRange(Render(context, candidates, Target(true), style)[at], 178, 182);
        Assert.InRange(Render(context, candidates, Target(true) with { EncodesSrgb = true }, style)[at], 114, 118); // 0.706 decoded is 0.456
    });

    [Fact]
    public void A_letterboxed_picture_is_in_the_middle()
    {
        Assert.Equal(new Box(80, 0, 480, 480), OverlayTarget.Letterbox(640, 480, 1024, 1024).Picture);
        Assert.Equal(new Box(0, 60, 640, 360), OverlayTarget.Letterbox(640, 480, 1920, 1080).Picture);
    }

    private static OverlayTarget Target(bool topLeft) =>
        new OverlayTarget(Width, Height, new Box(20, 10, 160, 120), 80, 60) with { TopLeftOrigin = topLeft };

    private static byte[] Render(GpuContext context, CandidateList candidates, OverlayTarget target, OverlayStyle style)
    {
        if (!context.Info.HasCompute)
        {
            var result = new DetectionResult(Layout, Categories);
            Suppression.Select(candidates, Parameters, result);
            return Render(context, result, target, style);
        }

        using var suppression = new Suppression(context, candidates.Count, Layout);
        using var buffer = new CandidateBuffer(context, candidates.Count, 2);
        buffer.Upload(candidates);
        using (context.Enter())
            suppression.Run(buffer, Parameters);

        return Render(context, target, style, overlay => overlay.Draw(suppression.Results, target));
    }

    private static byte[] Render(GpuContext context, DetectionResult result, OverlayTarget target, OverlayStyle style) =>
        Render(context, target, style, overlay => overlay.Draw(result, target));

    private static byte[] Render(GpuContext context, OverlayTarget target, OverlayStyle style, Action<DetectionOverlay> draw)
    {
        using var overlay = new DetectionOverlay(context, Layout, Categories, style);
        using var color = new GpuTexture(context, target.Width, target.Height, GpuTextureFormat.Rgba8, "target");
        using var framebuffer = new GpuFramebuffer(color);
        framebuffer.Clear(20 / 255f, 20 / 255f, 20 / 255f, 1);
        using (context.Enter())
        {
            framebuffer.Bind();
            draw(overlay);
        }

        var pixels = new byte[4 * target.Width * target.Height];
        framebuffer.Read(pixels);
        return pixels;
    }
}
