using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Scenes;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;

namespace Fovea.Benchmarks;

/// <summary>How long a frame of a driving scene takes, pass by pass, and what it looks like.</summary>
internal static class SceneRenderBenchmark
{
    private const int Width = 640, Height = 360, Runs = 25;

    private static readonly (string Name, RenderEnvironment Environment, bool Lamps)[] Weathers =
    [
        ("noon", new RenderEnvironment { SunElevation = 55, SunAzimuth = 130 }, false),
        ("dusk", new RenderEnvironment { SunElevation = 3, SunAzimuth = 20, Clouds = 0.4f }, false),
        ("rain", new RenderEnvironment { SunElevation = 40, Clouds = 1, Rain = 0.7f }, false),
        ("night", new RenderEnvironment { SunElevation = -25, Clouds = 0.2f }, true),
        ("snow", new RenderEnvironment { SunElevation = 25, Clouds = 0.9f, Snow = 0.6f }, false),
        ("fog", new RenderEnvironment { SunElevation = 20, Clouds = 0.7f, FogDensity = 0.04f }, false),
        ("clear", new RenderEnvironment { SunElevation = 35, SunAzimuth = 250, Clouds = 0 }, false),
    ];

    private static readonly (string Name, CameraView Camera)[] Cameras =
    [
        ("plain", new CameraView { AntiAliasing = AntiAliasing.None }),
        ("fxaa", new CameraView()),
        ("supersampled", new CameraView { AntiAliasing = AntiAliasing.Supersampling }),
        ("lens", new CameraView { Distortion = new Vector2(-0.25f, 0.05f), Vignetting = 0.4f, ReadNoise = 0.01f, ShotNoise = 0.02f }),
        ("blur", new CameraView { Shutter = 0.5f }),
        ("focus", new CameraView { Aperture = 0.05f, FocusDistance = 6 }),
    ];

    public static Benchmark Benchmark { get; } = new(
        "scene-render", "[FOLDER [SCENE]]",
        "times the scene renderer at 640 x 360 by weather and camera; with a folder, also writes the pictures there;\nwith a scene, times the passes over some of its episodes instead",
        args => args.Count > 2 ? null : Gl.On(context =>
        {
            if (args.Count == 2)
                Episodes(context, args[0], args[1]);
            else
                Run(context, args.FirstOrDefault());
        }));

    private static void Run(GpuContext context, string? folder)
    {
        using var renderer = new SceneRenderer(context);
        using var targets = new SceneTargets(context, Width, Height);
        var town = new SyntheticTown();
        var frame = new RenderFrame();
        foreach ((string name, RenderEnvironment environment, bool lamps) in Weathers)
            Time(context, renderer, targets, () => town.Fill(frame, 2, lamps, Cameras[1].Camera, environment), frame, name, folder);
        foreach ((string name, CameraView camera) in Cameras)
            Time(context, renderer, targets, () => town.Fill(frame, 2, false, camera, Weathers[0].Environment), frame, name, folder);
        town.Fill(frame, 2, false, Cameras[1].Camera, Weathers[0].Environment);
        Passes(context, renderer, targets, frame, _ => { });
    }

    private static void Time(GpuContext context, SceneRenderer renderer, SceneTargets targets, Action fill, RenderFrame frame, string name, string? folder)
    {
        var work = new List<double>();
        long last = 0;
        Timings times = Timings.Of(context, Runs, () =>
        {
            // What has run since the last frame began was waited for.
            long now = ProcessorTime.Nanoseconds;
            work.Add((now - last) * 1e-6);
            last = now;
            fill();
            renderer.Render(frame, targets);
        });
        Console.WriteLine($"{name,14}: {times}, at best {times.Sorted[0]:F1}; processor time {new Timings(work.Skip(3).Order().ToArray())}");
        if (folder is not null)
            Save(targets, folder, name);
    }

    private static void Episodes(GpuContext context, string folder, string path)
    {
        using var renderer = new SceneRenderer(context);
        using var targets = new SceneTargets(context, Width, Height);
        var world = new World(SceneFile.Load(path));
        var picture = new WorldPicture();
        var frame = new RenderFrame();
        Passes(context, renderer, targets, frame, i =>
        {
            if (i > 0)
            {
                Save(targets, folder, $"episode{i - 1}");
                Console.WriteLine($"{renderer.Seen.Triangles,8} triangles seen in {renderer.Seen.Batches.Length} draws, {renderer.Shadowing.Triangles,8} throw shadows");
            }

            world.Begin(3, i);
            picture.Describe(world, WorldPicture.CameraOf(world), frame);
        });
    }

    // Waits after every pass, so that the times of several are not mixed; all of them are more than they are together.
    private static void Passes(GpuContext context, SceneRenderer renderer, SceneTargets targets, RenderFrame frame, Action<int> prepare)
    {
        var times = new Dictionary<string, List<double>>();
        long last = 0;
        bool counts = false;
        renderer.Watch = pass =>
        {
            context.GL.Finish();
            long now = ProcessorTime.Nanoseconds;
            if (counts)
                (times.TryGetValue(pass, out List<double>? list) ? list : times[pass] = new()).Add((now - last) * 1e-6);
            last = ProcessorTime.Nanoseconds;
        };
        for (int i = 0; i < 3 + Runs; i++)
        {
            counts = i >= 3;
            prepare(i);
            context.GL.Finish();
            last = ProcessorTime.Nanoseconds;
            renderer.Render(frame, targets);
        }

        Console.WriteLine($"{renderer.Seen.Count} of {frame.Items.Count} items in {renderer.Seen.Batches.Length} draws, {renderer.Seen.Triangles} triangles, {renderer.Shadowing.Triangles} throw shadows");
        foreach ((string pass, List<double> list) in times)
            Console.WriteLine($"{pass,14}: {new Timings(list.Order().ToArray())} of processor time");
        renderer.Watch = null;
    }

    private static void Save(SceneTargets targets, string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var pixels = new byte[4 * Width * Height];
        using var framebuffer = new GpuFramebuffer(targets.Color);
        framebuffer.Read(pixels);
        Picture.SavePng(Path.Combine(folder, name + ".png"), Width, Height, pixels);
    }
}
