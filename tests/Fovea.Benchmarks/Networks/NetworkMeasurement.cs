using System;
using System.Collections.Generic;
using System.Diagnostics;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Benchmarks.Networks;

/// <summary>Times runs of a plan in every way that matters to whoever has it run.</summary>
internal sealed class NetworkMeasurement
{
    // However slow a network is, and however fast.
    private const int Fewest = 5, Most = 2000;

    // A batch of runs without a wait between them shall take about this long, in milliseconds, so that the wait at its end does not count.
    private const double Batch = 40;

    private readonly GpuContext _context;
    private readonly Plan _plan;
    private readonly GL _gl;
    private readonly TimeSpan _each;

    /// <param name="context">Where.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="time">How long to measure in all.</param>
    public NetworkMeasurement(GpuContext context, Plan plan, TimeSpan time)
    {
        _context = context;
        _plan = plan;
        _gl = context.GL;
        _each = time / 7;
    }

    /// <summary>Measures.</summary>
    /// <param name="runner">Whose plan it is, for runs with transfers.</param>
    /// <param name="inputs">The inputs.</param>
    public NetworkTimes Measure(GlModelRunner runner, IReadOnlyDictionary<string, Tensor> inputs)
    {
        Spread latency, polled, pipelined, submission;
        Spread? gpu;
        using (_context.Enter())
        {
            WarmUp();
            (latency, submission) = Latency();
            polled = Polled();
            pipelined = Pipelined(latency.Median);
            gpu = _context.Info.HasTimers ? OnGpu() : null;
        }

        Spread scope = Spread.Of(Repeat(() => Time(() => _context.Enter().Dispose())));
        Spread transfers = Spread.Of(Repeat(() => Time(() => runner.Run(inputs))));
        return new NetworkTimes(latency, polled, pipelined, transfers, gpu, submission, scope);
    }

    // A GPU that has done nothing for a while runs at a low clock, and .NET compiles well what has run for a tenth of a second.
    private void WarmUp()
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            _plan.Run();
            _gl.Finish();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.3);
    }

    private (Spread Latency, Spread Submission) Latency()
    {
        var submissions = new List<double>();
        List<double> latencies = Repeat(
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                _plan.Run();
                submissions.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                _gl.Finish();
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            });
        return (Spread.Of(latencies), Spread.Of(submissions));
    }

    private Spread Polled() => Spread.Of(Repeat(
        () =>
        {
            long start = Stopwatch.GetTimestamp();
            _plan.Run();
            nint fence = _gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
            for (bool flush = true; !GpuFence.HasPassed(_context, fence, flush); flush = false)
            {
            }

            double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            _gl.DeleteSync(fence);
            return time;
        }));

    private Spread Pipelined(double latency)
    {
        int runs = Math.Clamp((int)(Batch / Math.Max(latency, 1e-3)), 3, 400);
        return Spread.Of(Repeat(
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < runs; i++)
                    _plan.Run();
                _gl.Finish();
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds / runs;
            }));
    }

    private Spread OnGpu()
    {
        using var first = new GpuQuery(_context, "before a run");
        using var last = new GpuQuery(_context, "after a run");
        return Spread.Of(Repeat(
            () =>
            {
                _gl.QueryCounter(first.Handle, QueryCounterTarget.Timestamp);
                _plan.Run();
                _gl.QueryCounter(last.Handle, QueryCounterTarget.Timestamp);
                _gl.Finish();
                _gl.GetQueryObject(first.Handle, QueryObjectParameterName.Result, out ulong start);
                _gl.GetQueryObject(last.Handle, QueryObjectParameterName.Result, out ulong stop);
                return (stop - (double)start) * 1e-6;
            }));
    }

    private static double Time(Action body)
    {
        long start = Stopwatch.GetTimestamp();
        body();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private List<double> Repeat(Func<double> measure)
    {
        var times = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (times.Count < Most && (times.Count < Fewest || Stopwatch.GetElapsedTime(start) < _each))
            times.Add(measure());
        return times;
    }
}
