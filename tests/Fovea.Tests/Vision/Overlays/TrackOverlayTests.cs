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

public sealed class TrackOverlayTests
{
    private static readonly string[] Categories = { "face", "car" };
    private static readonly SrgbColor Paper = new(20, 20, 20);

    // Nothing but what a test looks at.
    private static readonly TrackStyle Plain = new()
    {
        Boxes = new OverlayStyle { Labels = false, LineWidth = 4, CornerRadius = 0 },
        TrailWidth = 8,
        TrailTime = TimeSpan.FromSeconds(1000),
    };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_trail_goes_through_the_centres_of_the_boxes_and_ends_in_the_last(GlApi api) => GlThread.Run(api, gl =>
    {
        foreach (bool topLeft in new[] { true, false })
        {
            foreach (bool compute in new[] { true, false })
            {
                using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true, AllowCompute = compute });
                Tracker tracker = Follow(5, i => new Box(20 + (8 * i), 5, 90, 90));
                using var overlay = new TrackOverlay(context, tracker, Categories, Plain);
                using var canvas = new TestCanvas(context, 320, 200);
                canvas.Target = new OverlayTarget(320, 200, new Box(10, 0, 300, 200), 150, 100) { TopLeftOrigin = topLeft };
                canvas.Draw(target => overlay.Draw(target));

                // The first box's centre is at 65, 50, and shown at twice that and 10 to the right.
                var trail = new TrailPoint[8];
                int count = tracker.CopyTrail(0, trail);
                Assert.Equal(5, count);
                for (int i = 0; i < count; i++)
                {
                    (float x, float y) = (10 + (2 * trail[i].Position.X), 2 * trail[i].Position.Y);
                    Assert.Equal(100, y, 0.01f);
                    if (i is > 0 and < 4)
                        TestCanvas.AssertNear(ClassPalette.Of(1), canvas[(int)x, (int)y], 2);
                }

                // It ends in the middle of the box, and the line is 8 * 0.75 = 6 pixels wide.
                int end = (int)MathF.Round(10 + (2 * trail[4].Position.X)), begin = (int)MathF.Round(10 + (2 * trail[0].Position.X));
                Assert.All(canvas.Drawn.Where(p => p.Y is > 90 and < 110 && p.X > end), p => Assert.True(p.X > end + 24, $"Beyond the end at {p}."));
                Assert.NotEqual(Paper, canvas[end - 2, 100]);
                Assert.NotEqual(Paper, canvas[begin + 2, 100]);
                Assert.Equal(Paper, canvas[begin - 3, 100]);
                int across = Enumerable.Range(80, 40).Count(y => canvas[end - 12, y].Green > 60);
                Assert.Equal(6, across);
            }
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_trail_turns_corners_without_gaps_and_fades_with_time(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });

        // A square path, one side in each of four seconds; the filter follows it at once with so little noise.
        var tracker = new Tracker(new TrackerOptions { BoxNoise = 1e-4, Acceleration = 1e3, FirstOverlap = 0.01f });
        var way = new (float X, float Y)[] { (40, 40), (140, 40), (140, 140), (40, 140) };
        Follow(tracker, 41, i => new Box(Between(way, i / 10f).X - 45, Between(way, i / 10f).Y - 45, 90, 90), 0.1);
        using var overlay = new TrackOverlay(context, tracker, Categories, Plain with { TrailTime = TimeSpan.FromSeconds(4) });
        using var canvas = new TestCanvas(context, 180, 180) { Paper = 0 };
        canvas.Draw(target => overlay.Draw(target));

        // The box itself is at 85, between two of the points. Where the way was at t, its opacity is t / 4: linear between the points, which are a tenth of a second apart.
        SrgbColor full = ClassPalette.Of(1);
        for (int i = 2; i <= 38; i++)
        {
            (float x, float y) = Between(way, i / 10f);
            float expected = full.Red * i / 40f;
            Assert.InRange(canvas[(int)x, (int)y].Red, expected - 8, expected + 8);
        }

        // The mitre of the second corner is filled, and ends there.
        Assert.True(canvas[142, 37].Red > 0.15f * full.Red);
        Assert.True(canvas[148, 32].Red < 20);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Trails_of_two_things_are_not_joined_and_of_one_unbelieved_there_is_none(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var tracker = new Tracker();
        var result = new DetectionResult(new DetectionLayout(4, 0), Categories);
        for (int i = 0; i < 6; i++)
        {
            result.Begin(i, TimeSpan.FromSeconds(i / 10.0));
            result.Add(new Box(20 + (4 * i), 20, 30, 30), 0.9f, 0);
            result.Add(new Box(20 + (4 * i), 140, 30, 30), 0.9f, 0);
            if (i == 5)
                result.Add(new Box(140, 80, 20, 20), 0.9f, 0);
            tracker.Update(result);
        }

        using var overlay = new TrackOverlay(context, tracker, Categories, Plain);
        using var canvas = new TestCanvas(context, 180, 190);
        canvas.Draw(target => overlay.Draw(target));
        Assert.Contains(canvas.Drawn, p => p.Y < 60);
        Assert.Contains(canvas.Drawn, p => p.Y > 130);
        Assert.DoesNotContain(canvas.Drawn, p => p.Y is > 60 and < 130);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Boxes_move_on_to_the_time_that_is_shown_and_the_trail_with_them(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        Tracker tracker = Follow(30, i => new Box(20 + (2 * i), 60, 40, 40), 0.05);
        Track track = tracker[0];
        Assert.Equal(40, track.Velocity.X, 0.5f);
        using var overlay = new TrackOverlay(context, tracker, Categories, Plain);
        using var canvas = new TestCanvas(context, 260, 160);
        canvas.Draw(target => overlay.Draw(target, track.Time + TimeSpan.FromSeconds(1)));
        Box moved = track.BoxAt(track.Time + TimeSpan.FromSeconds(1));
        Assert.Equal(track.Box.X + 40, moved.X, 0.5f);
        TestCanvas.AssertNear(ClassPalette.Of(1), canvas[(int)(moved.X + 0.5f), 90], 2);
        Assert.NotEqual(Paper, canvas[(int)(moved.X + 20) - 3, 80]);
        Assert.Equal(Paper, canvas[(int)(moved.X + 20) + 4, 80]);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Labels_show_the_number_and_colours_may_be_the_things_own(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var canvas = new TestCanvas(context, 320, 200);
        (int Left, int Right, SrgbColor Paper) Tag(int earlier, bool own)
        {
            // Numbers go on with everything that was ever begun.
            var tracker = new Tracker(new TrackerOptions { BirthHits = 1, KeepLost = TimeSpan.Zero });
            var result = new DetectionResult(new DetectionLayout(4, 0), Categories);
            for (int i = 0; i <= earlier; i++)
            {
                result.Begin(i, TimeSpan.FromSeconds(i));
                result.Add(new Box(100, 100, 60, 60), 0.84f, 1);
                tracker.Update(result);
            }

            Assert.Equal(earlier + 1, Assert.Single(Enumerable.Range(0, tracker.Count)) + tracker[0].Id);
            var style = new TrackStyle { Trails = false, ColorByIdentity = own, Boxes = new OverlayStyle { LineWidth = 1 } };
            using var overlay = new TrackOverlay(context, tracker, Categories, style);
            canvas.Draw(target => overlay.Draw(target));
            (int X, int Y)[] tag = canvas.Drawn.Where(p => p.Y < 96).ToArray();
            return (tag.Min(p => p.X), tag.Max(p => p.X), canvas[tag.Min(p => p.X) + 1, 92]);
        }

        // "car 7 0.84" is ten characters of 8 and twice 4 at a text height of 23 * 0.75 = 17 of 15 units.
        (int left, int right, SrgbColor paper) = Tag(6, own: false);
        Assert.Equal(88 * 17 / 15.0, right - left + 1, 1.0);
        TestCanvas.AssertNear(Mix(ClassPalette.Of(1)), paper);

        // One digit more is one character more.
        (left, right, paper) = Tag(12, own: true);
        Assert.Equal(96 * 17 / 15.0, right - left + 1, 1.0);
        TestCanvas.AssertNear(Mix(ClassPalette.Of(12)), paper);
    });

    // A tag hides nineteen twentieths of the paper under it.
    private static SrgbColor Mix(SrgbColor color) =>
        new((byte)MathF.Round((color.Red * 0.95f) + 1), (byte)MathF.Round((color.Green * 0.95f) + 1), (byte)MathF.Round((color.Blue * 0.95f) + 1));

    private static Tracker Follow(int frames, Func<int, Box> box, double seconds = 0.1) => Follow(new Tracker(), frames, box, seconds);

    private static Tracker Follow(Tracker tracker, int frames, Func<int, Box> box, double seconds)
    {
        var result = new DetectionResult(new DetectionLayout(4, 0), Categories);
        for (int i = 0; i < frames; i++)
        {
            result.Begin(i, TimeSpan.FromSeconds(i * seconds));
            result.Add(box(i), 0.9f, 1);
            tracker.Update(result);
        }

        Assert.Equal(1, tracker.Count);
        return tracker;
    }

    // Where a closed way of points a second apart is at a time.
    private static (float X, float Y) Between((float X, float Y)[] way, float time)
    {
        (float X, float Y) from = way[(int)time % way.Length], to = way[((int)time + 1) % way.Length];
        float t = time - (int)time;
        return (from.X + ((to.X - from.X) * t), from.Y + ((to.Y - from.Y) * t));
    }
}
