using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;

namespace Fovea.Benchmarks;

/// <summary>How long the labels of a driving scene take, stage by stage, and what bringing them to the CPU costs.</summary>
internal static class SceneLabelBenchmark
{
    private const int Width = 640, Height = 360, Runs = 40;
    private static readonly int[] ClassColors = [0x98fb98, 0x804080, 0xf423e8, 0x464646, 0x6b8e23, 0x999999, 0x00008e, 0xdc143c];

    public static Benchmark Benchmark { get; } = new(
        "scene-labels", "[FOLDER]", "times labels at 640 x 360: road users only (64), then all objects (188), then the ring; with a folder, also writes the maps there",
        args => args.Count > 1 ? null : Gl.On(context => Run(context, args.FirstOrDefault())));

    private static void Run(GpuContext context, string? folder)
    {
        using var timers = new GpuTimers(context);
        using var renderer = new SceneRenderer(context);
        using var labeler = new SceneLabeler(context, renderer);
        using var timed = new SceneLabeler(context, renderer, timers);
        using var readback = new LabelReadback(context, labeler);
        using var targets = new SceneTargets(context, Width, Height);
        var town = new SyntheticTown();
        var frame = new RenderFrame();
        foreach (int least in new[] { 7, 4 })
        {
            town.Fill(frame, 2, false, new CameraView(), new RenderEnvironment());
            Label(frame, least);
            renderer.Render(frame, targets);
            var sheet = new LabelSheet();
            var camera = new CameraProjection(frame.Camera, Width, Height);
            Console.WriteLine($"{frame.Instances.Count} objects");
            Time(context, "geometry, CPU", () => sheet.Fill(frame, camera));
            Time(context, "measure", () => labeler.Measure(frame, targets));
            Stages(context, timers, () => timed.Measure(frame, targets));
            using LabelledFrame read = readback.Read(frame, targets);
            Console.WriteLine($"  {read.Objects.Count} in the picture, {read.Objects.Count(o => o.Visibility < 1)} partly hidden");
        }

        foreach (LabelParts parts in new[] { LabelParts.Color | LabelParts.Identity | LabelParts.Objects, LabelParts.All })
            Time(context, parts == LabelParts.All ? "read all" : "read color, identity, objects", () => readback.Read(frame, targets, parts).Dispose());
        if (folder is not null)
            Paint(context, targets, folder);
    }

    private static void Paint(GpuContext context, SceneTargets targets, string folder)
    {
        Directory.CreateDirectory(folder);
        SceneClass[] classes = Enumerable.Range(1, 8).Select(i => new SceneClass((byte)i, "", ClassColors[i - 1], i > 3)).ToArray();
        using var painter = new LabelPainter(context);
        using var into = new GpuTexture(context, Width, Height, GpuTextureFormat.Rgba8, "painted");
        using var framebuffer = new GpuFramebuffer(into);
        var pixels = new byte[4 * Width * Height];
        foreach (LabelView view in Enum.GetValues<LabelView>())
        {
            painter.Paint(targets, view, classes, into);
            framebuffer.Read(pixels);
            Picture.SavePng(Path.Combine(folder, $"{view}.png"), Width, Height, pixels);
        }
    }

    private static void Label(RenderFrame frame, int leastClass)
    {
        frame.Instances.Clear();
        foreach (DrawItem item in frame.Items.Where(i => i.InstanceId > 0 && i.ClassId >= leastClass).OrderBy(i => i.InstanceId))
            frame.Instances.Add(new LabelledInstance(item.InstanceId, item.ClassId, "", item.World, item.Mesh.Bounds, null));
    }

    private static void Time(GpuContext context, string name, Action run)
    {
        var work = new List<double>();
        long last = 0;
        Timings times = Timings.Of(context, Runs, () =>
        {
            // What has run since the last one began was waited for.
            long now = ProcessorTime.Nanoseconds;
            work.Add((now - last) * 1e-6);
            last = now;
            run();
        });
        Console.WriteLine($"{name,32}: {times}, at best {times.Sorted[0]:F2}; processor time {new Timings(work.Skip(3).Order().ToArray())}");
    }

    private static void Stages(GpuContext context, GpuTimers timers, Action run)
    {
        var times = new Dictionary<string, List<double>>();
        for (int i = 0; i < Runs; i++)
        {
            run();
            context.GL.Finish();
            context.Update();
            foreach (string stage in timers.Stages)
            {
                if (i >= 3 && timers.Milliseconds(stage) is { } t)
                    (times.TryGetValue(stage, out List<double>? list) ? list : times[stage] = new()).Add(t);
            }
        }

        foreach ((string stage, List<double> list) in times)
            Console.WriteLine($"{stage,32}: {new Timings(list.Order().ToArray())}, at best {list.Min():F2}");
    }
}
