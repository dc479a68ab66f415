using System;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets;

/// <summary>
/// Writes frames on threads of its own. A few frames wait; then <see cref="Add"/> waits, so that memory does not grow where the disk is slower
/// than the renderer.
/// </summary>
public sealed class DatasetQueue : IDisposable
{
    private readonly DatasetWriter _writer;
    private readonly BlockingCollection<(LabelledFrame Frame, IDisposable? Buffers)> _frames;
    private readonly Thread[] _threads;
    private ExceptionDispatchInfo? _failure;
    private long _written;

    /// <summary>Starts the threads.</summary>
    /// <param name="writer">Writes the frames.</param>
    /// <param name="workers">How many threads; by default one for each two processors, at least one.</param>
    /// <param name="capacity">How many frames wait at most; by default two for each thread.</param>
    public DatasetQueue(DatasetWriter writer, int? workers = null, int? capacity = null)
    {
        int count = workers ?? Math.Max(1, Environment.ProcessorCount / 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(workers));
        _writer = writer;
        _frames = new BlockingCollection<(LabelledFrame, IDisposable?)>(capacity ?? 2 * count);
        _threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Run) { IsBackground = true, Name = $"Fovea dataset {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>How many frames are written.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>How many frames wait.</summary>
    public int Waiting => _frames.Count;

    /// <summary>Queues a frame, waiting while too many are queued.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="buffers">Disposed when the frame's memory is not used any more, on another thread: gives the memory back to its owner. Null for none.</param>
    /// <exception cref="SceneException">An earlier frame could not be written. This one is not taken, and its buffers are not disposed.</exception>
    public void Add(LabelledFrame frame, IDisposable? buffers = null)
    {
        Volatile.Read(ref _failure)?.Throw();
        _frames.Add((frame, buffers));
    }

    /// <summary>Waits until all is written.</summary>
    /// <exception cref="SceneException">A frame could not be written.</exception>
    public void Finish()
    {
        Stop();
        _failure?.Throw();
    }

    /// <summary>Waits until all is written, without telling of a failure.</summary>
    public void Dispose()
    {
        Stop();
        _frames.Dispose();
    }

    private void Stop()
    {
        if (!_frames.IsAddingCompleted)
            _frames.CompleteAdding();
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Run()
    {
        foreach ((LabelledFrame frame, IDisposable? buffers) in _frames.GetConsumingEnumerable())
        {
            try
            {
                // After a failure what waits is let go: a full disk would only fail again.
                if (Volatile.Read(ref _failure) is null)
                {
                    _writer.Write(frame);
                    Interlocked.Increment(ref _written);
                }
            }
            catch (Exception e)
            {
                // Whatever it is, it belongs to whoever adds the next frame.
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }
            finally
            {
                buffers?.Dispose();
            }
        }
    }
}
