using System;
using System.Diagnostics;
using System.Threading;
using Fovea.Gpu;
using Fovea.Scenes;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;

namespace Fovea.Player.Worlds;

/// <summary>Makes labelled frames of a scene, each an episode of its own, and brings them to the CPU some frames later.</summary>
internal sealed class EpisodeRenderer : IDisposable
{
    private readonly GpuContext _context;
    private readonly RenderedWorld _world;
    private readonly RenderFrame _frame = new();
    private readonly SceneLabeler _labeler;
    private readonly LabelReadback _readback;
    private readonly SceneTargets _targets;

    /// <summary>Prepares to draw a scene.</summary>
    /// <exception cref="SceneException">The scene has no such camera, or something in it cannot be made.</exception>
    /// <exception cref="GpuException">The context has no compute shaders.</exception>
    public EpisodeRenderer(GpuContext context, Scene scene, WorldFeedOptions options, GpuTimers? timers = null)
    {
        _context = context;
        _world = new RenderedWorld(context, scene, options);
        try
        {
            _world.Renderer.Timers = timers;
            _labeler = new SceneLabeler(context, _world.Renderer, timers);
            _readback = new LabelReadback(context, _labeler);
            _targets = new SceneTargets(context, _world.Width, _world.Height);
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
        _world.Begin(frame);
        Finish(start);
    }

    /// <summary>Goes on with the episode by a step, and draws.</summary>
    public void DrawNext()
    {
        long start = Stopwatch.GetTimestamp();
        _world.World.Step();
        Finish(start);
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
        _world.Dispose();
    }

    private void Finish(long start)
    {
        _world.Describe(_frame);
        SimulationMilliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        _world.Renderer.Render(_frame, _targets);
    }
}
