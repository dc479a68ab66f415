using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Fovea.Capture;

/// <summary>A source whose frames are made on a thread of its own and wait in a bounded queue.</summary>
public abstract class QueuedSource : IFrameSource
{
    /// <summary>A thread that has not ended by then is left behind; it is a background thread and holds up nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FramePool _pool;
    private readonly FrameQueue _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private string? _status;
    private bool _disposed;

    private protected QueuedSource(string name, bool isLive, SourceOptions options)
    {
        Name = name;
        IsLive = isLive;
        int length = options.QueueLength ?? (isLive ? 1 : 4);
        if (length < 1)
            throw new ArgumentOutOfRangeException(nameof(options), length, "QueueLength must be at least 1.");

        // Beside those in the queue, the reader fills one, and the loop may hold a few for uploads in flight.
        _pool = new FramePool(length + 8);
        _queue = new FrameQueue(length, dropOldest: isLive);
        _thread = new Thread(Main) { IsBackground = true, Name = "Fovea source " + name };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsLive { get; }

    /// <inheritdoc/>
    public bool Ended => _queue.Ended;

    /// <inheritdoc/>
    public string? Status
    {
        get => Volatile.Read(ref _status);
        private protected set => Volatile.Write(ref _status, value);
    }

    /// <inheritdoc/>
    public long Dropped => _queue.Dropped;

    /// <summary>Set when the source is being disposed.</summary>
    private protected CancellationToken Stop => _stop.Token;

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out Frame? frame)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _queue.TryDequeue(out frame);
    }

    /// <inheritdoc/>
    public bool WaitForNext(TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _queue.Wait(timeout);
    }

    /// <summary>Stops reading, ends what was started, and frees the frames that wait.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        _stop.Cancel();
        _queue.Close();
        Interrupt();
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            _thread.Join(Patience);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes frames until there are no more or <see cref="Stop"/> is set; runs on the source's thread.</summary>
    private protected abstract void Run();

    /// <summary>Wakes <see cref="Run"/> from whatever it may be blocked in; called once, from another thread.</summary>
    private protected virtual void Interrupt()
    {
    }

    private protected void Start() => _thread.Start();

    private protected Frame Rent(int width, int height, FrameFormat format) => _pool.Rent(width, height, format);

    /// <summary>Hands a frame to the loop; false when no more are wanted.</summary>
    private protected bool Publish(Frame frame) => _queue.Enqueue(frame);

    /// <summary>Waits; false when the source is being disposed.</summary>
    private protected bool Pause(TimeSpan time) => !_stop.Token.WaitHandle.WaitOne(time);

    private void Main()
    {
        try
        {
            Run();
            _queue.Complete(null);
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to whoever asks for the next frame.
            _queue.Complete(e);
        }
    }
}
