using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;

namespace Fovea.Benchmarks;

/// <summary>What reading results back costs the frame that asks for them, and how long they take to arrive.</summary>
internal static class ReadbackBenchmark
{
    private const int Rounds = 50;

    public static Benchmark Benchmark { get; } = new(
        "readback", "", "times asynchronous read-back: the calls, and from the request until the bytes are there", args => args.Count == 0 ? Gl.On(Run) : null);

    private static void Run(GpuContext context)
    {
        foreach (int bytes in new[] { 1 << 10, 16 << 10, 256 << 10, 4 << 20 })
        {
            using var source = new GpuBuffer(context, bytes, "source");
            using var readback = new Readback<int>(context, bytes, "benchmark");
            var target = new byte[bytes];
            source.Upload<byte>(target);
            List<double> asking = new(), taking = new(), arriving = new();
            for (int round = -3; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                using (context.Enter())
                    readback.TryEnqueue(source.Whole, round);
                double asked = Milliseconds(start), took;
                bool there;
                do
                {
                    long take = Stopwatch.GetTimestamp();
                    there = readback.TryDequeue(target, out _, out _);
                    took = Milliseconds(take);
                }
                while (!there);

                if (round < 0)
                    continue;
                asking.Add(asked);
                taking.Add(took);
                arriving.Add(Milliseconds(start));
            }

            Console.WriteLine(
                $"{bytes,8} bytes: asked for in {Of(asking)}, taken in {Of(taking)}, there after {Of(arriving)}, {bytes / Of(arriving).Median / 1e6:F2} GB/s");
        }
    }

    private static double Milliseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static Timings Of(List<double> times) => new(times.Order().ToArray());
}
