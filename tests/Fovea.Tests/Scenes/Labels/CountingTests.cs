using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Scenes.Labels;

public sealed class CountingTests
{
    // Far from one another, next to one another, the largest.
    private static readonly uint[] OddIds = { 1, 2, 7, 300, 65536, LabelSheet.LargestId };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public static TheoryData<GlApi, int, int, int> Sizes
    {
        get
        {
            var rows = new TheoryData<GlApi, int, int, int>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                foreach ((int width, int height) in new[] { (1, 1), (61, 37), (64, 16), (130, 91), (640, 360) })
                {
                    foreach (int objects in new[] { 0, 1, 5, 300 })
                        rows.Add(api, width, height, objects);
                }
            }

            return rows;
        }
    }

    [SkippableTheory, MemberData(nameof(Sizes))]
    public void Counts_and_boxes_are_those_of_the_identity_map(GlApi api, int width, int height, int objects) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        var random = new Random(width + objects);
        uint[] ids = Enumerable.Range(0, objects).Select(i => i < OddIds.Length - 1 ? OddIds[i] : i == objects - 1 ? OddIds[^1] : (uint)(70000 + (7 * i))).ToArray();
        uint[] map = Blots(random, width, height, ids);
        using SceneTargets targets = LabelScene.Targets(context, width, height, map);
        using var labeler = new SceneLabeler(context);
        RenderFrame frame = FrameOf(ids);
        for (int run = 0; run < 2; run++)
        {
            labeler.Measure(frame, targets);
            uint[] measures = labeler.Measures.Read<uint>(labeler.MeasureBytes / 4);
            Assert.Equal(Expected(map, width, ids), measures);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_labels_of_a_frame_hold_what_was_counted(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });

        // Two pixels of object 9, one of object 4, none of object 6.
        uint[] map = { 0, 3, (9 << 8) | 3, 0, (9 << 8) | 3, (4 << 8) | 5 };
        using SceneTargets targets = LabelScene.Targets(context, 3, 2, map);
        using var labeler = new SceneLabeler(context);
        using var readback = new LabelReadback(context, labeler);
        using LabelledFrame read = readback.Read(FrameOf([4, 6, 9]), targets);
        Assert.Equal(map, read.Identity.ToArray());
        Assert.Equal([4u, 9u], read.Objects.Select(o => o.InstanceId));
        Assert.Equal([new PixelBox(2, 1, 1, 1), new PixelBox(1, 0, 2, 2)], read.Objects.Select(o => o.Box));
        Assert.Equal([1, 2], read.Objects.Select(o => o.VisiblePixels));
        Assert.Equal([2, 3, 1], new[] { 0, 3, 5 }.Select(c => read.ClassPixels.Span[c]));
        Assert.Equal(6, read.ClassPixels.ToArray().Sum());
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Objects_must_come_by_growing_number(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using SceneTargets targets = LabelScene.Targets(context, 1, 1, [0]);
        using var labeler = new SceneLabeler(context);
        foreach (uint[] ids in new[] { new[] { 2u, 1u }, [3u, 3u], [0u], [1u << 24] })
        {
            var e = Assert.Throws<Fovea.Scenes.SceneException>(() => labeler.Measure(FrameOf(ids), targets));
            Assert.Contains($"'object {ids[^1]}'", e.Message, StringComparison.Ordinal);
        }
    });

    private static RenderFrame FrameOf(uint[] ids)
    {
        var frame = new RenderFrame();
        foreach (uint id in ids)
            frame.Instances.Add(new LabelledInstance(id, 3, $"object {id}", Matrix4x4.Identity, Bounds.Empty, null));
        return frame;
    }

    // Rectangles over one another, some of objects that are not labelled, and single pixels.
    private static uint[] Blots(Random random, int width, int height, uint[] ids)
    {
        var map = new uint[width * height];
        for (int n = 0; n < 2 * ids.Length + 3; n++)
        {
            uint id = n < ids.Length ? ids[n] : n % 3 == 0 || ids.Length == 0 ? 5555u : ids[random.Next(ids.Length)];
            int left = random.Next(width), top = random.Next(height);
            int right = Math.Min(width, left + 1 + random.Next(1 + (width / 4))), bottom = Math.Min(height, top + 1 + random.Next(1 + (height / 3)));
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                    map[(y * width) + x] = (id << 8) | (uint)((n * 37) & 255);
            }
        }

        return map;
    }

    private static uint[] Expected(uint[] map, int width, uint[] ids)
    {
        var measures = new uint[MeasureLayout.Words(ids.Length, 0)];
        foreach (IGrouping<uint, uint> pixels in map.GroupBy(word => word & 255))
            measures[MeasureLayout.Classes + (int)pixels.Key] = (uint)pixels.Count();
        for (int i = 0; i < ids.Length; i++)
        {
            List<int> pixels = Enumerable.Range(0, map.Length).Where(p => map[p] >> 8 == ids[i]).ToList();
            Span<uint> record = measures.AsSpan(MeasureLayout.Records + (MeasureLayout.RecordWords * i), MeasureLayout.RecordWords);
            record[MeasureLayout.VisiblePixels] = record[MeasureLayout.UnhiddenPixels] = (uint)pixels.Count;
            record[MeasureLayout.Box] = record[MeasureLayout.Box + 1] = uint.MaxValue;
            if (pixels.Count == 0)
                continue;
            measures[MeasureLayout.VisibleObjects]++;
            measures[MeasureLayout.UnhiddenObjects]++;
            record[MeasureLayout.Box] = (uint)pixels.Min(p => p % width);
            record[MeasureLayout.Box + 1] = (uint)pixels.Min(p => p / width);
            record[MeasureLayout.Box + 2] = (uint)pixels.Max(p => p % width);
            record[MeasureLayout.Box + 3] = (uint)pixels.Max(p => p / width);
        }

        return measures;
    }
}
