using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Scenes.Labels;

public sealed class LabelReadbackTests
{
    private const int Width = 61;
    private const int Height = 37;

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Frames_come_in_order_and_none_is_lost(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var labeler = new SceneLabeler(context);
        using var readback = new LabelReadback(context, labeler, slots: 2);
        using SceneTargets small = LabelScene.Targets(context, 3, 2, new uint[6]);
        using SceneTargets large = LabelScene.Targets(context, Width, Height, new uint[Width * Height]);
        var frame = new RenderFrame();
        var arrived = new List<LabelledFrame>();
        int refused = 0;
        for (int i = 0; i < 40; i++)
        {
            // Sizes, parts and the number of objects change on the way.
            frame.Clear();
            frame.Index = i;
            frame.Time = TimeSpan.FromSeconds(i);
            frame.Camera = new CameraView { FieldOfView = 30 + i };
            for (uint id = 1; id <= i * 5; id++)
                frame.Instances.Add(new LabelledInstance(id, 2, $"object {id}", Matrix4x4.Identity, Bounds.Empty, null));
            SceneTargets targets = i % 3 == 0 ? large : small;
            targets.Geometry.Upload<uint>(Enumerable.Repeat(new[] { ((uint)i << 8) | 2, 0u, 0u, 0u }, targets.Width * targets.Height).SelectMany(w => w).ToArray());
            while (!readback.TryEnqueue(frame, targets, i % 4 == 1 ? LabelParts.Identity : LabelParts.All))
            {
                refused++;
                gl.Finish();
                Assert.True(readback.TryDequeue(out LabelledFrame? taken));
                arrived.Add(taken);
            }
        }

        Assert.True(refused > 10);
        Assert.Throws<InvalidOperationException>(() => readback.Read(frame, small));
        gl.Finish();
        while (readback.TryDequeue(out LabelledFrame? taken))
            arrived.Add(taken);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i), arrived.Select(f => f.Index));
        foreach (LabelledFrame read in arrived)
        {
            int i = (int)read.Index;
            Assert.Equal(i % 3 == 0 ? (Width, Height) : (3, 2), (read.Width, read.Height));
            Assert.Equal((TimeSpan.FromSeconds(i), 30f + i), (read.Time, read.Camera.FieldOfView));
            Assert.Equal(Enumerable.Repeat(((uint)i << 8) | 2, read.Width * read.Height), read.Identity.ToArray());
            bool all = i % 4 != 1;
            Assert.Equal(all ? read.Width * read.Height : 0, read.Depth.Length);
            Assert.Equal(all ? 4 * read.Width * read.Height : 0, read.Color.Length);
            Assert.Equal(all && i > 0 ? [((uint)i, read.Width * read.Height)] : [], read.Objects.Select(o => (o.InstanceId, o.VisiblePixels)));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Every_map_comes_as_it_is_with_its_first_row_on_top(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        using var labeler = new SceneLabeler(context);
        using var readback = new LabelReadback(context, labeler);
        var random = new Random(1);
        var words = new uint[4 * Width * Height];
        random.NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        var normals = new Vector3[Width * Height];
        for (int i = 0; i < normals.Length; i++)
        {
            normals[i] = Vector3.Normalize(new Vector3(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f));
            words[(4 * i) + 1] = Octahedral(normals[i]);
            words[(4 * i) + 2] = BitConverter.SingleToUInt32Bits(i % 5 == 0 ? float.PositiveInfinity : i);
        }

        var color = new byte[4 * Width * Height];
        random.NextBytes(color);
        Vector2[] flow = Enumerable.Range(0, Width * Height).Select(i => new Vector2(i, -i)).ToArray();
        using SceneTargets targets = LabelScene.Targets(context, Width, Height, new uint[Width * Height]);
        targets.Geometry.Upload<uint>(words);
        targets.Color.Upload<byte>(color);
        targets.Flow.Upload<Vector2>(flow);
        using LabelledFrame read = readback.Read(new RenderFrame(), targets);
        Assert.Equal(color, read.Color.ToArray());
        Assert.Equal(flow, read.Flow.ToArray());
        for (int i = 0; i < Width * Height; i++)
        {
            Assert.Equal(words[4 * i], read.Identity.Span[i]);
            Assert.Equal(words[(4 * i) + 2], BitConverter.SingleToUInt32Bits(read.Depth.Span[i]));
            Assert.True(Vector3.Distance(i % 5 == 0 ? default : normals[i], read.Normals.Span[i]) < 1e-3f);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Nothing_is_allocated_and_memory_is_used_again(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        using var renderer = new SceneRenderer(context, new RenderOptions { ShadowMapSize = 0 });
        using var labeler = new SceneLabeler(context, renderer);
        using var readback = new LabelReadback(context, labeler);
        using var painter = new LabelPainter(context);
        using var targets = new SceneTargets(context, Width, Height);
        using var into = new GpuTexture(context, Width, Height, GpuTextureFormat.Rgba8, "painted");
        RenderFrame frame = Scene();
        SceneClass[] classes = { new(3, "car", 0x00008e, true) };
        var seen = new HashSet<LabelledFrame>();
        int arrived = 0;
        for (int i = 0; i < 12; i++)
            Frame();

        Assert.Equal(0, Allocations.Of(20, Frame));
        Assert.True(arrived > 25);
        Assert.True(seen.Count <= 3, $"{seen.Count} frames were made.");

        void Frame()
        {
            context.Update();
            frame.Index++;
            renderer.Render(frame, targets);
            painter.Paint(targets, (LabelView)(frame.Index % 6), classes, into);
            readback.TryEnqueue(frame, targets, LabelParts.All);
            while (readback.TryDequeue(out LabelledFrame? read))
            {
                arrived++;
                seen.Add(read);
                read.Dispose();
                read.Dispose(); // a second time does nothing
            }
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_hosts_state_stays_as_it_was(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var renderer = new SceneRenderer(context, new RenderOptions { ShadowMapSize = 0 });
        using var labeler = new SceneLabeler(context, renderer);
        using var readback = new LabelReadback(context, labeler);
        using var painter = new LabelPainter(context);
        using var targets = new SceneTargets(context, Width, Height);
        using var into = new GpuTexture(context, Width, Height, GpuTextureFormat.Rgba8, "painted");
        RenderFrame frame = Scene();
        foreach (Vector2 distortion in new[] { Vector2.Zero, new Vector2(-0.2f, 0) })
        {
            frame.Camera = new CameraView { Distortion = distortion };
            renderer.Render(frame, targets);
            LabelledObject[] expected = Read();
            using var host = new OddHost(gl, api == GlApi.OpenGLES);
            SortedDictionary<string, string> before = StateSnapshot.Of(gl, host.IsES);
            Assert.Equal(expected.Select(o => (o.VisiblePixels, o.UnhiddenPixels, o.Box)), Read().Select(o => (o.VisiblePixels, o.UnhiddenPixels, o.Box)));
            foreach (LabelView view in Enum.GetValues<LabelView>())
                painter.Paint(targets, view, Array.Empty<SceneClass>(), into);
            Assert.Equal(before, StateSnapshot.Of(gl, host.IsES));
        }

        LabelledObject[] Read()
        {
            using LabelledFrame read = readback.Read(frame, targets);
            return read.Objects.ToArray();
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Only_entry_points_of_both_dialects_are_asked_for(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using (var context = GpuContext.Attach(intercepted.GL))
        using (var renderer = new SceneRenderer(context, new RenderOptions { ShadowMapSize = 0 }))
        using (var labeler = new SceneLabeler(context, renderer))
        using (var readback = new LabelReadback(context, labeler))
        using (var targets = new SceneTargets(context, Width, Height))
        {
            RenderFrame frame = Scene();
            renderer.Render(frame, targets);
            readback.Read(frame, targets).Dispose();
        }

        Assert.Contains("glReadPixels", intercepted.Asked);
        Assert.Empty(intercepted.Asked.Except(InterceptedGl.Allowed).Except(InterceptedGl.Checked));
    });

    private static RenderFrame Scene()
    {
        var frame = new RenderFrame();
        for (uint i = 1; i <= 20; i++)
        {
            Matrix4x4 world = Matrix4x4.CreateRotationY(i) * Matrix4x4.CreateTranslation((i % 5) - 2f, (i % 3) - 1f, -4 - (i / 4f));
            frame.Add(i, 3, i % 2 == 0 ? Mesh : Ball, world, Corners);
        }

        return frame;
    }

    private static readonly MeshData Mesh = LabelScene.Box(1, 1, 1);
    private static readonly MeshData Ball = LabelScene.Sphere(0.5f, 8);
    private static readonly Vector3[] Corners = { new(0.5f, 0.5f, 0.5f), new(-0.5f, 0.5f, 0.5f) };

    private static uint Octahedral(Vector3 n)
    {
        n /= Math.Abs(n.X) + Math.Abs(n.Y) + Math.Abs(n.Z);
        (float x, float y) = n.Z >= 0 ? (n.X, n.Y) : ((1 - Math.Abs(n.Y)) * (n.X >= 0 ? 1 : -1), (1 - Math.Abs(n.X)) * (n.Y >= 0 ? 1 : -1));
        return (ushort)(short)MathF.Round(x * 32767) | ((uint)(ushort)(short)MathF.Round(y * 32767) << 16);
    }
}
