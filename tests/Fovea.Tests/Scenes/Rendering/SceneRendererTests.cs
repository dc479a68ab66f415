using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Scenes;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Scenes.Rendering;

/// <summary>A renderer is a good guest: in state, memory and entry points.</summary>
public sealed class SceneRendererTests
{
    private static readonly TextureData Checker = new("checker", 2, 2, [255, 0, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 255, 0, 0, 255], true);

    // Between them every pass runs.
    private static readonly (CameraView Camera, RenderEnvironment Environment)[] Kinds =
    [
        (new CameraView(), new RenderEnvironment()),
        (new CameraView { AntiAliasing = AntiAliasing.None }, new RenderEnvironment { Rain = 0.5f }),
        (new CameraView { AntiAliasing = AntiAliasing.Supersampling }, new RenderEnvironment { SunElevation = -20, FogDensity = 0.01f }),
        (new CameraView { Distortion = new Vector2(-0.2f, 0), Shutter = 0.5f, Aperture = 0.02f, ReadNoise = 0.01f, Vignetting = 0.2f }, new RenderEnvironment { Snow = 1 }),
        (new CameraView { Distortion = new Vector2(0.2f, 0) }, new RenderEnvironment { Background = Vector3.One }),
    ];

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void It_draws_in_any_state_and_leaves_it_as_it_was(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var rig = new SceneRig(context);
        Fill(rig);
        foreach ((CameraView camera, RenderEnvironment environment) in Kinds)
        {
            (rig.Frame.Camera, rig.Frame.Environment) = (camera, environment);
            rig.Draw();
            byte[] color = rig.Color;
            uint[] geometry = rig.Geometry, flow = rig.Flow;
            Assert.Contains(geometry.Where((_, i) => i % 4 == 0), id => id != 0);
            rig.Frame.Environment = environment with { SunAzimuth = 200 };
            rig.Draw();
            rig.Frame.Environment = environment;
            using (var host = new OddHost(gl, api == GlApi.OpenGLES))
            {
                SortedDictionary<string, string> before = StateSnapshot.Of(gl, host.IsES);
                rig.Renderer.Render(rig.Frame, rig.Targets);
                Assert.Equal(before, StateSnapshot.Of(gl, host.IsES));
            }

            // The host's odd state did not get in either.
            rig.Read();
            Assert.Equal(color, rig.Color);
            Assert.Equal(geometry, rig.Geometry);
            Assert.Equal(flow, rig.Flow);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Only_entry_points_of_both_dialects_are_asked_for(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using (var context = GpuContext.Attach(intercepted.GL))
        using (var rig = new SceneRig(context))
        {
            Fill(rig);
            foreach ((CameraView camera, RenderEnvironment environment) in Kinds)
            {
                (rig.Frame.Camera, rig.Frame.Environment) = (camera, environment);
                rig.Renderer.Render(rig.Frame, rig.Targets);
            }
        }

        Assert.Contains("glDrawElementsInstanced", intercepted.Asked);
        Assert.Empty(intercepted.Asked.Except(InterceptedGl.Allowed).Except(InterceptedGl.Checked));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Frames_allocate_nothing_once_all_was_seen(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        using var rig = new SceneRig(context, 48, 32);
        Fill(rig);
        int at = 0;
        void Frame()
        {
            rig.Frame.Index++;
            rig.Frame.Time += TimeSpan.FromMilliseconds(20);
            (rig.Frame.Camera, rig.Frame.Environment) = Kinds[at++ % Kinds.Length];
            rig.Renderer.Render(rig.Frame, rig.Targets);
        }

        foreach ((CameraView camera, RenderEnvironment environment) in Kinds)
        {
            (rig.Frame.Camera, rig.Frame.Environment) = (camera, environment);
            for (int i = 0; i < 40; i++)
                rig.Renderer.Render(rig.Frame, rig.Targets);
            Assert.Equal(0, Allocations.Of(20, () => rig.Renderer.Render(rig.Frame, rig.Targets)));
        }

        for (int i = 0; i < 40; i++)
            Frame();
        int objects = context.Leaks().Count;
        Assert.Equal(0, Allocations.Of(20, Frame));
        Assert.Equal(objects, context.Leaks().Count);
    });

    [SkippableFact]
    public void Nothing_is_left_behind_and_meshes_that_nobody_draws_are_dropped() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        int before = context.Leaks().Count;
        var rig = new SceneRig(context, 31, 17);
        Fill(rig);
        rig.Draw();
        Assert.InRange(rig.Renderer.Meshes.Count, 3, 4); // the sphere's shadow may be thrown by a coarser one
        Assert.Equal(1, rig.Renderer.Textures.Count);
        rig.Frame.Items.RemoveAll(item => item.Mesh.Name != "plane");
        for (int i = 0; i < 400; i++)
            rig.Renderer.Render(rig.Frame, rig.Targets);
        Assert.Equal(1, rig.Renderer.Meshes.Count);
        Assert.Equal(0, rig.Renderer.Textures.Count);
        rig.Dispose();
        string[] left = context.Leaks().Skip(before).Where(l => !l.StartsWith("Program", StringComparison.Ordinal)).ToArray();
        Assert.Empty(left);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_frame_has_the_same_bytes_whatever_was_drawn_before_it(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var environment = new RenderEnvironment { FogDensity = 0.01f };

        // Every pixel another colour than its neighbours: what is rounded otherwise shows.
        var texels = new byte[4 * 1024 * 1024];
        new Random(1).NextBytes(texels);
        var noisy = new Material { BaseColorTexture = new TextureData("noise", 1024, 1024, texels, true) };
        foreach (AntiAliasing kind in new[] { AntiAliasing.None, AntiAliasing.Fxaa, AntiAliasing.Supersampling })
        {
            var camera = new CameraView { AntiAliasing = kind, Distortion = new Vector2(-0.13f, 0.01f), NextPose = Matrix4x4.CreateTranslation(0.2f, 0, 0) };
            CameraView wide = camera with { Distortion = new Vector2(-0.45f, 0.05f), FieldOfView = 80 };
            using SceneRig alone = Drawn(camera), after = Drawn(wide, camera with { Distortion = default }, camera);
            Assert.Equal(alone.Color, after.Color);
            Assert.Equal(alone.Geometry, after.Geometry);
            Assert.Equal(alone.Flow, after.Flow);

            // Filters round by the size of what they read, if only on some devices: it must not be what a wider lens has left.
            using var left = new FrameTargets(context, after.Targets, ViewOf(wide));
            using var own = new FrameTargets(context, after.Targets, ViewOf(camera));
            Assert.False(left.Fit(ViewOf(camera)));
            Assert.True(own.Fit(ViewOf(camera with { Distortion = new Vector2(-0.1f, 0) })));
        }

        FrameView ViewOf(CameraView camera) => new(camera, 641, 359, context.Limits.MaxTextureSize);

        SceneRig Drawn(params CameraView[] cameras)
        {
            var rig = new SceneRig(context, 641, 359);
            Fill(rig);
            rig.Add(TestMeshes.Plane(20), Matrix4x4.CreateRotationX(MathF.PI / 2) * Matrix4x4.CreateTranslation(0, 0, -7), 4, material: noisy);
            rig.Frame.Environment = environment;
            foreach (CameraView camera in cameras)
            {
                rig.Frame.Camera = camera;
                rig.Draw();
            }

            return rig;
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Where_surfaces_coincide_the_frame_alone_decides_which_is_seen(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        MeshData[] planes = { TestMeshes.Plane(3), TestMeshes.Plane(3), TestMeshes.Plane(3), TestMeshes.Plane(3) };
        Matrix4x4 place = Matrix4x4.CreateRotationX(MathF.PI / 2) * Matrix4x4.CreateTranslation(0, 0, -5);
        using SceneRig alone = new(context, 61, 37), after = new(context, 61, 37);

        // In another order, and then long enough without the last ones that they are dropped and come anew.
        foreach (int i in new[] { 3, 2, 1, 0 })
            after.Add(planes[i], place);
        after.Draw();
        after.Frame.Items.RemoveRange(0, 3);
        for (int i = 0; i < 250; i++)
            after.Renderer.Render(after.Frame, after.Targets);
        Assert.Equal(1, after.Renderer.Meshes.Count);
        after.Frame.Clear();
        foreach (SceneRig rig in new[] { alone, after })
        {
            // All of them twice: coplanar surfaces of one mesh too.
            for (int i = 0; i < 8; i++)
                rig.Add(planes[(i + 1) % 4], place, (uint)i + 1, (byte)(i + 1));
            rig.Draw();
        }

        Assert.Equal(1u | (1 << 8), alone.Identity(30, 18));
        Assert.Equal(alone.Geometry, after.Geometry);
        Assert.Equal(alone.Color, after.Color);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Drops_are_elsewhere_in_each_episode_and_move_on_within_one(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        foreach (RenderEnvironment weather in new[] { new RenderEnvironment { Rain = 1 }, new RenderEnvironment { Snow = 1 } })
        {
            rig.Frame.Environment = weather with { Background = new Vector3(0.1f) };
            byte[] first = Drawn(0, 0), other = Drawn(1, 0);
            int drops = Differences(first, Drawn(0, 40)), moved = Differences(first, other);
            Assert.True(drops > 200 && moved > drops / 2, $"{moved} bytes differ between episodes, {drops} between times");

            // The number of the frame alone changes nothing: steps follow on one another.
            rig.Frame.Index += 5;
            Assert.Equal(other, Drawn(1, 0));
        }

        byte[] Drawn(long episode, double seconds)
        {
            (rig.Frame.Episode, rig.Frame.Time) = (episode, TimeSpan.FromSeconds(seconds));
            rig.Draw();
            return rig.Color;
        }

        static int Differences(byte[] a, byte[] b) => a.Zip(b).Count(p => p.First != p.Second);
    });

    [SkippableFact]
    public void Two_sizes_of_targets_take_turns() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var rig = new SceneRig(context, 64, 48);
        Fill(rig);
        rig.Draw();
        byte[] alone = rig.Color;
        using (var other = new SceneTargets(context, 37, 91))
            rig.Renderer.Render(rig.Frame, other);
        rig.Draw();
        Assert.Equal(alone, rig.Color);
    });

    [SkippableFact]
    public void Cameras_that_can_see_nothing_are_refused() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var rig = new SceneRig(gl, 16, 16);
        foreach (CameraView camera in new[] { new CameraView { FieldOfView = 180 }, new CameraView { Near = 0 }, new CameraView { Near = 5, Far = 4 }, new CameraView { FieldOfView = float.NaN } })
        {
            rig.Frame.Camera = camera;
            Assert.Throws<SceneException>(rig.Draw);
        }
    });

    private static void Fill(SceneRig rig)
    {
        rig.Add(TestMeshes.Plane(30), Matrix4x4.CreateTranslation(0, -1.5f, 0));
        rig.Add(TestMeshes.Box(), Matrix4x4.CreateScale(-1, 1, 1) * Matrix4x4.CreateTranslation(-1.6f, 0, -6), 2, material: new Material
        {
            BaseColorTexture = Checker,
            Emission = new Vector3(0.1f, 0, 0),
            AlphaCutoff = 0.5f,
        });
        rig.Add(TestMeshes.Sphere(12), Matrix4x4.CreateTranslation(1.4f, 0, -5), 3, material: new Material
        {
            Pattern = SurfacePattern.Checker,
            PatternColor = new Vector3(0.9f, 0.1f, 0.2f),
            IsDoubleSided = true,
            Metallic = 1,
            Roughness = 0.3f,
        });
        rig.Frame.Lights.Add(new PointLight(new Vector3(0, 1, -4), Vector3.One, 10, 8, -Vector3.UnitY, -1));
    }
}
