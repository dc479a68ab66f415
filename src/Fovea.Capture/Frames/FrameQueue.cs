using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Fovea.Capture;

/// <summary>
/// Between the thread that reads a source and the loop that shows it. When it is full, either the oldest frame goes (live
/// sources: what is late is worth nothing) or the reader waits (files: nothing may be lost).
/// </summary>
internal sealed class FrameQueue
{
    private readonly object _gate = new();
    private readonly Frame?[] _ring;
    private readonly bool _dropOldest;
    private int _first;
    private int _count;
    private bool _complete;
    private ExceptionDispatchInfo? _error;
    private long _dropped;

    public FrameQueue(int capacity, bool dropOldest)
    {
        _ring = new Frame?[capacity];
        _dropOldest = dropOldest;
    }

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>No frame is left and none will come, and nothing went wrong.</summary>
    public bool Ended
    {
        get
        {
            lock (_gate)
                return _complete && _count == 0 && _error == null;
        }
    }

    /// <summary>Takes the frame over. False when the queue was closed, and nothing more is wanted.</summary>
    public bool Enqueue(Frame frame)
    {
        lock (_gate)
        {
            while (!_dropOldest && _count == _ring.Length && !_complete)
                Monitor.Wait(_gate);

            if (_complete)
            {
                frame.Dispose();
                return false;
            }

            if (_count == _ring.Length)
            {
                Take().Dispose();
                _dropped++;
            }

            _ring[(_first + _count++) % _ring.Length] = frame;
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>The oldest frame, if there is one. Throws what stopped the reader once all frames before it were taken.</summary>
    public bool TryDequeue([NotNullWhen(true)] out Frame? frame)
    {
        lock (_gate)
        {
            if (_count > 0)
            {
                frame = Take();
                Monitor.PulseAll(_gate);
                return true;
            }

            _error?.Throw();
            frame = null;
            return false;
        }
    }

    /// <summary>Waits until <see cref="TryDequeue"/> has something to give or throw, or all is over.</summary>
    public bool Wait(TimeSpan timeout)
    {
        long end = Environment.TickCount64 + (long)Math.Min(timeout.TotalMilliseconds, int.MaxValue);
        lock (_gate)
        {
            while (_count == 0 && !_complete)
            {
                long left = end - Environment.TickCount64;
                if (left <= 0)
                    return false;
                Monitor.Wait(_gate, (int)left);
            }

            return _count > 0 || _error != null;
        }
    }

    /// <summary>No more frames will come.</summary>
    public void Complete(Exception? error)
    {
        lock (_gate)
        {
            if (error != null && !_complete)
                _error = ExceptionDispatchInfo.Capture(error);
            _complete = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>No more frames are wanted: those that wait go back to their pool.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _complete = true;
            while (_count > 0)
                Take().Dispose();
            Monitor.PulseAll(_gate);
        }
    }

    private Frame Take()
    {
        Frame frame = _ring[_first]!;
        _ring[_first] = null;
        _first = (_first + 1) % _ring.Length;
        _count--;
        return frame;
    }
}
