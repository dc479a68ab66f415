using System;
using System.Diagnostics;
using System.Threading;
using Fovea.Gpu;
using Fovea.Player.Play;
using Fovea.Scenes;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;

namespace Fovea.Player.Worlds;

/// <summary>Frames of a scene that is simulated and rendered: live at the pace of its steps, else as fast as they are taken.</summary>
internal sealed class WorldFeed : IFeed
{
    private readonly GpuContext _context;
    private readonly RenderedWorld _rendered;
    private readonly World _world;
    private readonly LabelPainter _painter;
    private readonly WorldFeedOptions _options;
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _began;
    private long _steps;

    /// <summary>Begins the scene's first episode, and prepares to draw it.</summary>
    /// <exception cref="SceneException">The scene has no such camera, or something in it cannot be made.</exception>
    /// <exception cref="GpuException">The context has no compute shaders.</exception>
    public WorldFeed(GpuContext context, Scene scene, WorldFeedOptions options)
    {
        (_context, _options) = (context, options);
        _rendered = new RenderedWorld(context, scene, options);
        _world = _rendered.World;
        try
        {
            _painter = new LabelPainter(context);
        }
        catch
        {
            _rendered.Dispose();
            throw;
        }
    }

    public string Name => _world.Scene.Name;

    public bool Ended => false;

    public string? Status => null;

    public long Dropped { get; private set; }

    /// <summary>What draws it.</summary>
    public SceneRenderer Renderer => _rendered.Renderer;

    /// <summary>What is shown of it.</summary>
    public LabelView View { get; set; }

    public FrameSlot CreateSlot() => new WorldSlot(_context, _rendered.Width, _rendered.Height);

    public bool TryFill(FrameSlot slot, long number)
    {
        if (!Advance())
            return false;
        var into = (WorldSlot)slot;
        _rendered.Describe(into.Frame);
        Renderer.Render(into.Frame, into.Targets);
        into.Begin(number, Name);
        into.Show(_painter, View, _world.Scene.Classes);
        return true;
    }

    /// <summary>Begins another episode.</summary>
    public void BeginNext()
    {
        _rendered.Begin(_world.Frame + 1);
        _began = false;
    }

    public bool WaitForNext(TimeSpan timeout)
    {
        if (!_options.Live)
            return true;
        double left = ((_steps + 1) * _world.Scene.TimeStep) - Stopwatch.GetElapsedTime(_start).TotalSeconds;
        if (left > 0)
            Thread.Sleep(TimeSpan.FromSeconds(Math.Min(left, timeout.TotalSeconds)));
        return left <= timeout.TotalSeconds;
    }

    public void Dispose()
    {
        _painter.Dispose();
        _rendered.Dispose();
    }

    // Live, the world keeps the clock's time: where drawing is slow it makes several steps for a picture, up to a few.
    private bool Advance()
    {
        const int MostSteps = 4;
        if (!_began)
            return _began = true;
        if (!_options.Live)
        {
            _world.Step();
            return true;
        }

        long due = (long)(Stopwatch.GetElapsedTime(_start).TotalSeconds / _world.Scene.TimeStep) - _steps;
        if (due < 1)
            return false;
        _steps += due;
        for (long i = 0; i < Math.Min(due, MostSteps); i++)
            _world.Step();
        Dropped += due - 1;
        return true;
    }
}
