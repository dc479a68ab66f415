using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Player.Output;
using Fovea.Player.Watching;

namespace Fovea.Player.Play;

/// <summary>
/// Plays a scene as a window would, without one: at the source's own speed, networks at theirs, and what comes too fast is dropped. Results
/// are written as they come, and the picture can be recorded.
/// </summary>
internal sealed class LivePlayer : IDisposable
{
    private readonly Terminal _terminal;
    private readonly PlayOptions _options;
    private readonly WatchedScene _scene;
    private readonly HeadlessHost _host;
    private readonly Stage _stage;
    private readonly ResultsFile _results;
    private readonly string _resultsPath;
    private readonly DrawSettings _settings = new();
    private readonly PlaySummary _summary = new();
    private Canvas? _canvas;
    private Readback<TimeSpan>? _ring;
    private Recorder? _recorder;
    private TimeSpan _last;

    private LivePlayer(Terminal terminal, PlayOptions options, WatchedScene scene)
    {
        _terminal = terminal;
        _options = options;
        _scene = scene;
        _resultsPath = Path.Combine(options.Out, scene.Scene.Name, ResultsFile.Name);
        _host = HeadlessHost.Create(new HeadlessOptions { Api = options.Api, AllowOlder = true });
        try
        {
            _results = options.OpenResults(_resultsPath)!;
            _stage = new Stage(_host.GL, scene, options, live: true, loop: false);
        }
        catch
        {
            _results?.Dispose();
            _host.Dispose();
            throw;
        }

        _stage.Pipeline.Seen += Note;
    }

    /// <summary>Plays to the end of the source, the asked number of frames, or Ctrl-C.</summary>
    public static int Run(Terminal terminal, PlayOptions options, WatchedScene scene)
    {
        using var player = new LivePlayer(terminal, options, scene);
        return player.Run();
    }

    public void Dispose()
    {
        _recorder?.Dispose();
        _ring?.Dispose();
        _canvas?.Dispose();
        _results.Dispose();
        _stage.Dispose();
        _host.Dispose();
    }

    private int Run()
    {
        long start = Stopwatch.GetTimestamp();
        long drawn = 0;
        string? status = null;
        Pipeline pipeline = _stage.Pipeline;
        try
        {
            while (pipeline.Frames < (_options.Frames ?? long.MaxValue) && !_terminal.Stop.IsCancellationRequested && !_stage.Source.Ended)
            {
                _stage.Context.Update();
                _stage.Times.Collect(_stage.Timers);
                if (_stage.Source.Status is { } now && now != status)
                    _terminal.Note(now);
                status = _stage.Source.Status;
                if (pipeline.Advance(take: true))
                {
                    Draw();
                    drawn++;
                }
                else
                {
                    _stage.Source.WaitForNext(TimeSpan.FromMilliseconds(1));
                }

                TakePictures();
            }

            // What is under way belongs to the results.
            while (!_terminal.Stop.IsCancellationRequested && pipeline.IsWatching)
            {
                _stage.Context.Update();
                pipeline.Update();
                Thread.Yield();
            }
        }
        finally
        {
            // Whatever ended it, what there is until then is whole; the recording comes last, for it may be what failed.
            _results.Finish();
            while (_ring is { Pending: > 0 })
                TakePictures();
            _recorder?.Finish(TimeSpan.Zero);
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _stage.Context.Update();
        _stage.Times.Collect(_stage.Timers);
        _summary.Print(_terminal, _stage, _scene, elapsed, drawn);
        if (_options.Results is null)
            _terminal.WriteLine($"Results are in {_resultsPath}.");
        if (_recorder is not null)
            _terminal.WriteLine($"The recording is {_options.Record}.");
        return _terminal.Stop.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private void Draw()
    {
        Pipeline pipeline = _stage.Pipeline;
        if (_canvas is null)
        {
            _canvas = new Canvas(_stage.Context, pipeline.Picture!.Width, pipeline.Picture.Height);
            if (_options.Record is { } path)
            {
                _ring = new Readback<TimeSpan>(_stage.Context, _canvas.Bytes, "live picture");
                _recorder = new Recorder(path, _canvas.Width, _canvas.Height, wait: false);
            }
        }

        _canvas.Draw(pipeline, _settings);
        // Nobody swaps buffers here, which is when a driver begins to draw.
        if (_ring is not null)
            _canvas.TryRead(_ring, pipeline.Time);
        _host.GL.Flush();
    }

    private void TakePictures()
    {
        while (_ring is not null && _ring.TryDequeue(this, static (pixels, time, player) => player.Record(pixels, time)))
        {
        }
    }

    private void Record(ReadOnlySpan<byte> pixels, TimeSpan time)
    {
        // A source that begins anew has times that go back; the recording goes on.
        _last = time > _last ? time : _last;
        _recorder?.Add(pixels, _last);
    }

    private void Note(IWatcher watcher, FrameSlot slot)
    {
        _summary.Add(watcher, _terminal);
        _results.Add(watcher.Describe(SourceNames.Relative(slot.From)));
    }
}
