using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Vision;

public sealed class SuppressionTests
{
    private static readonly ImageMapping Mapping = new(640, 512, -16, 8);
    private static readonly SuppressionOptions Agnostic = new(PerClass: false);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public static TheoryData<GlApi, int, bool> Sizes
    {
        get
        {
            var data = new TheoryData<GlApi, int, bool>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                foreach (int count in new[] { 1, 5, 128, 129, 896, 2048, 2049, 5000 })
                {
                    data.Add(api, count, true);
                    data.Add(api, count, false);
                }
            }

            return data;
        }
    }

    [SkippableTheory, MemberData(nameof(Sizes))]
    public void The_GPU_keeps_what_the_definition_says(GlApi api, int count, bool perClass) => GlThread.Run(api, gl =>
    {
        CandidateList candidates = Random(count, seed: count, classes: 3);
        var layout = new DetectionLayout(200, 2);
        foreach (float threshold in new[] { 0f, 0.5f, 0.99f })
        {
            var parameters = new SuppressionParameters(threshold, 0.3f, Mapping, new SuppressionOptions(PerClass: perClass));
            AssertGreedy(candidates, AssertSame(gl, candidates, layout, parameters), parameters);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Thresholds_change_without_building_programs(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        var layout = new DetectionLayout(300, 2);
        using var suppression = new Suppression(context, 300, layout);
        using var buffer = new CandidateBuffer(context, 300, 2);
        CandidateList candidates = Random(300, seed: 5, classes: 2);
        buffer.Upload(candidates);
        int built = context.Programs.Misses;
        var counts = new List<int>();
        foreach (float overlap in new[] { 0f, 0.25f, 0.5f, 1f })
        {
            DetectionResult result = Run(context, suppression, buffer, new SuppressionParameters(0.25f, overlap, Mapping));
            Assert.Equal(Expected(candidates, layout, new SuppressionParameters(0.25f, overlap, Mapping)).Count, result.Count);
            counts.Add(result.Count);
        }

        Assert.Equal(counts.OrderBy(c => c), counts);
        Assert.True(counts[0] < counts[3]);
        Assert.Equal(built, context.Programs.Misses);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Of_many_in_one_place_one_is_left_and_of_equals_the_first(GlApi api) => GlThread.Run(api, gl =>
    {
        var candidates = new CandidateList(1000, 0);
        for (int i = 0; i < 1000; i++)
            candidates.Items[i] = new Candidate(new Box(0.25f, 0.25f, 0.5f, 0.5f), i >= 700 ? 0.75f : 0.5f, i);

        var layout = new DetectionLayout(16, 0);
        DetectionResult result = AssertSame(gl, candidates, layout, new SuppressionParameters(0.1f, 0.5f, Mapping, Agnostic));
        Detection only = Assert.Single(Items(result));
        Assert.Equal(700, only.Class);
        Assert.Equal(1000, result.CandidateCount);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void What_is_no_number_or_has_no_area_is_dropped(GlApi api) => GlThread.Run(api, gl =>
    {
        float nan = float.NaN, inf = float.PositiveInfinity;
        var good = new Box(0.5f, 0.5f, 0.25f, 0.25f);
        var candidates = new CandidateList(12, 0);
        (Box, float)[] items =
        {
            (good, nan), (good, inf), (good, -inf), (new Box(nan, 0, 1, 1), 0.9f), (new Box(0, 0, inf, 1), 0.9f),
            (new Box(0, 0, 0, 1), 0.9f), (new Box(0, 0, 1, -1), 0.9f), (good, 0.4999f), (good, 0.5f), (default, 1f),
            (new Box(0, 0, 1, nan), 0.9f), (new Box(0, -inf, 1, 1), 0.9f),
        };
        for (int i = 0; i < items.Length; i++)
            candidates.Items[i] = new Candidate(items[i].Item1, items[i].Item2, i);

        DetectionResult result = AssertSame(gl, candidates, new DetectionLayout(16, 0), new SuppressionParameters(0.5f, 0.5f, Mapping, Agnostic));
        Assert.Equal(8, Assert.Single(Items(result)).Class);
        Assert.Equal(7, result.NonFinite);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Boxes_apart_are_kept_up_to_the_room_there_is(GlApi api) => GlThread.Run(api, gl =>
    {
        var candidates = new CandidateList(700, 1);
        for (int i = 0; i < 700; i++)
        {
            candidates.Items[i] = new Candidate(new Box(i % 32 / 32f, i / 32 / 32f, 1 / 64f, 1 / 64f), (i * 37 % 701 / 1024f) + 0.25f, 0);
            candidates.Keypoints(i)[0] = new Vector2(i / 1024f, 1 - (i / 1024f));
        }

        foreach (int room in new[] { 1, 127, 128, 512 })
        {
            DetectionResult result = AssertSame(gl, candidates, new DetectionLayout(room, 1), new SuppressionParameters(0, 0.5f, Mapping));
            Assert.Equal(room, result.Count);
        }
    });

    [Fact]
    public void Overlap_is_intersection_over_union_and_the_threshold_itself_is_allowed()
    {
        // Two unit boxes shifted by a half: intersection 1/2, union 3/2.
        var candidates = new CandidateList(2, 0);
        candidates.Items[0] = new Candidate(new Box(0, 0, 1, 1), 0.75f, 0);
        candidates.Items[1] = new Candidate(new Box(0.5f, 0, 1, 1), 0.5f, 0);
        var layout = new DetectionLayout(4, 0);
        Assert.Single(Items(Expected(candidates, layout, new SuppressionParameters(0, 0.3333f, Mapping))));
        Assert.Equal(2, Expected(candidates, layout, new SuppressionParameters(0, 0.3334f, Mapping)).Count);

        // Three quarters of one in the other: 1/2 over 1, exactly the threshold.
        candidates.Items[1] = new Candidate(new Box(0, 0, 0.5f, 1), 0.5f, 0);
        Assert.Equal(2, Expected(candidates, layout, new SuppressionParameters(0, 0.5f, Mapping)).Count);

        candidates.Items[1] = candidates.Items[1] with { Class = 1 };
        Assert.Equal(2, Expected(candidates, layout, new SuppressionParameters(0, 0.1f, Mapping)).Count);
        Assert.Single(Items(Expected(candidates, layout, new SuppressionParameters(0, 0.1f, Mapping, Agnostic))));
    }

    [Fact]
    public void Boxes_and_keypoints_are_mapped_to_source_pixels()
    {
        var candidates = new CandidateList(1, 1);
        candidates.Items[0] = new Candidate(new Box(0.5f, 0.25f, 0.25f, 0.5f), 0.5f, 7);
        candidates.Keypoints(0)[0] = new Vector2(1, 0.5f);
        Detection found = Expected(candidates, new DetectionLayout(4, 1), new SuppressionParameters(0, 0.5f, new ImageMapping(640, 640, 0, -80)))[0];
        Assert.Equal(new Box(320, 80, 160, 320), found.Box);
        Assert.Equal(new Vector2(640, 240), found.Keypoints.Span[0]);
        Assert.Equal("7", found.Category);
    }

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_run_and_its_result_allocate_nothing(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        var layout = new DetectionLayout(64, 2);
        using var suppression = new Suppression(context, 896, layout);
        using var buffer = new CandidateBuffer(context, 896, 2);
        CandidateList candidates = Random(896, seed: 1, classes: 1);
        buffer.Upload(candidates);
        var bytes = new byte[layout.Bytes];
        var result = new DetectionResult(layout, new[] { "face" });
        using var readback = new Readback<long>(context, layout.Bytes, "detections");
        var soft = new SuppressionOptions(SuppressionMethod.SoftGaussian);
        void Frame(int i)
        {
            var parameters = new SuppressionParameters(0.5f + (i % 2 * 0.25f), 0.3f, Mapping, i % 3 == 0 ? soft : null);
            using (context.Enter())
                suppression.Run(buffer, parameters);

            readback.TryEnqueue(suppression.Results.Whole, i);
            gl.Finish();
            if (readback.TryDequeue(bytes, out _, out long frame))
                result.Read(bytes, frame, TimeSpan.Zero);

            Suppression.Select(candidates, parameters, result);
            result.Write(bytes);
        }

        for (int i = 0; i < 4; i++)
            Frame(i);

        int number = 4;
        Assert.Equal(0, Allocations.Of(10, () => Frame(number++)));
        Assert.True(result.Count > 0);
    });

    [Fact]
    public void Bytes_that_are_no_detections_are_refused()
    {
        var layout = new DetectionLayout(4, 1);
        var result = new DetectionResult(layout, Array.Empty<string>());
        Assert.Throws<ArgumentException>(() => result.Read(new byte[layout.Bytes - 1], 0, TimeSpan.Zero));
        var bytes = new byte[layout.Bytes];
        result.Write(bytes);
        result.Read(bytes, 3, TimeSpan.FromSeconds(1));
        Assert.Equal((3, TimeSpan.FromSeconds(1), 0), (result.FrameId, result.Time, result.Count));
        bytes[0] = 5;
        Assert.Contains("5 detections", Assert.Throws<ArgumentException>(() => result.Read(bytes, 0, TimeSpan.Zero)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => result[0]);
    }

    /// <summary>Boxes on a grid of 1/256 and few different scores: all arithmetic is exact, and there are ties.</summary>
    internal static CandidateList Random(int count, int seed, int classes)
    {
        var random = new Random(seed);
        var list = new CandidateList(count, 2);
        for (int i = 0; i < count; i++)
        {
            var box = new Box(random.Next(240) / 256f, random.Next(240) / 256f, random.Next(1, 64) / 256f, random.Next(1, 64) / 256f);
            list.Items[i] = new Candidate(box, random.Next(257) / 256f, random.Next(classes));
            list.Keypoints(i)[0] = new Vector2(random.Next(256) / 256f, random.Next(256) / 256f);
            list.Keypoints(i)[1] = new Vector2(random.Next(256) / 256f, random.Next(256) / 256f);
        }

        return list;
    }

    internal static Detection[] Items(DetectionResult result) => Enumerable.Range(0, result.Count).Select(i => result[i]).ToArray();

    private static DetectionResult Expected(CandidateList candidates, DetectionLayout layout, in SuppressionParameters parameters)
    {
        var result = new DetectionResult(layout, Array.Empty<string>());
        Suppression.Select(candidates, parameters, result);
        AssertGreedy(candidates, result, parameters);
        return result;
    }

    /// <summary>Straight from the definition: take the best, strike out its rivals, again.</summary>
    private static void AssertGreedy(CandidateList candidates, DetectionResult result, SuppressionParameters parameters)
    {
        var left = Enumerable.Range(0, candidates.Count).Where(i => candidates.Items[i] is { Box: { Area: > 0 and < float.PositiveInfinity } box } c
            && float.IsFinite(box.X + box.Y) && float.IsFinite(c.Score) && c.Score >= parameters.ScoreThreshold).ToList();
        var kept = new List<Candidate>();
        while (left.Count > 0 && kept.Count < result.Layout.MaxDetections)
        {
            Candidate best = candidates.Items[left.MinBy(i => (-candidates.Items[i].Score, i))];
            kept.Add(best);
            int first = left.First(i => candidates.Items[i] == best);
            left.RemoveAll(i => i == first || ((!parameters.Options.PerClass || candidates.Items[i].Class == best.Class)
                && candidates.Items[i].Box.IntersectionOverUnion(best.Box) > parameters.OverlapThreshold));
        }

        Assert.Equal(kept.Select(k => (k.Score, k.Class)), Items(result).Select(d => (d.Score, d.Class)));
    }

    private static DetectionResult Run(GpuContext context, Suppression suppression, CandidateBuffer buffer, in SuppressionParameters parameters)
    {
        using (context.Enter())
            suppression.Run(buffer, parameters);

        var result = new DetectionResult(suppression.Layout, Array.Empty<string>());
        result.Read(suppression.Results.Read<byte>(suppression.Layout.Bytes), 0, TimeSpan.Zero);
        return result;
    }

    internal static DetectionResult AssertSame(
        GL gl, CandidateList candidates, DetectionLayout layout, SuppressionParameters parameters)
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        using var suppression = new Suppression(context, candidates.Count, layout);
        using var buffer = new CandidateBuffer(context, candidates.Count, candidates.KeypointCount);
        buffer.Upload(candidates);
        var expected = new DetectionResult(layout, Array.Empty<string>());
        Suppression.Select(candidates, parameters, expected);

        // Twice: what one run leaves behind must not show in the next.
        for (int run = 0; run < 2; run++)
        {
            DetectionResult actual = Run(context, suppression, buffer, parameters);
            Assert.Equal((expected.CandidateCount, expected.NonFinite), (actual.CandidateCount, actual.NonFinite));
            Assert.Equal(Items(expected).Select(Text), Items(actual).Select(Text));
            uint[] header = suppression.Results.Read<uint>(16);
            uint count = (uint)expected.Count;
            Assert.Equal(new uint[] { 10, count, 0, 0, 4, count, 0, 0, 4, count * (uint)layout.KeypointCount, 0, 0 }, header.Skip(4));
        }

        return expected;
    }

    private static string Text(Detection d) => $"{d.Class} {d.Score:R} {d.Box} {string.Join(' ', d.Keypoints.ToArray())}";
}
