using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Fovea.Capture;
using Fovea.Hosting;
using Fovea.Player.Output;
using Fovea.Player.Watching;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>Plays a scene without a window: every frame becomes a picture file and a line of results, as fast as it goes.</summary>
internal sealed class HeadlessPlayer : IDisposable
{
    private const int FramesOfEndlessSource = 300;

    private readonly Terminal _terminal;
    private readonly PlayOptions _options;
    private readonly WatchedScene _scene;
    private readonly string _folder;
    private readonly HeadlessHost _host;
    private readonly Stage _stage;
    private readonly DrawSettings _settings = new();
    private readonly List<FrameRecord> _records = new();
    private readonly PlaySummary _summary = new();
    private Canvas? _canvas;
    private Recorder? _recorder;

    private HeadlessPlayer(Terminal terminal, PlayOptions options, WatchedScene scene)
    {
        _terminal = terminal;
        _options = options;
        _scene = scene;
        _folder = Path.Combine(options.Out, scene.Scene.Name);
        _host = HeadlessHost.Create(new HeadlessOptions { Api = options.Api, AllowOlder = true });
        try
        {
            _stage = new Stage(_host.GL, scene, options, live: false, loop: false);
        }
        catch
        {
            _host.Dispose();
            throw;
        }

        _stage.Pipeline.Seen += Note;
    }

    /// <summary>Plays to the end of the source, the asked number of frames, or Ctrl-C.</summary>
    public static int Run(Terminal terminal, PlayOptions options, WatchedScene scene)
    {
        using var player = new HeadlessPlayer(terminal, options, scene);
        return player.Run();
    }

    public void Dispose()
    {
        _recorder?.Dispose();
        _canvas?.Dispose();
        _stage.Dispose();
        _host.Dispose();
    }

    private int Run()
    {
        int frames = _options.Frames ?? int.MaxValue;
        if (_options.Frames is null && _scene.IsEndless)
        {
            frames = FramesOfEndlessSource;
            _terminal.Note($"'{_scene.Source}' may never end: {frames} frames will be played. --frames N changes that, Ctrl-C ends it.");
        }

        FrameFiles.Prepare(_folder);
        long start = Stopwatch.GetTimestamp();
        using (var files = new FrameFiles())
        using (ResultsFile results = _options.OpenResults(Path.Combine(_folder, ResultsFile.Name))!)
        {
            try
            {
                Play(frames, files, results);
            }
            finally
            {
                // Whatever ended it, what there is until then is whole.
                results.Finish();
                _recorder?.Finish(MeanTime());
            }

            files.Finish();
            TakeSaveTimes(files);
            _stage.Context.Update();
            _stage.Times.Collect(_stage.Timers);
        }

        _summary.Print(_terminal, _stage, _scene, Stopwatch.GetElapsedTime(start));
        long pictures = _stage.Pipeline.Frames;
        string written = pictures == 1 ? "1 picture" : $"{pictures} pictures";
        string also = _options.Results is null ? $" and {ResultsFile.Name}" : "";
        _terminal.WriteLine($"{written}{also} {(pictures == 1 && also.Length == 0 ? "is" : "are")} in {_folder}{Path.DirectorySeparatorChar}.");
        if (_options.Record is not null && _recorder is not null)
            _terminal.WriteLine($"The recording is {_options.Record}.");
        return _terminal.Stop.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private void Play(int frames, FrameFiles files, ResultsFile results)
    {
        Pipeline pipeline = _stage.Pipeline;
        string? status = null;
        long waiting = Stopwatch.GetTimestamp();
        while (pipeline.Frames < frames && !_terminal.Stop.IsCancellationRequested)
        {
            _stage.Context.Update();
            _stage.Times.Collect(_stage.Timers);
            if (_stage.Feed.Status is { } now && now != status)
                _terminal.Note(now);
            status = _stage.Feed.Status;
            bool wasIdle = pipeline.IsIdle;
            bool shown = pipeline.Advance(take: true);
            if (wasIdle && (shown || !pipeline.IsIdle))
                _stage.Times.Add(StageTimes.Source, Math.Max(0, Stopwatch.GetElapsedTime(waiting).TotalMilliseconds));
            if (shown)
            {
                Keep(files, results);
                waiting = Stopwatch.GetTimestamp();
            }
            else if (!pipeline.IsIdle)
            {
                Thread.Yield();
            }
            else if (!_stage.Feed.WaitForNext(TimeSpan.FromMilliseconds(50)) && _stage.Feed.Ended)
            {
                break;
            }
        }
    }

    private void Keep(FrameFiles files, ResultsFile results)
    {
        Pipeline pipeline = _stage.Pipeline;
        Canvas canvas = CanvasFor(pipeline.Picture!);
        canvas.Draw(pipeline, _settings);

        long start = Stopwatch.GetTimestamp();
        byte[] pixels = files.Rent(canvas.Bytes);
        canvas.Read(pixels);
        _stage.Times.AddSince(StageTimes.ReadBack, start);
        foreach (FrameRecord record in _records)
            results.Add(record);
        _records.Clear();
        if (_options.Record is not null)
        {
            _recorder ??= new Recorder(_options.Record, canvas.Width, canvas.Height, wait: true);
            _recorder.Add(pixels.AsSpan(0, canvas.Bytes), pipeline.Time);
        }

        files.Write(Path.Combine(_folder, $"frame_{pipeline.Frames - 1:0000}.png"), canvas.Width, canvas.Height, pixels);
        TakeSaveTimes(files);
    }

    private void Note(IWatcher watcher, FrameSlot slot)
    {
        _summary.Add(watcher, _terminal);
        // Networks may end in any order; lines have that of the networks.
        FrameRecord record = watcher.Describe(SourceNames.Relative(slot.From));
        int at = _records.FindIndex(r => IndexOf(r.Network) > IndexOf(record.Network));
        _records.Insert(at < 0 ? _records.Count : at, record);
    }

    private int IndexOf(string? network) => _stage.Watchers.ToList().FindIndex(n => n.Name == (network ?? ""));

    // How long the last picture of a recording lasts: as long as those before it did.
    private TimeSpan MeanTime() => _stage.Pipeline.Frames > 1
        ? _stage.Pipeline.Time / (_stage.Pipeline.Frames - 1)
        : TimeSpan.FromSeconds(_scene.SecondsPerPicture);

    private void TakeSaveTimes(FrameFiles files)
    {
        while (files.TryTakeTime(out double milliseconds))
            _stage.Times.Add(StageTimes.Save, milliseconds);
    }

    // Pictures keep their size; a video has one, that of its first frame.
    private Canvas CanvasFor(PictureTexture picture)
    {
        if (_canvas is not null && (_recorder is not null || (_canvas.Width == picture.Width && _canvas.Height == picture.Height)))
            return _canvas;
        _canvas?.Dispose();
        return _canvas = new Canvas(_stage.Context, picture.Width, picture.Height);
    }
}
