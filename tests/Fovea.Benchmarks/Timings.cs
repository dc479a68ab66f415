using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;

namespace Fovea.Benchmarks;

/// <summary>The times of some runs, in milliseconds.</summary>
/// <param name="Sorted">From the shortest.</param>
internal sealed record Timings(double[] Sorted)
{
    private const int WarmUp = 3;

    /// <summary>Half of the runs took less.</summary>
    public double Median => Sorted[Sorted.Length / 2];

    /// <summary>A tenth of the runs took less.</summary>
    public double P10 => Sorted[Sorted.Length / 10];

    /// <summary>Nine tenths took less.</summary>
    public double P90 => Sorted[Sorted.Length * 9 / 10];

    /// <summary>Takes times as they came.</summary>
    public static Timings Of(IEnumerable<double> milliseconds) => new(milliseconds.Order().ToArray());

    /// <summary>Runs something on the GPU and waits for it, again and again; the first runs do not count.</summary>
    /// <param name="context">The context; each run is inside its scope.</param>
    /// <param name="runs">How many count.</param>
    /// <param name="run">What to run.</param>
    public static Timings Of(GpuContext context, int runs, Action run)
    {
        var times = new List<double>();
        for (int i = -WarmUp; i < runs; i++)
        {
            using (context.Enter())
            {
                context.GL.Finish();
                long start = Stopwatch.GetTimestamp();
                run();
                context.GL.Finish();
                if (i >= 0)
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return new Timings(times.Order().ToArray());
    }

    /// <summary>The processor time that runs on the GPU take of all threads, the first ones left out: other work disturbs it least.</summary>
    /// <param name="context">The context; each run is inside its scope.</param>
    /// <param name="runs">How many count.</param>
    /// <param name="run">What to run.</param>
    public static Timings Busy(GpuContext context, int runs, Action run)
    {
        var times = new List<double>();
        for (int i = -WarmUp; i < runs; i++)
        {
            using (context.Enter())
            {
                context.GL.Finish();
                long start = ProcessorTime.Nanoseconds;
                run();
                context.GL.Finish();
                if (i >= 0)
                    times.Add((ProcessorTime.Nanoseconds - start) / 1e6);
            }
        }

        return Of(times);
    }

    /// <summary>Runs something on the processor, again and again, first as often as will count, so that all of it is compiled well.</summary>
    /// <param name="runs">How many count.</param>
    /// <param name="run">What to run.</param>
    public static Timings Of(int runs, Action run)
    {
        var times = new double[runs];
        for (int i = -runs; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return new Timings(times.Order().ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Median,8:F3} ms ({P10:F3} to {P90:F3})");
}
