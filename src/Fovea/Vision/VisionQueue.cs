using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;

namespace Fovea.Vision;

/// <summary>Pictures that somebody awaits the results of, one after the other, completed by <see cref="GpuContext.Update"/>.</summary>
internal sealed class VisionQueue<TResult> : IPolled, IDisposable
    where TResult : VisionResult
{
    private readonly GpuContext _context;
    private readonly VisionTask<TResult> _task;
    private readonly Queue<Request> _requests = new();
    private TResult? _next;
    private bool _isPolled;
    private bool _isUnderWay;

    public VisionQueue(GpuContext context, VisionTask<TResult> task)
    {
        _context = context;
        _task = task;
    }

    public Task<TResult> Add(PictureTexture picture, FrameStamp stamp, CancellationToken cancellation)
    {
        _context.AssertThread();
        if (_requests.Count == 0 && (_task.IsBusy || _task.HasResults))
            throw new InvalidOperationException("A frame that was handed over by Submit is under way: await results, or poll for them, but not both at once.");
        var request = new Request(picture, stamp, cancellation);
        _requests.Enqueue(request);
        if (!_isPolled)
            _context.AddPolled(this);
        _isPolled = true;
        Start();
        return request.Completion.Task;
    }

    public void Poll()
    {
        TResult result;
        try
        {
            _task.Update();
            if (!_isUnderWay)
                return;
            result = _next ??= _task.CreateResult();
            if (!_task.TryRead(result))
                return;
        }
        catch (Exception e) when (_isUnderWay)
        {
            // It belongs to whoever awaits this picture, and the next ones go on.
            _isUnderWay = false;
            Request failed = _requests.Dequeue();
            Start();
            if (!_isUnderWay)
                Leave();
            failed.Completion.TrySetException(e);
            return;
        }

        _next = null;
        _isUnderWay = false;
        Request done = _requests.Dequeue();
        Start();
        if (!_isUnderWay)
            Leave();
        done.Completion.TrySetResult(result);
    }

    public void Cancel(Exception? cause)
    {
        while (_requests.Count > 0)
        {
            TaskCompletionSource<TResult> waiting = _requests.Dequeue().Completion;
            if (cause is null)
                waiting.TrySetCanceled();
            else
                waiting.TrySetException(cause);
        }
    }

    public void Dispose()
    {
        Leave();
        Cancel(null);
    }

    private void Leave()
    {
        if (_isPolled)
            _context.RemovePolled(this);
        _isPolled = false;
    }

    private void Start()
    {
        while (!_isUnderWay && _requests.Count > 0)
        {
            Request next = _requests.Peek();
            if (next.Cancellation.IsCancellationRequested)
            {
                _requests.Dequeue().Completion.TrySetCanceled(next.Cancellation);
                continue;
            }

            _isUnderWay = true;
            try
            {
                _task.Submit(next.Picture, next.Stamp);
            }
            catch (Exception e)
            {
                _isUnderWay = false;
                _requests.Dequeue().Completion.TrySetException(e);
            }
        }
    }

    private sealed record Request(PictureTexture Picture, FrameStamp Stamp, CancellationToken Cancellation)
    {
        public TaskCompletionSource<TResult> Completion { get; } = new();
    }
}
