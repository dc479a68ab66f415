using System;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Runtime.Profiling;

/// <summary>
/// Reads the GPU's clock before each dispatch of a run and after the last, and the processor's beside it. For tools: it waits for the
/// results.
/// </summary>
internal sealed class StepClock : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuQuery[] _marks;
    private readonly long[] _ticks;

    public StepClock(GpuContext context, int steps)
    {
        _context = context;
        _ticks = new long[steps + 1];
        _marks = context.Info.HasTimers ? Enumerable.Range(0, steps + 1).Select(i => new GpuQuery(context, $"profile {i}")).ToArray() : Array.Empty<GpuQuery>();
    }

    /// <summary>Marks a place in the run: before a step, or after the last.</summary>
    public void Mark(int place)
    {
        if (_marks.Length > 0)
            _context.GL.QueryCounter(_marks[place].Handle, QueryCounterTarget.Timestamp);
        else
            _context.GL.Finish();
        _ticks[place] = Stopwatch.GetTimestamp();
    }

    /// <summary>Waits for the run, and tells when each step was under way.</summary>
    /// <returns>A span for each step, or null where the GPU's clock was changed meanwhile.</returns>
    public StepSpan[]? Read()
    {
        _context.GL.Finish();
        double[] cpu = _ticks.Select(t => (t - _ticks[0]) * 1000.0 / Stopwatch.Frequency).ToArray();
        double[] gpu = _marks.Length > 0 ? ReadMarks() : cpu;
        var spans = new StepSpan[_ticks.Length - 1];
        for (int i = 0; i < spans.Length; i++)
        {
            if (gpu[i + 1] < gpu[i])
                return null;
            spans[i] = new StepSpan(gpu[i], gpu[i + 1], cpu[i], cpu[i + 1]);
        }

        return spans;
    }

    public void Dispose()
    {
        foreach (GpuQuery mark in _marks)
            mark.Dispose();
    }

    private double[] ReadMarks()
    {
        var nanoseconds = new ulong[_marks.Length];
        for (int i = 0; i < nanoseconds.Length; i++)
            _context.GL.GetQueryObject(_marks[i].Handle, QueryObjectParameterName.Result, out nanoseconds[i]);
        _context.Check("GetQueryObject");
        return nanoseconds.Select(n => ((double)n - nanoseconds[0]) * 1e-6).ToArray();
    }
}
