using System;
using Fovea.Gpu;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;
using Fovea.Vision;

namespace Fovea.Tests.Docs;

// What docs/scenes.md shows is what stands between the two lines below; a test compares them.
// sample

/// <summary>A scene in a host's frame loop: simulated, drawn, and measured, without waiting for any of it.</summary>
public sealed class SceneInTheLoop : IDisposable
{
    private readonly World _world;
    private readonly CameraComponent _camera;
    private readonly WorldPicture _picture = new();
    private readonly RenderFrame _frame = new();
    private readonly SceneRenderer _renderer;
    private readonly SceneTargets _targets;
    private readonly SceneLabeler _labeler;
    private readonly LabelReadback _labels;

    public SceneInTheLoop(GpuContext context, string scene, ulong seed)
    {
        _world = new World(SceneFile.Load(scene));
        _world.Begin(seed, frame: 0);
        _camera = WorldPicture.CameraOf(_world);
        _renderer = new SceneRenderer(context);
        _targets = new SceneTargets(context, _camera.Width, _camera.Height);
        _labeler = new SceneLabeler(context, _renderer);
        _labels = new LabelReadback(context, _labeler);
    }

    /// <summary>Takes a step of the scene and draws it. Call it where the host draws; its OpenGL state stays as it was.</summary>
    /// <returns>The picture, on the GPU: what <c>detector.Submit</c> takes, or a quad shows.</returns>
    public PictureTexture Frame()
    {
        _world.Step();
        _picture.Describe(_world, _camera, _frame);
        _renderer.Render(_frame, _targets);
        _labels.TryEnqueue(_frame, _targets, LabelParts.Objects);
        return _targets.Picture;
    }

    /// <summary>What was in a frame of a little while ago, if it has arrived.</summary>
    public void TakeLabels(Action<LabelledFrame> take)
    {
        if (!_labels.TryDequeue(out LabelledFrame? frame))
            return;
        using (frame)
            take(frame);
    }

    public void Dispose()
    {
        _labels.Dispose();
        _labeler.Dispose();
        _targets.Dispose();
        _renderer.Dispose();
    }
}

// end of sample
