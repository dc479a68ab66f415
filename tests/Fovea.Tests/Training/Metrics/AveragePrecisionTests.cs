using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fovea.Training.Data;
using Fovea.Training.Metrics;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Training.Metrics;

/// <summary>Numbers worked by hand, and random pictures against NumPy.</summary>
public sealed class AveragePrecisionTests
{
    private static readonly Box Here = new(10, 10, 50, 40);
    private static readonly Box There = new(200, 100, 50, 40);

    [Fact]
    public void What_is_found_exactly_scores_one()
    {
        DetectionScores scores = Of(1, [Label(Here), Label(There)], [Found(Here, 0.9f), Found(There, 0.8f)]);
        Assert.Equal((1.0, 1.0, 1.0), (scores.Ap, scores.Ap50, scores.Ap75));
        // One detection of two objects: half are found.
        Assert.Equal((0.5, 1.0, 1.0), (scores.Ar1, scores.Ar10, scores.Ar100));
    }

    [Fact]
    public void One_of_two_before_a_wrong_one_scores_51_of_101()
    {
        // Precision is 1 until a recall of a half: 0, 0.01 .. 0.50 are 51 points.
        DetectionScores scores = Of(1, [Label(Here), Label(There)], [Found(Here, 0.9f), Found(new Box(400, 300, 50, 40), 0.8f)]);
        Assert.Equal(51 / 101.0, scores.Ap!.Value, 12);
    }

    [Fact]
    public void One_of_two_after_a_wrong_one_scores_half_of_that()
    {
        DetectionScores scores = Of(1, [Label(Here), Label(There)], [Found(Here, 0.7f), Found(new Box(400, 300, 50, 40), 0.8f)]);
        Assert.Equal(0.5 * 51 / 101, scores.Ap!.Value, 12);
        Assert.Equal((0.0, 0.5), (scores.Ar1, scores.Ar10));
    }

    [Fact]
    public void Precision_never_rises_with_recall_again()
    {
        // Right, wrong, right: precision 1, 1/2, 2/3 at recall 1/2, 1/2, 1. The second point is read as 2/3.
        DetectionScores scores = Of(1, [Label(Here), Label(There)], [Found(Here, 0.9f), Found(new Box(400, 300, 50, 40), 0.8f), Found(There, 0.7f)]);
        Assert.Equal((51 + (50 * 2 / 3.0)) / 101, scores.Ap!.Value, 12);
    }

    [Fact]
    public void An_overlap_counts_for_the_thresholds_that_it_reaches()
    {
        // 31 of 50 columns: 0.62, which is enough at 0.50, 0.55 and 0.60.
        DetectionScores scores = Of(1, [Label(Here)], [Found(Here with { Width = 31 }, 0.9f)]);
        Assert.Equal(0.3, scores.Ap!.Value, 12);
        Assert.Equal((1.0, 0.0), (scores.Ap50, scores.Ap75));
        Assert.Equal(0.3, scores.Ar100!.Value, 12);
    }

    [Fact]
    public void A_second_detection_of_the_same_object_is_wrong()
    {
        DetectionScores scores = Of(1, [Label(Here), Label(There)], [Found(Here, 0.9f), Found(Here, 0.8f), Found(There, 0.7f)]);
        Assert.Equal((51 + (50 * 2 / 3.0)) / 101, scores.Ap!.Value, 12);
    }

    [Fact]
    public void What_lies_in_a_crowd_is_neither_right_nor_wrong()
    {
        ObjectLabel crowd = Label(new Box(180, 80, 200, 200)) with { IsCrowd = true };
        ScoredBox[] found = [Found(There, 0.95f), Found(There with { Y = 140 }, 0.93f), Found(Here, 0.9f)];
        Assert.Equal(1.0, Of(1, [Label(Here), crowd], found).Ap);
        // Without the crowd both come before the right one and are wrong.
        Assert.Equal(1 / 3.0, Of(1, [Label(Here)], found).Ap!.Value, 12);
        Assert.Null(Of(1, [crowd], found).Ap);
    }

    [Fact]
    public void Sizes_count_by_the_labelled_area()
    {
        // The outline of the first is smaller than its box: small. The second is large.
        ObjectLabel small = Label(Here) with { Area = 900 }, large = Label(new Box(100, 100, 200, 100));
        DetectionScores scores = Of(1, [small, large], [Found(Here, 0.9f)]);
        Assert.Equal((1.0, null, 0.0), (scores.ApSmall, scores.ApMedium, scores.ApLarge));
        Assert.Equal((1.0, null, 0.0), (scores.ArSmall, scores.ArMedium, scores.ArLarge));
        // A wrong detection hurts only where its own size counts: this one is large.
        scores = Of(1, [small, large], [Found(new Box(400, 100, 200, 100), 0.95f), Found(Here, 0.9f), Found(large.Box, 0.8f)]);
        Assert.Equal(1.0, scores.ApSmall);
        Assert.Equal(0.5, scores.ApLarge);
        // 32 x 32 belongs to both.
        scores = Of(1, [Label(new Box(0, 0, 32, 32))], [Found(new Box(0, 0, 32, 32), 0.9f)]);
        Assert.Equal((1.0, 1.0, null), (scores.ApSmall, scores.ApMedium, scores.ApLarge));
    }

    [Fact]
    public void Classes_count_alike_and_those_without_objects_not_at_all()
    {
        ObjectLabel[] labels = [Label(Here), Label(There), Label(There) with { Class = 2 }];
        DetectionScores scores = Of(4, labels, [Found(Here, 0.9f), Found(There, 0.8f), new ScoredBox(There, 3, 0.9f)]);
        Assert.Equal(0.5, scores.Ap);
        Assert.Equal([1.0, null, 0.0, null], scores.ApOfClass);
    }

    [Fact]
    public void Each_picture_has_its_hundred_best()
    {
        var wrong = Enumerable.Range(0, 100).Select(i => Found(new Box(1000 + (100 * i), 0, 50, 40), 0.9f)).ToArray();
        Assert.Equal(0.0, Of(1, [Label(Here)], [.. wrong, Found(Here, 0.5f)]).Ap);
        var measure = new AveragePrecision(1);
        measure.Add([], wrong);
        measure.Add([Label(Here)], [Found(Here, 0.5f)]);
        Assert.Equal(1 / 101.0, measure.Compute().Ap!.Value, 12);
    }

    [Fact]
    public void Nothing_to_find_has_no_score()
    {
        Assert.Null(new AveragePrecision(3).Compute().Ap);
        Assert.Equal(0.0, Of(1, [Label(Here)], []).Ap);
    }

    [Fact]
    public void What_is_no_class_or_no_score_is_refused()
    {
        Assert.Contains("There are 2 classes; 2", Assert.Throws<ArgumentException>(() => Of(2, [Label(Here) with { Class = 2 }], [])).Message);
        Assert.Throws<ArgumentException>(() => Of(2, [], [new ScoredBox(Here, -1, 1)]));
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Of(1, [], [Found(Here, float.NaN)])).Message);
    }

    [SkippableTheory]
    [InlineData(1, 3, 12, 0)]
    [InlineData(2, 1, 1, 120)]
    [InlineData(3, 5, 20, 4)]
    [InlineData(4, 2, 7, 30)]
    public void Random_pictures_score_as_a_reference_in_NumPy_says(int seed, int classes, int pictures, int extra)
    {
        string? python = PythonProgram.Find("numpy");
        Skip.If(python is null, "There is no python3 with numpy (Debian: python3-numpy).");
        var random = new Random(seed);
        var measure = new AveragePrecision(classes);
        var all = new JsonArray();
        for (int i = 0; i < pictures; i++)
        {
            (ObjectLabel[] labels, ScoredBox[] found) = RandomPicture(random, classes, extra);
            measure.Add(labels, found);
            all.Add(new JsonObject
            {
                ["labels"] = new JsonArray(labels.Select(l => (JsonNode)new JsonObject
                {
                    ["box"] = Json(l.Box),
                    ["class"] = l.Class,
                    ["area"] = l.Area ?? (double)l.Box.Width * l.Box.Height,
                    ["crowd"] = l.IsCrowd,
                }).ToArray()),
                ["found"] = new JsonArray(found.Select(f => (JsonNode)new JsonObject { ["box"] = Json(f.Box), ["class"] = f.Class, ["score"] = f.Score }).ToArray()),
            });
        }

        string task = new JsonObject { ["classes"] = classes, ["pictures"] = all }.ToJsonString();
        string script = Path.Combine(TestFiles.Root, "tests", "Fovea.Tests", "Training", "Metrics", "coco_reference.py");
        double?[] expected = JsonSerializer.Deserialize<double?[]>(PythonProgram.Run(python!, [script], task, TimeSpan.FromMinutes(2)))!;
        DetectionScores scores = measure.Compute();
        double?[] actual =
        [
            scores.Ap, scores.Ap50, scores.Ap75, scores.ApSmall, scores.ApMedium, scores.ApLarge,
            scores.Ar1, scores.Ar10, scores.Ar100, scores.ArSmall, scores.ArMedium, scores.ArLarge,
        ];
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected[0]!.Value, 0.01, 0.99);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i].HasValue, actual[i].HasValue);
            Assert.Equal(expected[i] ?? 0, actual[i] ?? 0, 12);
        }
    }

    // Objects of all sizes; detections near them with noise, some of another class, some of nothing; scores with ties.
    private static (ObjectLabel[] Labels, ScoredBox[] Found) RandomPicture(Random random, int classes, int extra)
    {
        var labels = new List<ObjectLabel>();
        var found = new List<ScoredBox>();
        int count = random.Next(0, 9);
        for (int i = 0; i < count; i++)
        {
            Box box = RandomBox(random);
            bool crowd = random.Next(8) == 0;
            labels.Add(new ObjectLabel(box, random.Next(classes), random.Next(2) == 0 ? null : box.Area * (0.5 + (0.5 * random.NextDouble())), crowd));
            for (int n = random.Next(0, 4); n > 0; n--)
            {
                float Noise(float size) => size * 0.2f * ((float)random.NextDouble() - 0.5f);
                var near = new Box(box.X + Noise(box.Width), box.Y + Noise(box.Height), box.Width + Noise(box.Width), box.Height + Noise(box.Height));
                found.Add(new ScoredBox(near, random.Next(5) == 0 ? random.Next(classes) : labels[^1].Class, Score(random)));
            }
        }

        for (int i = 0; i < extra; i++)
            found.Add(new ScoredBox(RandomBox(random), random.Next(classes), Score(random)));
        return (labels.ToArray(), found.ToArray());
    }

    private static float Score(Random random) => random.Next(1, 40) / 40f;

    private static Box RandomBox(Random random)
    {
        float Side() => (float)(8 * Math.Pow(30, random.NextDouble()));
        return new Box(random.Next(0, 600), random.Next(0, 400), Side(), Side());
    }

    private static JsonArray Json(Box box) => new((double)box.X, (double)box.Y, (double)box.Width, (double)box.Height);

    private static DetectionScores Of(int classes, ObjectLabel[] labels, ScoredBox[] found)
    {
        var measure = new AveragePrecision(classes);
        measure.Add(labels, found);
        return measure.Compute();
    }

    private static ObjectLabel Label(Box box) => new(box, 0);

    private static ScoredBox Found(Box box, float score) => new(box, 0, score);
}
