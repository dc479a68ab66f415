using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Runtime.Profiling;
using Silk.NET.OpenGL;

namespace Fovea.Runtime.Tuning;

/// <summary>A run of a plan that is spread over frames and times each of its steps on the GPU, without ever waiting.</summary>
internal sealed class SlicedRun : IDisposable
{
    // A clock that is changed spoils a run; one that is changed all the time spoils them all.
    private const int MostSpoiled = 100;

    private readonly GpuContext _context;
    private readonly Plan _plan;
    private readonly GpuQuery[] _marks;
    private readonly Action<int, bool> _mark;
    private bool _issued;
    private int _spoiled;

    /// <param name="context">Where.</param>
    /// <param name="plan">The plan; it stays the caller's.</param>
    public SlicedRun(GpuContext context, Plan plan)
    {
        _context = context;
        _plan = plan;
        // The host's own work lies between two slices, so that each step has a beginning and an end of its own.
        _marks = new GpuQuery[2 * plan.Blueprint.Steps.Count];
        for (int i = 0; i < _marks.Length; i++)
            _marks[i] = new GpuQuery(context, $"tuning {i}");
        _mark = (step, isEnd) => _context.GL.QueryCounter(_marks[2 * step + (isEnd ? 1 : 0)].Handle, QueryCounterTarget.Timestamp);
    }

    /// <summary>Issues a slice, or looks whether the times have arrived.</summary>
    /// <param name="gpuBudget">GPU time that the slice may take.</param>
    /// <exception cref="GpuException">The GPU's clock cannot be relied on.</exception>
    /// <returns>The times when all are there, after which the next call begins another run; null before, and where the GPU's clock was changed.</returns>
    public IReadOnlyList<StepSpan>? Advance(TimeSpan gpuBudget)
    {
        if (!_issued)
        {
            using (_context.Enter())
                _issued = _plan.AdvanceMarked(gpuBudget, _mark);
            return null;
        }

        if (_marks.Length > 0)
        {
            _context.GL.GetQueryObject(_marks[_marks.Length - 1].Handle, QueryObjectParameterName.ResultAvailable, out uint available);
            if (available == 0)
                return null;
        }

        _issued = false;
        return Read();
    }

    public void Dispose()
    {
        foreach (GpuQuery mark in _marks)
            mark.Dispose();
    }

    private IReadOnlyList<StepSpan>? Read()
    {
        var spans = new StepSpan[_marks.Length / 2];
        ulong first = 0;
        for (int i = 0; i < spans.Length; i++)
        {
            _context.GL.GetQueryObject(_marks[2 * i].Handle, QueryObjectParameterName.Result, out ulong start);
            _context.GL.GetQueryObject(_marks[2 * i + 1].Handle, QueryObjectParameterName.Result, out ulong end);
            first = i == 0 ? start : first;
            if (end < start || start < first)
            {
                return ++_spoiled < MostSpoiled ? null
                    : throw new GpuException($"The clock of {_context.Info} runs backwards again and again: nothing can be measured here.");
            }

            spans[i] = new StepSpan((start - first) * 1e-6, (end - first) * 1e-6, 0, 0);
            _plan.Learn(i, (end - start) * 1e-6);
        }

        _context.Check("GetQueryObject");
        return spans;
    }
}
