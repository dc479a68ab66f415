using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Fovea.Vision.Tracking;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class PanelTests
{
    private static readonly string[] Names = { "background", "road", "curb", "mark", "a name much longer than there is room for" };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_legend_has_a_line_for_each_class_there_is(GlApi api) => GlThread.Run(api, gl =>
    {
        foreach (bool compute in new[] { true, false })
        {
            using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, AllowCompute = compute });
            using var legend = new LegendOverlay(context, Names);
            using var canvas = new TestCanvas(context, 640, 480) { Paper = 255 };
            var result = new DetectionResult(new DetectionLayout(9, 0), Names);
            result.Add(default, 1, 3);
            result.Add(default, 1, 1);
            result.Add(default, 1, 3);
            result.Add(default, 1, 99);
            canvas.Draw(target => legend.Draw(result, target));
            Assert.Equal(new[] { 1, 3 }, Swatches(canvas));
            AssertAtTopRight(canvas);

            // A tracker's classes make the same picture.
            int[] drawn = canvas.Drawn.Select(p => (p.Y * 640) + p.X).ToArray();
            var tracker = new Tracker(new TrackerOptions { BirthHits = 1 });
            result.Begin(0, TimeSpan.Zero);
            foreach ((float x, int number) in new[] { (0f, 3), (20f, 1), (40f, 3) })
                result.Add(new Box(x, 0, 9, 9), 1, number);
            tracker.Update(result);
            canvas.Draw(target => legend.Draw(tracker, target));
            Assert.Equal(drawn, canvas.Drawn.Select(p => (p.Y * 640) + p.X));

            canvas.Draw(target => legend.DrawShares(new[] { 0.6f, 0.001f, 0.25f, 0, 0.149f, 0.3f }, target));
            Assert.Equal(new[] { 0, 2, 4 }, Swatches(canvas));
            AssertAtTopRight(canvas);
            canvas.Draw(target => Assert.Equal(7, legend.DrawShares(new[] { 0, float.NaN }, target, top: 7)));
            Assert.Empty(canvas.Drawn);
            canvas.Draw(target => legend.DrawShares(new[] { 0.5f, 0.5f }, target, background: 0));
            Assert.Equal(new[] { 1 }, Swatches(canvas));

            // A second legend goes below the first: two lines of 15, twice 5, and a margin of 6.
            float bottom = 0;
            canvas.Draw(target => bottom = legend.Draw(result, target));
            Assert.Equal(6 + 30 + 10, bottom);
            canvas.Draw(target => bottom = legend.Draw(result, target, bottom));
            Assert.Equal((46 + 6, 46 + 46), (canvas.Drawn.Min(p => p.Y), (int)bottom));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_legend_with_too_many_classes_says_how_many_more_there_are(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var legend = new LegendOverlay(context, Enumerable.Range(0, 60).Select(i => $"class {i}").ToArray(), new PanelStyle { MaxRows = 5 });
        using var canvas = new TestCanvas(context, 640, 480) { Paper = 255 };
        canvas.Draw(target => legend.DrawShares(Enumerable.Repeat(1 / 60f, 60).ToArray(), target));
        Assert.Equal(new[] { 0, 1, 2, 3, 4 }, Swatches(canvas));

        // Six lines of 15 pixels and twice a margin of 5.
        Assert.Equal(100, canvas.Drawn.Max(p => p.Y) - canvas.Drawn.Min(p => p.Y) + 1);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_banners_bars_are_as_long_as_the_classes_are_likely(GlApi api) => GlThread.Run(api, gl =>
    {
        foreach (bool compute in new[] { true, false })
        {
            using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, AllowCompute = compute });
            using var banner = new BannerOverlay(context, Names);
            foreach ((int width, int height) in new[] { (640, 480), (1920, 1080), (260, 90) })
            {
                using var canvas = new TestCanvas(context, width, height) { Paper = 255 };
                canvas.Target = OverlayTarget.Letterbox(width, height, 100, 100) with { TopLeftOrigin = true };
                canvas.Draw(target => banner.Draw(new[] { 1, 4, 3 }, new[] { 0.75f, 0.2f, 0 }, target));

                // Of the text's height of 23, a letter is 8 of 15 wide, and a bar twelve letters long.
                float zoom = Math.Max(0.75f, Math.Min(width / 1280f, height / 720f)), full = 12 * 8 * Math.Max(1, MathF.Round(23 * zoom) / 15);
                Assert.Equal(0.75 * full, LengthOf(canvas, ClassPalette.Of(1)), 1.0);
                Assert.Equal(0.2 * full, LengthOf(canvas, ClassPalette.Of(4)), 1.0);
                Assert.Equal(0, LengthOf(canvas, ClassPalette.Of(3)));

                // Inside the picture, at its bottom left, where there is room; names are shortened rather than that a bar is cut off.
                (int X, int Y)[] drawn = canvas.Drawn.ToArray();
                Assert.True(drawn.Max(p => p.X) < width - 1);
                Assert.Equal(height - 1 - MathF.Round(8 * zoom), drawn.Max(p => p.Y));
                if (width > 260)
                    Assert.Equal(canvas.Target.Picture.X + MathF.Round(8 * zoom), drawn.Min(p => p.X));
            }

            using var two = new TestCanvas(context, 640, 480) { Paper = 255 };
            float taken = 0;
            two.Draw(target => taken = banner.Draw(new[] { 1 }, new[] { 1f }, target));
            int top = two.Drawn.Min(p => p.Y);
            Assert.Equal(480 - taken, top, 1f);
            two.Draw(target => banner.Draw(new[] { 1 }, new[] { 1f }, target, taken));
            Assert.Equal(top - 1 - 6f, two.Drawn.Max(p => p.Y), 1f);

            using var small = new TestCanvas(context, 64, 48);
            small.Draw(target => banner.Draw(Array.Empty<int>(), Array.Empty<float>(), target));
            Assert.Empty(small.Drawn);
            small.Draw(target => banner.Draw(new[] { -1, 123456 }, new[] { float.NaN, 7f }, target));
            Assert.NotEmpty(small.Drawn);
            Assert.Throws<ArgumentException>(() => banner.Draw(new[] { 1 }, new float[2], small.Target));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Latency_is_a_line_of_the_head_up_display_where_it_is_known(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var hud = new HudGraph(context, new[] { "network" }, history: 4);
        using var canvas = new TestCanvas(context, 640, 480) { Paper = 255 };
        hud.Add(20, new[] { 5f });
        int Bottom(float? latency)
        {
            hud.LatencyMilliseconds = latency;
            canvas.Draw(target => hud.Draw(target));
            return canvas.Drawn.Max(p => p.Y);
        }

        int without = Bottom(null);
        Assert.Equal(without + 15, Bottom(41.2f));
        SrgbColor[] shown = Line();
        Bottom(41.4f);
        Assert.Equal(shown, Line());
        Bottom(47);
        Assert.NotEqual(shown, Line());

        // The second line of text: the display begins at 6, its text 5 further, a line is 15 high.
        SrgbColor[] Line() => Enumerable.Range(0, 15 * 230).Select(i => canvas[6 + (i % 230), 26 + (i / 230)]).ToArray();
    });

    private static void AssertAtTopRight(TestCanvas canvas)
    {
        // The margin is 8 * 0.75.
        Assert.Equal((6, 640 - 1 - 6), (canvas.Drawn.Min(p => p.Y), canvas.Drawn.Max(p => p.X)));
        Assert.True(canvas.Drawn.Min(p => p.X) > 320);
    }

    // The classes whose colours there is a square of, from the top.
    private static int[] Swatches(TestCanvas canvas) => Enumerable.Range(0, 60)
        .Select(i => (Class: i, Places: canvas.Drawn.Where(p => canvas[p.X, p.Y] == ClassPalette.Of(i)).ToArray()))
        .Where(s => s.Places.Length >= 80).OrderBy(s => s.Places.Min(p => p.Y)).Select(s => s.Class).ToArray();

    private static int LengthOf(TestCanvas canvas, SrgbColor color)
    {
        int[] columns = canvas.Drawn.Where(p => canvas[p.X, p.Y] == color).Select(p => p.X).ToArray();
        return columns.Length == 0 ? 0 : columns.Max() - columns.Min() + 1;
    }
}
