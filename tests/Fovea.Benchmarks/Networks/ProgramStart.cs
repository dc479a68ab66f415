using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;
using Fovea.Runtime;

namespace Fovea.Benchmarks.Networks;

/// <summary>
/// Builds all programs of some plans. Where more processes are asked for, each compiles some of them into the cache on the disk that all share:
/// a tuner's hundreds of programs take one process minutes.
/// </summary>
internal static class ProgramStart
{
    /// <summary>Builds what is missing, in this process.</summary>
    /// <param name="context">Where.</param>
    /// <param name="plans">The plans.</param>
    /// <param name="part">Which of the programs: number K of N, counted from 0.</param>
    public static void Of(GpuContext context, IEnumerable<PlanBlueprint> plans, (int K, int N)? part = null)
    {
        // All are begun before the first is waited for: some drivers compile on threads of their own.
        (int k, int n) = part ?? (0, 1);
        var pending = new List<PendingCompute>();
        foreach (PlanStep program in plans.SelectMany(p => p.Steps).GroupBy(s => (s.Shader, s.Defines.Key)).Select(g => g.First()).Where((_, i) => i % n == k))
        {
            if (context.Programs.Start(program.Shader, program.Defines, program.Within) is { } begun)
                pending.Add(begun);
        }

        foreach (PendingCompute begun in pending)
        {
            try
            {
                context.Programs.Finish(begun);
            }
            catch (ShaderException)
            {
                // Whoever uses it is told.
            }
        }
    }

    /// <summary>Starts this program again and again, each to build a part, and waits for them.</summary>
    /// <param name="arguments">What each gets; <c>--part K/N</c> is added.</param>
    /// <param name="jobs">How many.</param>
    /// <param name="patience">How long each may take.</param>
    public static void InProcesses(IReadOnlyList<string> arguments, int jobs, TimeSpan patience)
    {
        string program = Environment.ProcessPath!;
        IEnumerable<string> host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? new[] { Environment.GetCommandLineArgs()[0] } : Array.Empty<string>();
        Process[] children = Enumerable.Range(0, jobs)
            .Select(k => Process.Start(new ProcessStartInfo(program, host.Concat(arguments).Append("--part").Append($"{k}/{jobs}")))!).ToArray();
        long start = Stopwatch.GetTimestamp();
        foreach (Process child in children)
        {
            TimeSpan left = patience - Stopwatch.GetElapsedTime(start);
            if (!child.WaitForExit(left > TimeSpan.Zero ? left : TimeSpan.Zero))
                child.Kill();
            child.Dispose();
        }
    }
}
