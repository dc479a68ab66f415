using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fovea.Tests.Models;

namespace Fovea.Benchmarks;

/// <summary>Damages models and tells what became of them, and which damage ended in anything but a plan or a refusal.</summary>
internal static class Mutations
{
    public static Benchmark Benchmark { get; } = new(
        "mutations", "CASES MODEL.onnx...", "damages models in CASES ways, and loads and plans each",
        args => args.Count > 1 && int.TryParse(args[0], out int cases) && cases > 0 ? Run(cases, args.Skip(1).ToArray()) : null);

    /// <summary>Runs the cases, shared out evenly among the models; the exit status is 1 where one ended badly.</summary>
    private static int Run(int cases, IReadOnlyList<string> paths)
    {
        int bad = 0;
        for (int i = 0; i < paths.Count; i++)
            bad += Run(paths[i], (int)((long)cases * i / paths.Count), (int)((long)cases * (i + 1) / paths.Count));
        Console.WriteLine($"{cases} cases, {bad} of them bad");
        return bad == 0 ? 0 : 1;
    }

    private static int Run(string path, int first, int end)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var mutator = new ModelMutator(bytes);
        var clock = Stopwatch.StartNew();
        var trials = new List<MutationTrial>();
        int bad = 0;
        for (int seed = first; seed < end; seed++)
        {
            try
            {
                trials.Add(MutationTrial.Of(mutator.Mutate(seed)));
            }
            catch (Exception e)
            {
                bad++;
                Console.WriteLine($"{path}, seed {seed}: {e}");
            }
        }

        Console.WriteLine(
            $"{Path.GetFileName(path)}, {bytes.Length} bytes: {trials.Count(t => t.Refusal is null)} planned, {trials.Count(t => t.Refusal is not null)} refused, " +
            $"{bad} bad; at most {trials.Max(t => t.Allocated) >> 10} KiB allocated and {trials.Max(t => t.Elapsed).TotalMilliseconds:F0} ms; {clock.Elapsed.TotalSeconds:F0} s in all");
        return bad;
    }
}
