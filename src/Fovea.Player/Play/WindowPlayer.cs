using System;
using System.Diagnostics;
using System.IO;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Player.Output;
using Fovea.Player.Watching;
using Fovea.Scenes.Labels;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Silk.NET.OpenGL;

namespace Fovea.Player.Play;

/// <summary>Plays a scene in a window until it is closed.</summary>
internal sealed class WindowPlayer : IDisposable
{
    private readonly Terminal _terminal;
    private readonly PlayOptions _options;
    private readonly WatchedScene _scene;
    private readonly WindowHost _host;
    private readonly Stage _stage;
    private readonly HudGraph _hud;
    private readonly DrawSettings _settings = new();
    private readonly ResultsFile? _results;
    private readonly PlaySummary _summary = new();
    private long _drawn;
    private readonly float[] _stageTimes;
    private readonly Screenshots _screenshots;
    private LiveRecording? _recording;
    private string? _status;
    private bool _paused;
    private bool _figures = true;

    private WindowPlayer(Terminal terminal, PlayOptions options, WatchedScene scene)
    {
        _terminal = terminal;
        _options = options;
        _scene = scene;
        _host = WindowHost.Open(new WindowHostOptions { Title = Title() });
        try
        {
            _stage = new Stage(_host.GL, scene, options, live: true, loop: true);
            _hud = new HudGraph(_stage.Context, _stage.Times.OfWindow);
            _stageTimes = new float[_stage.Times.OfWindow.Length];
            _results = options.OpenResults(null);
        }
        catch
        {
            _hud?.Dispose();
            _stage?.Dispose();
            _host.Dispose();
            throw;
        }

        _stage.Pipeline.Seen += Note;
        _screenshots = new Screenshots(_stage.Context, Path.Combine(options.Out, scene.Scene.Name));
        _host.KeyPressed += Press;
    }

    /// <summary>Plays until the window closes, the asked number of frames was shown, or Ctrl-C.</summary>
    /// <exception cref="HostUnavailableException">No window can be opened.</exception>
    public static int Run(Terminal terminal, PlayOptions options, WatchedScene scene)
    {
        using var player = new WindowPlayer(terminal, options, scene);
        return player.Run();
    }

    public void Dispose()
    {
        _recording?.Dispose();
        _results?.Dispose();
        _screenshots.Dispose();
        _hud.Dispose();
        _stage.Dispose();
        _host.Dispose();
    }

    private int Run()
    {
        string networks = _scene.Networks.Count == 0 ? "" : $" with the network{(_scene.Networks.Count > 1 ? "s" : "")} on {_stage.Computer}: {_stage.Choice.Reason}";
        _terminal.Note($"Playing '{_scene.Scene.Name}'{networks}. Esc ends.");
        long start = Stopwatch.GetTimestamp();
        try
        {
            _host.Run(Frame);
        }
        finally
        {
            // Whatever ended it, what was recorded until then is whole.
            _results?.Finish();
            _recording?.Finish();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        foreach (string path in _screenshots.Finish())
            _terminal.WriteLine($"Screenshot: {path}");
        _summary.Print(_terminal, _stage, _scene, elapsed, _drawn);
        if (_recording is not null)
            _terminal.WriteLine($"The recording is {_options.Record}.");
        return _terminal.Stop.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private void Frame(double seconds)
    {
        // The last frame's results belong to it.
        bool enough = _stage.Pipeline.Frames >= (_options.Frames ?? long.MaxValue);
        if (_terminal.Stop.IsCancellationRequested || (enough && !_stage.Pipeline.IsWatching))
        {
            _host.Close();
            return;
        }

        _stage.Context.Update();
        _stage.Times.Collect(_stage.Timers);
        bool isNew = _stage.Pipeline.Advance(take: !_paused && !enough);
        _stage.Times.Take(_stage.Times.OfWindow, _stageTimes);
        _hud.Add((float)(seconds * 1000), _stageTimes);
        _hud.LatencyMilliseconds = _stage.Times.Recent(StageTimes.Latency);
        ShowStatus();

        (int width, int height) = _host.FramebufferSize;
        if (width < 1 || height < 1)
            return;
        Draw(width, height);
        _drawn++;
        _screenshots.Update(width, height);
        if (isNew && _options.Record is { } path)
        {
            _recording ??= new LiveRecording(_stage.Context, path, _stage.Pipeline.Picture!);
            _recording.Add(_stage.Pipeline, _settings);
        }

        _recording?.Update();
    }

    private void Draw(int width, int height)
    {
        GL gl = _host.GL;
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
        gl.Viewport(0, 0, (uint)width, (uint)height);
        gl.ClearColor(0.09f, 0.09f, 0.1f, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        OverlayTarget target = _stage.Pipeline.Picture is { } picture
            ? OverlayTarget.Letterbox(width, height, picture.Width, picture.Height)
            : OverlayTarget.Letterbox(width, height, width, height);
        using (_stage.Context.Enter())
        {
            _stage.Pipeline.Draw(target, _settings);
            if (_figures)
                _hud.Draw(target);
        }
    }

    private void Press(string key)
    {
        switch (key)
        {
            case "Space":
                _paused = !_paused;
                _host.Title = Title();
                break;
            case "B":
                _settings.Boxes = !_settings.Boxes;
                break;
            case "M":
                _settings.Masks = !_settings.Masks;
                break;
            case "T":
                _settings.Trails = !_settings.Trails;
                break;
            case "L":
                _settings.Legend = !_settings.Legend;
                break;
            case "V":
                _stage.ShowNextView();
                _host.Title = Title();
                break;
            case "G":
                _settings.Truth = !_settings.Truth;
                if (_stage.Truth is { } truth)
                    truth.IsOn = _settings.Truth;
                break;
            case "N":
                _stage.World?.BeginNext();
                break;
            case "H":
                _figures = !_figures;
                break;
            case "S":
                _screenshots.Ask();
                break;
            case "Escape":
                _host.Close();
                break;
        }
    }

    private void Note(IWatcher watcher, FrameSlot slot)
    {
        _summary.Add(watcher, _terminal);
        _results?.Add(watcher.Describe(SourceNames.Relative(slot.From)));
    }

    // A camera that is gone is told where the person looks.
    private void ShowStatus()
    {
        if (ReferenceEquals(_status, _stage.Feed.Status))
            return;
        _status = _stage.Feed.Status;
        if (_status is not null)
            _terminal.Note(_status);
        _host.Title = Title();
    }

    private string Title() => $"Fovea: {_scene.Scene.Name}" + (_stage?.World is { View: not LabelView.Color } world ? $" ({world.View.ToString().ToLowerInvariant()})" : "") + (_paused ? " (paused)" : "") + (_status is null ? "" : " - " + _status);
}
