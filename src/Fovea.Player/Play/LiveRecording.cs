using System;
using System.Diagnostics;
using Fovea.Gpu;
using Fovea.Player.Watching;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>Records what is played live, without figures, in the size of the first picture, and without holding up its frames.</summary>
internal sealed class LiveRecording : IDisposable
{
    private readonly Canvas _canvas;
    private readonly Readback<TimeSpan> _ring;
    private readonly Recorder _recorder;
    private readonly long _start = Stopwatch.GetTimestamp();

    public LiveRecording(GpuContext context, string path, PictureTexture first)
    {
        _recorder = new Recorder(path, first.Width, first.Height, wait: false);
        _canvas = new Canvas(context, first.Width, first.Height);
        _ring = new Readback<TimeSpan>(context, _canvas.Bytes, "recording");
    }

    /// <summary>Adds the shown picture at the time that the person sees it.</summary>
    public void Add(Pipeline pipeline, DrawSettings settings)
    {
        _canvas.Draw(pipeline, settings);
        _canvas.TryRead(_ring, Stopwatch.GetElapsedTime(_start));
    }

    /// <summary>Hands what has arrived to the encoder.</summary>
    public void Update()
    {
        while (_ring.TryDequeue(_recorder, static (pixels, time, recorder) => recorder.Add(pixels, time)))
        {
        }

        if (_ring.Pending == 0)
            _recorder.HoldUntil(Stopwatch.GetElapsedTime(_start));
    }

    /// <summary>Completes the video.</summary>
    public void Finish()
    {
        while (_ring.Pending > 0)
            Update();
        _recorder.Finish(TimeSpan.Zero);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _ring.Dispose();
        _canvas.Dispose();
    }
}
