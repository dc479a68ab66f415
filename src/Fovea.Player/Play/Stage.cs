using System;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Player.Networks;
using Fovea.Runtime;
using Fovea.Scenes;
using Fovea.Vision;
using Silk.NET.OpenGL;

namespace Fovea.Player.Play;

/// <summary>Everything between a context and a picture with boxes: what playing in a window and without one have in common.</summary>
internal sealed class Stage : IDisposable
{
    private readonly IModelRunner _runner;

    /// <summary>Prepares to play on the context that is current.</summary>
    /// <exception cref="ModelException">The network cannot be used.</exception>
    /// <exception cref="GpuException">The backend cannot be used on this context.</exception>
    /// <exception cref="CaptureException">The source cannot be opened.</exception>
    public Stage(GL gl, WatchedScene scene, PlayOptions options, bool window)
    {
        Context = GpuContext.Attach(gl, new GpuOptions { ShaderDirectory = options.Shaders, AllowCompute = options.AllowCompute });
        try
        {
            GpuInfo info = Context.Info;
            Choice = BackendChoice.Make(options.Backend, info.Renderer, info.HasCompute, info.IsSoftware, OnnxRuntimeLibrary.WhyUnavailable());
            _runner = Choice.Backend == Backend.Gl
                ? new GlModelRunner(Context, OnnxFile.Load(scene.ModelPath), options.Planning)
                : OnnxRuntimeRunner.Load(scene.ModelPath);
            Timers = new GpuTimers(Context);
            Times = new StageTimes(networkOnGpu: Choice.Backend == Backend.Gl);
            Watcher = Watch(scene.Camera, options.GpuBudget);
            Source = scene.Open(window, info.HasCompute);
            Pipeline = new Pipeline(Context, Source, Watcher, scene.Camera.Labels, Times, Timers);
        }
        catch
        {
            // A source has a thread and perhaps a child process by now.
            Source?.Dispose();
            Watcher?.Dispose();
            Timers?.Dispose();
            _runner?.Dispose();
            Context.Dispose();
            throw;
        }
    }

    public GpuContext Context { get; }

    /// <summary>What computes the network, and why.</summary>
    public BackendChoice Choice { get; }

    /// <summary>What computes the network, in full.</summary>
    public string Computer => _runner.Description;

    public IFrameSource Source { get; }

    public IWatcher Watcher { get; }

    public Pipeline Pipeline { get; }

    public GpuTimers Timers { get; }

    public StageTimes Times { get; }

    public void Dispose()
    {
        Source.Dispose();
        Pipeline.Dispose();
        Watcher.Dispose();
        Timers.Dispose();
        _runner.Dispose();
        Context.Dispose();
    }

    private IWatcher Watch(VisionCamera camera, TimeSpan? gpuBudget)
    {
        var detection = new DetectorOptions(camera.Input, camera.Decoder)
        {
            Labels = camera.Labels,
            ScoreThreshold = camera.ScoreThreshold,
            OverlapThreshold = camera.OverlapThreshold,
            GpuBudget = gpuBudget,
        };
        return Context.Info.HasCompute
            ? new GpuWatcher(new Detector(Context, _runner, detection, Timers))
            : new HostWatcher(new HostDetector(_runner, detection));
    }
}
