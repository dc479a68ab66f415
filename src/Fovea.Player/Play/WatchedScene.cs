using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Player.Networks;
using Fovea.Player.Watching;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Worlds;
using Fovea.Vision.Cards;

namespace Fovea.Player.Play;

/// <summary>What a scene shows, and the networks that watch it: a source of pictures, or a world of its own.</summary>
internal sealed record WatchedScene(Scene Scene, IReadOnlyList<Network> Networks, string Source, double SecondsPerPicture, bool IsWorld = false)
{
    /// <summary>Loads the scene of a command line.</summary>
    /// <exception cref="SceneException">It cannot be used; the message says why.</exception>
    /// <exception cref="CardException">A network's card cannot be used, or there is none.</exception>
    public static WatchedScene Load(PlayOptions options)
    {
        Scene scene = SceneFinder.Load(options.Scene);
        Network[] networks = Named(options.Models.Count > 0 ? Asked(options) : OfScene(scene));
        PictureSourceComponent? pictures = scene.Components<PictureSourceComponent>().FirstOrDefault();
        bool isWorld = options.Source is null && scene.Components<CameraComponent>().Any();
        if (networks.Length == 0 && !isWorld)
            throw new SceneException($"The scene '{scene.Name}' has no VisionCamera: no network watches it. Give one with --model FILE.");
        string source = options.Source
            ?? (isWorld ? scene.Name
                : pictures is not null ? ScenePaths.ResolveSource(scene, pictures.Source)
                : throw new SceneException($"The scene '{scene.Name}' has neither a Camera nor a PictureSource: nothing to see. Give one with --source."));
        // A network of the person's own, and no scene: what comes out is called for the network.
        if (options.Scene is null && options.Models.Count > 0)
            scene = scene with { Name = Path.GetFileNameWithoutExtension(options.Models[0]) };
        return new WatchedScene(scene, networks, source, pictures?.SecondsPerPicture ?? 2, isWorld);
    }

    /// <summary>Whether the source never ends by itself, as far as can be known before it is opened.</summary>
    public bool IsEndless => IsWorld || Source.StartsWith("camera:", StringComparison.OrdinalIgnoreCase)
        || Source.StartsWith("ffmpeg:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens the source.</summary>
    /// <param name="live">At its own speed, rather than as fast as it is taken.</param>
    /// <param name="loop">Over and over.</param>
    /// <param name="onGpu">Whether the GPU may unpack colours, which keeps videos small on their way to it.</param>
    /// <exception cref="CaptureException">It cannot be opened.</exception>
    public IFrameSource Open(bool live, bool loop, bool onGpu) => SourceFactory.Open(Source, new SourceOptions
    {
        Format = onGpu ? FrameFormat.Nv12 : FrameFormat.Rgba,
        Loop = loop,
        RealTime = live,
        SecondsPerPicture = SecondsPerPicture,
    });

    private static IEnumerable<Network> Asked(PlayOptions options)
    {
        if (options.Cards.Count > options.Models.Count)
            throw new UsageException($"There are {options.Cards.Count} --card for {options.Models.Count} --model; each card belongs to the model of its place.");
        for (int i = 0; i < options.Models.Count; i++)
        {
            string model = options.Models[i];
            var file = NetworkFile.Read(model, i < options.Cards.Count ? options.Cards[i] : null);
            yield return new Network(Path.GetFileNameWithoutExtension(model), file, options.Rate, options.Track);
        }
    }

    private static IEnumerable<Network> OfScene(Scene scene)
    {
        foreach (EntityDefinition entity in scene.Entities.SelectMany(e => e.All))
        {
            foreach (VisionCameraComponent camera in entity.Samples<VisionCameraComponent>())
            {
                if (camera.Model is null)
                    throw new UsageException($"The scene '{scene.Name}' takes a network of yours: give one with --model FILE. {scene.Description}");
                string model = ScenePaths.Resolve(scene, camera.Model);
                string? card = camera.Card is { } path ? ScenePaths.Resolve(scene, path) : null;
                string name = camera.Name.Length > 0 ? camera.Name : entity.Name;
                yield return new Network(name, NetworkFile.Read(model, card), camera.Rate, camera.Track);
            }
        }
    }

    // The only one needs no name; of several with the same, the later ones have numbers.
    private static Network[] Named(IEnumerable<Network> networks)
    {
        Network[] all = networks.ToArray();
        if (all.Length == 1)
            return [all[0] with { Name = "" }];
        for (int i = 0; i < all.Length; i++)
        {
            int before = all.Take(i).Count(n => n.Name == all[i].Name || n.Name.StartsWith(all[i].Name + " ", StringComparison.Ordinal));
            if (before > 0)
                all[i] = all[i] with { Name = $"{all[i].Name} {before + 1}" };
        }

        return all;
    }
}
