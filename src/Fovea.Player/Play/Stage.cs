using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Player.Networks;
using Fovea.Player.Watching;
using Fovea.Player.Worlds;
using Fovea.Runtime;
using Fovea.Scenes.Labels;
using Silk.NET.OpenGL;

namespace Fovea.Player.Play;

/// <summary>Everything between a context and a picture with results: what all ways of playing have in common.</summary>
internal sealed class Stage : IDisposable
{
    private readonly List<IDisposable> _owned = new();

    /// <summary>Prepares to play on the context that is current.</summary>
    /// <param name="gl">The context.</param>
    /// <param name="scene">What to play.</param>
    /// <param name="options">How.</param>
    /// <param name="live">At the source's own speed, rather than frame by frame.</param>
    /// <param name="loop">Over and over.</param>
    /// <exception cref="ModelException">A network cannot be used.</exception>
    /// <exception cref="GpuException">The backend cannot be used on this context.</exception>
    /// <exception cref="Fovea.Scenes.SceneException">A world cannot be made.</exception>
    /// <exception cref="CaptureException">The source cannot be opened.</exception>
    public Stage(GL gl, WatchedScene scene, PlayOptions options, bool live, bool loop)
    {
        Context = Own(GpuContext.Attach(gl, new GpuOptions { ShaderDirectory = options.Shaders, AllowCompute = options.AllowCompute }));
        try
        {
            Choice = BackendChoice.Make(options.Backend, Context.Info);
            Timers = Own(new GpuTimers(Context));
            Times = new StageTimes(networkOnGpu: Choice.Backend == Backend.Gl, scene.Networks);
            Watchers = scene.Networks.Select(network => Watch(network, options)).ToArray();
            if (options.Tune)
                Tuning = BeginTuning();
            Feed = Own<IFeed>(scene.IsWorld ? OpenWorld(scene, options, live) : new CaptureFeed(Context, scene.Open(live, loop, Context.Info.HasCompute)));
            if (World is { } world && scene.Scene.Classes.Count > 0)
                Watchers = [.. Watchers, Truth = Own(new TruthWatcher(Context, world.Renderer, scene.Scene.Classes, Timers))];
            Pipeline = Own(new Pipeline(Context, Feed, Watchers, Times, Timers, live));
        }
        catch
        {
            // A source has a thread and perhaps a child process by now.
            Dispose();
            throw;
        }
    }

    public GpuContext Context { get; }

    /// <summary>What computes the networks, and why.</summary>
    public BackendChoice Choice { get; }

    /// <summary>What computes the networks, in full.</summary>
    public string Computer { get; private set; } = "";

    /// <summary>The search for the fastest kernels that goes on while it plays; null where none was asked for.</summary>
    public BackgroundTuning? Tuning { get; }

    /// <summary>Where frames come from.</summary>
    public IFeed Feed { get; }

    /// <summary>That, where they are rendered.</summary>
    public WorldFeed? World => Feed as WorldFeed;

    public IReadOnlyList<IWatcher> Watchers { get; }

    public Pipeline Pipeline { get; }

    public GpuTimers Timers { get; }

    public StageTimes Times { get; }

    public void Dispose()
    {
        for (int i = _owned.Count - 1; i >= 0; i--)
            _owned[i].Dispose();
        _owned.Clear();
    }

    /// <summary>What shows a rendered world's own labels; null where there are none.</summary>
    public TruthWatcher? Truth { get; }

    /// <summary>Shows another of a rendered picture and its labels.</summary>
    public void ShowNextView()
    {
        if (World is { } world)
            world.View = (LabelView)(((int)world.View + 1) % Enum.GetValues<LabelView>().Length);
    }

    private WorldFeed OpenWorld(WatchedScene scene, PlayOptions options, bool live) =>
        new(Context, scene.Scene, options.World with { Live = live }) { View = options.View };

    private T Own<T>(T made)
        where T : IDisposable
    {
        _owned.Add(made);
        return made;
    }

    private BackgroundTuning BeginTuning()
    {
        if (Choice.Backend != Backend.Gl)
            throw new UsageException("--tune looks for kernels of GL compute, and ONNX Runtime computes the network here. Add --backend gl.");
        BackgroundTuning.NeedCache(Context);
        return new BackgroundTuning(_owned.OfType<GlModelRunner>().ToArray());
    }

    private IWatcher Watch(Network network, PlayOptions options)
    {
        IModelRunner runner = Own(network.File.Open(Choice.Backend == Backend.Gl ? Context : null, options.Planning));
        Computer = runner.Description;
        return Own(WatcherRegistry.Create(new WatcherSetup(Context, runner, network, options.GpuBudget, Timers)));
    }
}
