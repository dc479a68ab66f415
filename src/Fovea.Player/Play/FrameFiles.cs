using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using System.Threading;
using Fovea.Capture;

namespace Fovea.Player.Play;

/// <summary>Writes pictures as PNG files on a thread of its own. A file appears under its name when it is whole.</summary>
internal sealed partial class FrameFiles : IDisposable
{
    private const int Waiting = 4;

    private readonly BlockingCollection<Job> _jobs = new(Waiting);
    private readonly ConcurrentBag<byte[]> _buffers = new();
    private readonly ConcurrentQueue<double> _times = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    public FrameFiles()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "Fovea picture files" };
        _thread.Start();
    }

    /// <summary>Makes a folder ready for new pictures: those of an earlier run are deleted.</summary>
    /// <exception cref="UsageException">The folder cannot be made, or not be written to.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            DeleteEarlier(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Nothing can be written to the folder '{folder}' ({e.Message}). --out DIR names another place.");
        }
    }

    private static void DeleteEarlier(string folder)
    {
        string results = Path.Combine(folder, ResultsFile.Name);
        // Only where an earlier run left its results too: other people's pictures stay.
        if (!File.Exists(results))
            return;
        foreach (string path in Directory.GetFiles(folder, "frame_*.png"))
        {
            if (FrameName().IsMatch(Path.GetFileName(path)))
                File.Delete(path);
        }

        File.Delete(results);
    }

    /// <summary>A buffer of at least so many bytes, to be given to <see cref="Write"/>.</summary>
    public byte[] Rent(int bytes) => _buffers.TryTake(out byte[]? buffer) && buffer.Length >= bytes ? buffer : new byte[bytes];

    /// <summary>Queues a picture, waiting while too many are queued.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="rgba">From <see cref="Rent"/>, to which it goes back.</param>
    /// <param name="bottomUp">Whether the first row is the lowest.</param>
    /// <exception cref="IOException">An earlier picture could not be written.</exception>
    public void Write(string path, int width, int height, byte[] rgba, bool bottomUp = false)
    {
        _failure?.Throw();
        _jobs.Add(new Job(path, width, height, rgba, bottomUp));
    }

    /// <summary>How many milliseconds a picture took; each is told once.</summary>
    public bool TryTakeTime(out double milliseconds) => _times.TryDequeue(out milliseconds);

    /// <summary>Waits until all is written.</summary>
    /// <exception cref="IOException">A picture could not be written.</exception>
    public void Finish()
    {
        _jobs.CompleteAdding();
        _thread.Join();
        _failure?.Throw();
    }

    public void Dispose()
    {
        if (!_jobs.IsAddingCompleted)
            _jobs.CompleteAdding();
        _thread.Join();
        _jobs.Dispose();
    }

    [GeneratedRegex(@"^frame_\d{4,}\.png$")]
    private static partial Regex FrameName();

    private static void Flip(Span<byte> rgba, int stride)
    {
        byte[] row = new byte[stride];
        for (int top = 0, bottom = rgba.Length - stride; top < bottom; top += stride, bottom -= stride)
        {
            rgba.Slice(top, stride).CopyTo(row);
            rgba.Slice(bottom, stride).CopyTo(rgba[top..]);
            row.CopyTo(rgba[bottom..]);
        }
    }

    private void Run()
    {
        foreach (Job job in _jobs.GetConsumingEnumerable())
        {
            if (_failure is not null)
                continue;
            try
            {
                long start = Stopwatch.GetTimestamp();
                Span<byte> rgba = job.Rgba.AsSpan(0, 4 * job.Width * job.Height);
                if (job.BottomUp)
                    Flip(rgba, 4 * job.Width);
                Picture.SavePng(job.Path, job.Width, job.Height, rgba);
                _times.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                _buffers.Add(job.Rgba);
            }
            catch (Exception e)
            {
                // Whatever it is, it belongs to whoever writes the next picture.
                _failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }

    private sealed record Job(string Path, int Width, int Height, byte[] Rgba, bool BottomUp);
}
