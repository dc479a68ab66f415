using System;
using System.Diagnostics.CodeAnalysis;
using Fovea.Gpu;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;

namespace Fovea.Player.Worlds;

/// <summary>A scene that is simulated, as one of its cameras sees it: what playing it and making datasets of it have in common.</summary>
internal sealed class RenderedWorld : IDisposable
{
    private readonly WorldPicture _picture = new();
    private readonly WorldFeedOptions _options;
    private CameraComponent _camera;

    /// <summary>Begins the first episode, and prepares to draw it.</summary>
    /// <exception cref="SceneException">The scene has no such camera, or something in it cannot be made.</exception>
    /// <exception cref="GpuException">The context has no compute shaders.</exception>
    public RenderedWorld(GpuContext context, Scene scene, WorldFeedOptions options)
    {
        _options = options;
        World = new World(scene);
        Begin(options.Episode);
        (Width, Height) = options.Size ?? (_camera.Width, _camera.Height);
        int largest = context.Limits.MaxTextureSize;
        if (Width > largest || Height > largest)
            throw new SceneException($"A picture of {Width} x {Height} pixels was asked for; this device draws up to {largest} a side.");
        Renderer = new SceneRenderer(context);
    }

    /// <summary>The scene as it is played.</summary>
    public World World { get; }

    /// <summary>What draws it.</summary>
    public SceneRenderer Renderer { get; }

    /// <summary>The picture's width, pixels.</summary>
    public int Width { get; }

    /// <summary>The picture's height, pixels.</summary>
    public int Height { get; }

    /// <summary>Begins an episode.</summary>
    [MemberNotNull(nameof(_camera))]
    public void Begin(long episode)
    {
        World.Begin(_options.Seed, episode);
        _camera = WorldPicture.CameraOf(World, _options.Camera);
    }

    /// <summary>Describes what the camera sees now.</summary>
    public void Describe(RenderFrame into) => _picture.Describe(World, _camera, into);

    public void Dispose() => Renderer.Dispose();
}
