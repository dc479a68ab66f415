using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Fovea.Capture;

/// <summary>Frames from the program <c>ffmpeg</c>, which runs as a child process and writes them into a pipe.</summary>
public abstract class FfmpegSource : QueuedSource
{
    /// <summary>The exit code of an ffmpeg that was interrupted, as by Ctrl-C in the same terminal: no failure.</summary>
    internal const int Interrupted = 255;

    private const int LinesShown = 8;

    private readonly IChildLauncher _launcher;
    private readonly Func<int, int, FrameFormat, Frame> _rent;
    private readonly object _gate = new();
    private readonly long _opened = Stopwatch.GetTimestamp();
    private IChild? _child;
    private long _index;

    private protected FfmpegSource(string name, bool isLive, SourceOptions options, IChildLauncher launcher)
        : base(name, isLive, options)
    {
        Format = options.Format;
        _launcher = launcher;
        _rent = Rent;
    }

    /// <summary>The layout of the frames.</summary>
    public FrameFormat Format { get; }

    /// <summary>The weights that the frames' colours are coded with, where they are YUV.</summary>
    private protected YuvMatrix Matrix { get; init; }

    /// <summary>When a frame was taken that arrives now.</summary>
    private protected virtual TimeSpan TimeOf(long index) => Stopwatch.GetElapsedTime(_opened);

    /// <summary>Called on the source's thread after each frame that was handed over.</summary>
    private protected virtual void OnFrame()
    {
    }

    /// <summary>Ends the child, so that whoever reads from it wakes up.</summary>
    private protected sealed override void Interrupt()
    {
        lock (_gate)
            _child?.Kill();
    }

    /// <summary>Runs ffmpeg until it ends or no more frames are wanted.</summary>
    /// <param name="input">What stands before the output: options and <c>-i</c>.</param>
    /// <returns>Why it failed; null where it came to its end, or was stopped.</returns>
    private protected string? RunFfmpeg(IReadOnlyList<string> input)
    {
        using IChild? child = Launch(
            ["-hide_banner", "-nostdin", "-loglevel", "error", .. input, "-an", "-sn", "-dn", .. FrameStream.OutputArguments(Format)]);
        if (child == null)
            return null;

        try
        {
            child.Input.Close();
            var stream = new FrameStream(child.Output, Format);
            while (stream.Read(_rent) is { } frame)
            {
                frame.Index = _index++;
                frame.Time = TimeOf(frame.Index);
                frame.Source = Name;
                frame.Matrix = Matrix;
                if (!Publish(frame))
                    return null;
                OnFrame();
            }

            return Stop.IsCancellationRequested ? null : Failure(child);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException)
        {
            return Stop.IsCancellationRequested ? null : e.Message;
        }
        finally
        {
            lock (_gate)
                _child = null;
        }
    }

    /// <summary>The filters that code YUV frames with known weights and range, whatever the input has.</summary>
    private protected static string[] ColourFilter(FrameFormat format, YuvMatrix output, YuvMatrix? input)
    {
        string Name(YuvMatrix matrix) => matrix == YuvMatrix.Bt709 ? "bt709" : "bt601";
        var settings = new List<string>();
        if (input is { } known)
            settings.Add("in_color_matrix=" + Name(known));
        if (format != FrameFormat.Rgba)
            settings.Add($"out_color_matrix={Name(output)}:out_range=tv");
        return settings.Count == 0 ? [] : ["-vf", "scale=" + string.Join(':', settings)];
    }

    private static string? Failure(IChild child)
    {
        // Its output has ended, so it is about to exit.
        int? code = child.WaitForExit(TimeSpan.FromSeconds(2));
        if (code is null or 0 or Interrupted)
            return null;

        string[] lines = child.ErrorTail.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 ? string.Join(Environment.NewLine, lines.TakeLast(LinesShown)) : $"ffmpeg ended with exit code {code}";
    }

    private IChild? Launch(IReadOnlyList<string> arguments)
    {
        lock (_gate)
        {
            // Under the lock, so that Interrupt either sees the child or comes before it is started.
            return Stop.IsCancellationRequested ? null : _child = _launcher.Start("ffmpeg", arguments);
        }
    }
}
