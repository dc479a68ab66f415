using System.Linq;
using Fovea.Capture;
using Fovea.Scenes;

namespace Fovea.Player.Play;

/// <summary>What a scene shows, and the network that watches it.</summary>
internal sealed record WatchedScene(Scene Scene, VisionCamera Camera, string ModelPath, string Source, double SecondsPerPicture)
{
    /// <summary>Loads the scene of a command line.</summary>
    /// <exception cref="SceneException">It cannot be used; the message says why.</exception>
    public static WatchedScene Load(PlayOptions options)
    {
        Scene scene = SceneFinder.Load(options.Scene);
        VisionCamera camera = scene.Components<VisionCamera>().FirstOrDefault()
            ?? throw new SceneException($"The scene '{scene.Name}' has no VisionCamera: no network watches it.");
        PictureSourceComponent? pictures = scene.Components<PictureSourceComponent>().FirstOrDefault();
        string source = options.Source
            ?? (pictures is not null ? ScenePaths.ResolveSource(scene, pictures.Source)
                : throw new SceneException($"The scene '{scene.Name}' has no PictureSource: nothing to see. Give one with --source."));
        return new WatchedScene(scene, camera, ScenePaths.Resolve(scene, camera.Model), source, pictures?.SecondsPerPicture ?? 2);
    }

    /// <summary>Whether the source never ends by itself, as far as can be known before it is opened.</summary>
    public bool IsEndless => Source.StartsWith("camera:", System.StringComparison.OrdinalIgnoreCase)
        || Source.StartsWith("ffmpeg:", System.StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens the source.</summary>
    /// <param name="window">At its own speed and over and over, rather than as fast as it is taken and once.</param>
    /// <param name="onGpu">Whether the GPU may unpack colours, which keeps videos small on their way to it.</param>
    /// <exception cref="CaptureException">It cannot be opened.</exception>
    public IFrameSource Open(bool window, bool onGpu) => SourceFactory.Open(Source, new SourceOptions
    {
        Format = onGpu ? FrameFormat.Nv12 : FrameFormat.Rgba,
        Loop = window,
        RealTime = window,
        SecondsPerPicture = SecondsPerPicture,
    });
}
