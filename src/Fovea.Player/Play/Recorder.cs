using System;
using Fovea.Capture;

namespace Fovea.Player.Play;

/// <summary>Records pictures that come at any pace into a video of a steady one: each lasts until the next.</summary>
internal sealed class Recorder : IDisposable
{
    private const int FramesPerSecond = 30;

    private readonly VideoWriter _writer;
    private readonly byte[] _shown;
    private readonly bool _wait;
    private long _first;
    private long _next;
    private bool _any;

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="path">The video file.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="wait">Whether to wait for the encoder rather than drop frames when it is behind.</param>
    public Recorder(string path, int width, int height, bool wait)
    {
        _writer = new VideoWriter(path, width, height, FramesPerSecond);
        _shown = new byte[4 * width * height];
        _wait = wait;
    }

    /// <summary>Adds a picture; the one before lasts until then.</summary>
    /// <param name="rgba">Four bytes a pixel, rows from the top.</param>
    /// <param name="time">When it was taken.</param>
    public void Add(ReadOnlySpan<byte> rgba, TimeSpan time)
    {
        if (_any)
            HoldUntil(time);
        else
            _next = Slot(time);
        _any = true;
        _first = _next;
        rgba.CopyTo(_shown);
    }

    /// <summary>Lets the shown picture last at least until then.</summary>
    public void HoldUntil(TimeSpan time)
    {
        for (long end = Slot(time); _any && _next < end; _next++)
            Write();
    }

    /// <summary>Completes the video; a last picture that has not lasted at all lasts for some time.</summary>
    /// <param name="last">How long.</param>
    /// <exception cref="CaptureException">ffmpeg has failed; no file is left.</exception>
    public void Finish(TimeSpan last)
    {
        for (long end = _first + Math.Max(1, Slot(last)); _any && _next < end; _next++)
            Write();
        _writer.Finish();
    }

    public void Dispose() => _writer.Dispose();

    private static long Slot(TimeSpan time) => (long)Math.Round(time.TotalSeconds * FramesPerSecond);

    private void Write()
    {
        if (_wait)
            _writer.Write(_shown);
        else
            _writer.TryWrite(_shown);
    }
}
