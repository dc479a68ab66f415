using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Operators;
using Fovea.Runtime.Segments;

namespace Fovea.Runtime;

/// <summary>
/// A network that becomes ready a little with every <see cref="GpuContext.Update"/>: planned and packed on other threads, its programs
/// compiled a few a time, its weights uploaded in pieces.
/// </summary>
internal sealed class Preparation : IPolled
{
    // As many as drivers have threads for; more would only make the last of them wait.
    private const int MostAtOnce = 8;

    private readonly GpuContext _context;
    private readonly Task<Segment> _planning;
    private readonly WeightStore _weights;
    private readonly TimeSpan _time;
    private readonly IProgress<PreparationProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Action<Preparation> _ended;
    private readonly TaskCompletionSource<bool> _completion = new();
    private readonly Queue<PendingCompute> _compiling = new();
    private Queue<PlanStep>? _programs;
    private WeightUpload? _upload;
    private int _allPrograms;
    private int _compiled;
    private PreparationProgress _reported;

    /// <param name="context">Where.</param>
    /// <param name="plan">Plans the network, on another thread.</param>
    /// <param name="weights">Where the weights go.</param>
    /// <param name="options">How quickly.</param>
    /// <param name="progress">Is told after each update.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <param name="ended">Called when it is over, however.</param>
    public Preparation(
        GpuContext context, Func<Segment> plan, WeightStore weights, PreparationOptions options, IProgress<PreparationProgress>? progress,
        CancellationToken cancellation, Action<Preparation> ended)
    {
        _context = context;
        _planning = System.Threading.Tasks.Task.Run(plan);
        _weights = weights;
        _time = options.TimePerUpdate;
        _progress = progress;
        _cancellation = cancellation;
        _ended = ended;
        context.AddPolled(this);
    }

    public Task Task => _completion.Task;

    public void Poll()
    {
        if (_cancellation.IsCancellationRequested)
        {
            Cancel(null);
            return;
        }

        bool done;
        try
        {
            done = Advance();
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to whoever awaits the task.
            End();
            _completion.TrySetException(e);
            return;
        }

        Report();
        if (!done)
            return;
        End();
        _completion.TrySetResult(true);
    }

    public void Cancel(Exception? cause)
    {
        End();
        if (cause is not null)
            _completion.TrySetException(cause);
        else if (_cancellation.IsCancellationRequested)
            _completion.TrySetCanceled(_cancellation);
        else
            _completion.TrySetCanceled();
    }

    private void Report()
    {
        if (_upload is null)
            return;
        var now = new PreparationProgress(_compiled, _allPrograms, _upload.Done, _upload.Bytes);
        if (now != _reported)
            _progress?.Report(now);
        _reported = now;
    }

    private bool Advance()
    {
        if (!_planning.IsCompleted)
            return false;
        TimeSpan end = _context.Clock() + _time;
        bool HasTime() => _context.Clock() < end;

        Segment segment = _planning.GetAwaiter().GetResult();
        if (_programs is null)
            Start(segment.Blueprint);
        if (!Compile(HasTime) || !_upload!.Advance(HasTime))
            return false;
        _weights.Add(_upload);
        try
        {
            segment.Prepare();
        }
        finally
        {
            _weights.Trim();
        }

        return true;
    }

    private void Start(PlanBlueprint blueprint)
    {
        _upload = _weights.Begin(blueprint.Weights);
        _programs = new Queue<PlanStep>(blueprint.Steps.GroupBy(s => (s.Shader, s.Defines.Key)).Select(same => same.First()));
        _allPrograms = _programs.Count;
    }

    private bool Compile(Func<bool> hasTime)
    {
        int atOnce = _context.Info.HasParallelCompile ? MostAtOnce : 1;
        do
        {
            // Even a driver with threads of its own does a part of the work when it is told to begin.
            if (_programs!.Count > 0 && _compiling.Count < atOnce)
            {
                PlanStep step = _programs.Dequeue();
                if (_context.Programs.Start(step.Shader, step.Defines, step.Within) is { } pending)
                    _compiling.Enqueue(pending);
                else
                    _compiled++;
            }
            else if (_compiling.Count > 0)
            {
                if (!_compiling.Peek().IsDone)
                    return false;
                _context.Programs.Finish(_compiling.Dequeue());
                _compiled++;
            }
        }
        while (_programs.Count + _compiling.Count > 0 && hasTime());

        return _programs.Count + _compiling.Count == 0;
    }

    private void End()
    {
        _context.RemovePolled(this);
        while (_compiling.Count > 0)
            _compiling.Dequeue().Dispose();
        _upload?.Dispose();
        _ended(this);
    }
}
