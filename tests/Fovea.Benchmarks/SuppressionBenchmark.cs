using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Vision;

namespace Fovea.Benchmarks;

/// <summary>How long suppression takes on the GPU, by candidates and by the share of them that is above the threshold.</summary>
internal static class SuppressionBenchmark
{
    private const int Kept = 300, Runs = 9;

    public static Benchmark Benchmark { get; } = new(
        "suppression", "", "times non-maximum suppression on the GPU and in C#, from 896 to 100,000 candidates", args => args.Count == 0 ? Gl.On(Run) : null);

    private static void Run(GpuContext context)
    {
        foreach (SuppressionMethod method in new[] { SuppressionMethod.Hard, SuppressionMethod.SoftGaussian })
        {
            Console.WriteLine($"{method}:");
            foreach ((int count, double share) in new[] { (896, 0.05), (3549, 0.05), (8400, 0.05), (25200, 0.05), (100_000, 0.01), (100_000, 0.1), (100_000, 1) })
                Run(context, count, share, method);
        }
    }

    private static void Run(GpuContext context, int count, double share, SuppressionMethod method)
    {
        CandidateList list = Candidates(count, share);
        var layout = new DetectionLayout(Kept, 0);
        var parameters = new SuppressionParameters(0.5f, 0.45f, new ImageMapping(640, 640, 0, 0), new SuppressionOptions(method));
        using var candidates = new CandidateBuffer(context, count, 0);
        candidates.Upload(list);
        using var suppression = new Suppression(context, count, layout);
        Timings gpu = Timings.Of(context, Runs, () => suppression.Run(candidates, parameters));
        // The same without what passes the threshold, and with the best of them only: what is left is the selection, and it and the sort.
        Timings none = Timings.Busy(context, Runs, () => suppression.Run(candidates, parameters with { ScoreThreshold = 2 }));
        Timings sorted = Timings.Busy(context, Runs, () => suppression.Run(candidates, parameters with { Options = new SuppressionOptions(method, TopK: 1) }));
        Timings busy = Timings.Busy(context, Runs, () => suppression.Run(candidates, parameters));
        var result = new DetectionResult(layout, Array.Empty<string>());
        Timings host = Timings.Of(context, Runs, () => Suppression.Select(list, parameters, result));
        Console.WriteLine($"{count,7} candidates, {result.CandidateCount,6} above the threshold, {result.Count,3} kept: GPU {gpu}, busy {busy.Median:F3} (selects {none.Median:F3}, with sort {sorted.Median:F3}), C# {host}");
    }

    // Boxes of 80 classes in clusters, as detectors propose them: several for each thing.
    private static CandidateList Candidates(int count, double share)
    {
        var random = new Random(1);
        var list = new CandidateList(count, 0);
        for (int i = 0; i < count; i++)
        {
            int thing = random.Next(200);
            var about = new Random(thing);
            float x = about.NextSingle() * 0.8f, y = about.NextSingle() * 0.8f, size = 0.05f + about.NextSingle() * 0.2f;
            var box = new Box(x + random.NextSingle() * 0.03f, y + random.NextSingle() * 0.03f, size, size);
            bool above = random.NextDouble() < share;
            list.Items[i] = new Candidate(box, random.NextSingle() * 0.5f + (above ? 0.5f : 0), about.Next(80));
        }

        return list;
    }
}
