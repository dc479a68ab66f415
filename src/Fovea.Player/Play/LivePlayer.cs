using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Fovea.Capture;
using Fovea.Hosting;
using Fovea.Player.Output;
using Fovea.Player.Watching;
using Fovea.Vision;

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
    private LiveRecording? _recording;

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
        _recording?.Dispose();
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
            while (pipeline.Frames < (_options.Frames ?? long.MaxValue) && !_terminal.Stop.IsCancellationRequested && !_stage.Feed.Ended)
            {
                _stage.Context.Update();
                _stage.Times.Collect(_stage.Timers);
                if (_stage.Feed.Status is { } now && now != status)
                    _terminal.Note(now);
                status = _stage.Feed.Status;
                if (pipeline.Advance(take: true))
                {
                    Draw();
                    drawn++;
                }
                else
                {
                    _stage.Feed.WaitForNext(TimeSpan.FromMilliseconds(1));
                }

                _recording?.Update();
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
            _recording?.Finish();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _stage.Context.Update();
        _stage.Times.Collect(_stage.Timers);
        _summary.Print(_terminal, _stage, _scene, elapsed, drawn);
        if (_options.Results is null)
            _terminal.WriteLine($"Results are in {_resultsPath}.");
        if (_recording is not null)
            _terminal.WriteLine($"The recording is {_options.Record}.");
        return _terminal.Stop.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private void Draw()
    {
        Pipeline pipeline = _stage.Pipeline;
        PictureTexture picture = pipeline.Picture!;
        if (_options.Record is { } path)
        {
            _recording ??= new LiveRecording(_stage.Context, path, picture);
            _recording.Add(pipeline, _settings);
        }
        else
        {
            _canvas ??= new Canvas(_stage.Context, picture.Width, picture.Height);
            _canvas.Draw(pipeline, _settings);
        }

        // Nobody swaps buffers here, which is when a driver begins to draw.
        _host.GL.Flush();
    }

    private void Note(IWatcher watcher, FrameSlot slot)
    {
        _summary.Add(watcher, _terminal);
        _results.Add(watcher.Describe(SourceNames.Relative(slot.From)));
    }
}
