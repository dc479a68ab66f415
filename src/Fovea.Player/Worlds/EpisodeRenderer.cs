using System;
using System.Diagnostics;
using System.Threading;
using Fovea.Gpu;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;

namespace Fovea.Player.Worlds;

/// <summary>Makes labelled frames of a scene, each an episode of its own, and brings them to the CPU some frames later.</summary>
internal sealed class EpisodeRenderer : IDisposable
{
    private readonly GpuContext _context;
    private readonly World _world;
    private readonly WorldPicture _picture = new();
    private readonly RenderFrame _frame = new();
    private readonly SceneRenderer _renderer;
    private readonly SceneLabeler _labeler;
    private readonly LabelReadback _readback;
    private readonly SceneTargets _targets;
    private readonly WorldFeedOptions _options;

    /// <summary>Prepares to draw a scene.</summary>
    /// <exception cref="SceneException">The scene has no such camera, or something in it cannot be made.</exception>
    /// <exception cref="GpuException">The context has no compute shaders.</exception>
    public EpisodeRenderer(GpuContext context, Scene scene, WorldFeedOptions options, GpuTimers? timers = null)
    {
        (_context, _options) = (context, options);
        _world = new World(scene);
        _world.Begin(options.Seed, options.Episode);
        CameraComponent camera = WorldPicture.CameraOf(_world, options.Camera);
        (int width, int height) = options.Size ?? (camera.Width, camera.Height);
        int largest = context.Limits.MaxTextureSize;
        if (width > largest || height > largest)
            throw new SceneException($"A picture of {width} x {height} pixels was asked for; this device draws up to {largest} a side.");
        try
        {
            _renderer = new SceneRenderer(context) { Timers = timers };
            _labeler = new SceneLabeler(context, _renderer, timers);
            _readback = new LabelReadback(context, _labeler);
            _targets = new SceneTargets(context, width, height);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Pixels.</summary>
    public int Width => _targets.Width;

    /// <summary>Pixels.</summary>
    public int Height => _targets.Height;

    /// <summary>Frames that are on their way.</summary>
    public int Pending => _readback.Pending;

    /// <summary>How many milliseconds the simulation of the last frame took.</summary>
    public double SimulationMilliseconds { get; private set; }

    /// <summary>Begins an episode and draws its frame.</summary>
    public void Draw(long frame)
    {
        long start = Stopwatch.GetTimestamp();
        _world.Begin(_options.Seed, frame);
        _picture.Describe(_world, WorldPicture.CameraOf(_world, _options.Camera), _frame);
        SimulationMilliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        _renderer.Render(_frame, _targets);
    }

    /// <summary>Goes on with the episode by a step, and draws.</summary>
    public void DrawNext()
    {
        long start = Stopwatch.GetTimestamp();
        _world.Step();
        _picture.Describe(_world, WorldPicture.CameraOf(_world, _options.Camera), _frame);
        SimulationMilliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        _renderer.Render(_frame, _targets);
    }

    /// <summary>Begins to bring what was drawn, unless too many are on their way.</summary>
    public bool TryBring(LabelParts parts) => _readback.TryEnqueue(_frame, _targets, parts);

    /// <summary>Takes the oldest frame that is on its way; waits for it if asked to.</summary>
    public LabelledFrame? Take(bool wait)
    {
        LabelledFrame? frame;
        while (!_readback.TryDequeue(out frame) && wait && _readback.Pending > 0)
        {
            _context.GL.Flush();
            Thread.Sleep(0);
        }

        return frame;
    }

    public void Dispose()
    {
        _readback?.Dispose();
        _labeler?.Dispose();
        _targets?.Dispose();
        _renderer?.Dispose();
    }
}
