using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Vision;

/// <summary>The methods of suppression on boxes whose arithmetic is rounded: both forms keep the same to the bit, and what the papers say.</summary>
public sealed class SuppressionMethodTests
{
    private static readonly ImageMapping Mapping = new(633.7f, 411.3f, -16.1f, 8.9f);

    public static TheoryData<GlApi, SuppressionMethod> Methods
    {
        get
        {
            var data = new TheoryData<GlApi, SuppressionMethod>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                foreach (SuppressionMethod method in Enum.GetValues<SuppressionMethod>())
                    data.Add(api, method);
            }

            return data;
        }
    }

    [SkippableTheory, MemberData(nameof(Methods))]
    public void Both_forms_keep_the_same_to_the_bit(GlApi api, SuppressionMethod method) => GlThread.Run(api, gl =>
    {
        foreach ((int count, int classes, int room) in new[] { (37, 1, 5), (1000, 3, 300), (5003, 80, 300) })
        {
            CandidateList candidates = Clusters(count, count, classes);
            foreach (bool perClass in new[] { true, false })
            {
                foreach (int topK in new[] { 0, 33 })
                {
                    var options = new SuppressionOptions(method, perClass, 0.37f, topK);
                    DetectionResult result = SuppressionTests.AssertSame(
                        gl, candidates, new DetectionLayout(room, 1), new SuppressionParameters(0.123f, 0.4567f, Mapping, options));
                    Assert.InRange(result.Count, 1, topK > 0 ? Math.Min(topK, room) : room);
                }
            }
        }
    });

    [SkippableTheory, MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void Of_a_hundred_thousand_candidates_both_forms_keep_the_same(GlApi api) => GlThread.Run(api, gl =>
    {
        CandidateList candidates = Clusters(100_000, 1, 80);
        foreach (SuppressionMethod method in new[] { SuppressionMethod.Hard, SuppressionMethod.SoftGaussian })
        {
            // A tenth of them is above the threshold, then all are.
            foreach (float threshold in new[] { 0.9f, 0f })
            {
                DetectionResult result = SuppressionTests.AssertSame(
                    gl, candidates, new DetectionLayout(300, 1), new SuppressionParameters(threshold, 0.45f, Mapping, new SuppressionOptions(method)));
                Assert.InRange(result.CandidateCount, threshold > 0 ? 9_000 : 100_000, threshold > 0 ? 11_000 : 100_000);
                Assert.InRange(result.Count, 50, 300);
            }
        }
    });

    [Theory]
    [InlineData(SuppressionMethod.SoftLinear)]
    [InlineData(SuppressionMethod.SoftGaussian)]
    public void Scores_fall_as_the_paper_says(SuppressionMethod method)
    {
        CandidateList candidates = Clusters(400, 7, 400);
        var options = new SuppressionOptions(method, PerClass: false, Sigma: 0.5f);
        var result = new DetectionResult(new DetectionLayout(100, 1), Array.Empty<string>());
        Suppression.Select(candidates, new SuppressionParameters(0.2f, 0.3f, Mapping, options), result);

        var left = candidates.Items.ToArray().Where(c => c.Score >= 0.2f).Select(c => (c.Box, Score: (double)c.Score, c.Class)).ToList();
        var want = new List<(int Class, double Score)>();
        while (want.Count < 100 && left.Count > 0)
        {
            (Box box, double score, int kind) = left.MaxBy(c => c.Score);
            want.Add((kind, score));
            left = left.Where(c => c.Class != kind).Select(c =>
            {
                double overlap = c.Box.IntersectionOverUnion(box);
                double weight = method == SuppressionMethod.SoftGaussian ? Math.Exp(-overlap * overlap / 0.5) : overlap > 0.3f ? 1 - overlap : 1;
                return (c.Box, c.Score * weight, c.Class);
            }).Where(c => c.Item2 >= 0.2f).ToList();
        }

        Assert.InRange(want.Count, 50, 99);
        Assert.Equal(want.Select(w => w.Class), SuppressionTests.Items(result).Select(d => d.Class));
        for (int i = 0; i < want.Count; i++)
            Assert.Equal(want[i].Score, result[i].Score, 1e-4);
        Assert.Contains(SuppressionTests.Items(result), d => d.Score < candidates.Items[d.Class].Score - 0.1f);
    }

    [Fact]
    public void Two_boxes_by_hand()
    {
        // Unit boxes shifted by a half: intersection over union 1/3.
        var candidates = new CandidateList(2, 0);
        candidates.Items[0] = new Candidate(new Box(0, 0, 1, 1), 0.75f, 0);
        candidates.Items[1] = new Candidate(new Box(0.5f, 0, 1, 1), 0.5f, 0);
        float[] Scores(SuppressionMethod method, float overlap, float score = 0)
        {
            var result = new DetectionResult(new DetectionLayout(4, 0), Array.Empty<string>());
            Suppression.Select(candidates, new SuppressionParameters(score, overlap, Mapping, new SuppressionOptions(method, Sigma: 0.5f)), result);
            return SuppressionTests.Items(result).Select(d => d.Score).ToArray();
        }

        Assert.Equal([0.75f], Scores(SuppressionMethod.Hard, 0.3f));
        Assert.Equal([0.75f, 0.5f], Scores(SuppressionMethod.None, 0));
        Assert.Equal(1 / 3f, Scores(SuppressionMethod.SoftLinear, 0.3f)[1], 1e-4f);
        Assert.Equal(0.5f, Scores(SuppressionMethod.SoftLinear, 0.34f)[1]);
        Assert.Equal(0.5 * Math.Exp(-2 / 9.0), Scores(SuppressionMethod.SoftGaussian, 0.34f)[1], 1e-4);
        Assert.Equal([0.75f], Scores(SuppressionMethod.SoftLinear, 0.3f, score: 0.34f));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SuppressionOptions(Sigma: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SuppressionOptions(Sigma: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SuppressionOptions(TopK: -1));
    }

    /// <summary>Boxes in clusters, as detectors propose them, with scores that are spread evenly over 0 .. 1; the class of a thing's boxes is one.</summary>
    private static CandidateList Clusters(int count, int seed, int classes)
    {
        var random = new Random(seed);
        var things = Enumerable.Range(0, 1 + (count / 12 % 150)).Select(_ => (X: random.NextSingle() * 0.8f, Y: random.NextSingle() * 0.8f, Size: 0.05f + (random.NextSingle() * 0.2f), Class: random.Next(classes)))
            .ToArray();
        var list = new CandidateList(count, 1);
        for (int i = 0; i < count; i++)
        {
            (float x, float y, float size, int kind) = things[random.Next(things.Length)];
            float Near() => (random.NextSingle() - 0.5f) * size * 0.4f;
            list.Items[i] = new Candidate(new Box(x + Near(), y + Near(), size + Near(), size + Near()), random.NextSingle(), count <= classes ? i : kind);
            list.Keypoints(i)[0] = new(random.NextSingle(), random.NextSingle());
        }

        return list;
    }
}
