using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Operators;
using Fovea.Runtime.Profiling;

namespace Fovea.Runtime.Tuning;

/// <summary>
/// A tuner that goes on a little with every <see cref="GpuContext.Update"/>: variants are planned on other threads, compiled a few programs a
/// time, and run in slices that fit the frame's budget.
/// </summary>
internal sealed class FrameTuning : IPolled
{
    private readonly GpuContext _context;
    private readonly TuningOptions _options;
    private readonly Func<IReadOnlyDictionary<string, string>, PreparedPlan> _prepare;
    private readonly IProgress<double>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Action<FrameTuning, bool> _ended;
    private readonly TaskCompletionSource<TuningResult?> _completion = new();
    private readonly Queue<SlicedRun> _runs = new();
    private PreparedPlan? _preparing;
    private Plan? _default;
    private Plan? _candidate;
    private SlicedRun? _defaultRun;
    private SlicedRun? _candidateRun;
    private TuningRounds? _rounds;
    private IReadOnlyList<StepSpan>? _byDefault;
    private bool _isWarm;

    /// <param name="context">Where.</param>
    /// <param name="options">How quickly.</param>
    /// <param name="prepare">Begins to prepare a plan that takes some kernels.</param>
    /// <param name="progress">Is told after each measurement, from 0 to 1.</param>
    /// <param name="cancellation">Gives it up at the next update.</param>
    /// <param name="ended">Called when it is over, however, and whether answers were stored.</param>
    public FrameTuning(
        GpuContext context, TuningOptions options, Func<IReadOnlyDictionary<string, string>, PreparedPlan> prepare, IProgress<double>? progress,
        CancellationToken cancellation, Action<FrameTuning, bool> ended)
    {
        _context = context;
        _options = options;
        _prepare = prepare;
        _progress = progress;
        _cancellation = cancellation;
        _ended = ended;
        context.AddPolled(this);
    }

    public Task<TuningResult?> Task => _completion.Task;

    public void Poll()
    {
        if (_cancellation.IsCancellationRequested)
        {
            Cancel(null);
            return;
        }

        TuningResult? result = null;
        bool done;
        try
        {
            done = Advance(ref result);
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to whoever awaits the task.
            End(false);
            _completion.TrySetException(e);
            return;
        }

        if (!done)
            return;
        End(result is not null);
        _completion.TrySetResult(result);
    }

    public void Cancel(Exception? cause)
    {
        End(false);
        if (cause is not null)
            _completion.TrySetException(cause);
        else
            _completion.TrySetCanceled(_cancellation);
    }

    private bool Advance(ref TuningResult? result)
    {
        if (_preparing is not null)
        {
            if (!_preparing.IsReady)
                return false;
            Plan plan = _preparing.Take();
            _preparing.Dispose();
            _preparing = null;
            return Begin(plan);
        }

        if (_default is null)
        {
            _preparing = _prepare(new Dictionary<string, string>());
            return false;
        }

        if (_candidate is null)
        {
            if (_rounds!.Kernels() is { } kernels)
            {
                _preparing = _prepare(kernels);
                return false;
            }

            result = _rounds.Finish(TunedKernels.Of(_context), _byDefault);
            return true;
        }

        if (_runs.Peek().Advance(_options.GpuBudget) is not { } spans)
            return false;
        _runs.Dequeue();
        if (_runs.Count == 1)
            _byDefault = spans;
        else
            Measured(spans);
        return false;
    }

    // True where there is nothing to do.
    private bool Begin(Plan plan)
    {
        if (_default is not null)
        {
            (_candidate, _candidateRun, _isWarm) = (plan, new SlicedRun(_context, plan), false);
            Queue();
            return false;
        }

        _default = plan;
        KernelSite[] sites = plan.Blueprint.Sites.Where(s => s.Variants.Count > 1).ToArray();
        if (!_options.Again && sites.All(site => TunedKernels.Of(_context).Find(site) is not null))
            return true;
        _rounds = new TuningRounds(plan.Blueprint, _options.Runs);
        _defaultRun = new SlicedRun(_context, plan);
        return false;
    }

    private void Measured(IReadOnlyList<StepSpan> byCandidate)
    {
        // The first run pays for what drivers put off until a program is used.
        if (!_isWarm)
        {
            _isWarm = true;
            Queue();
            return;
        }

        bool isOver = _rounds!.Add(_byDefault!, _candidate!.Blueprint, byCandidate);
        _progress?.Report(_rounds.Progress);
        if (isOver)
            DropCandidate();
        else
            Queue();
    }

    private void Queue()
    {
        _runs.Enqueue(_defaultRun!);
        _runs.Enqueue(_candidateRun!);
    }

    private void DropCandidate()
    {
        _candidateRun?.Dispose();
        _candidate?.Dispose();
        (_candidateRun, _candidate) = (null, null);
    }

    private void End(bool hasAnswers)
    {
        _context.RemovePolled(this);
        _runs.Clear();
        _preparing?.Dispose();
        _preparing = null;
        DropCandidate();
        _defaultRun?.Dispose();
        _default?.Dispose();
        (_defaultRun, _default) = (null, null);
        _ended(this, hasAnswers);
    }
}
