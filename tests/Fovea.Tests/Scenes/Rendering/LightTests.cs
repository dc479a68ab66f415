using System;
using System.Linq;
using System.Numerics;
using Fovea.Hosting;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Scenes.Rendering;

/// <summary>Light falls where geometry lets it.</summary>
public sealed class LightTests
{
    private static readonly Matrix4x4 Above = Matrix4x4.CreateRotationX(-MathF.PI / 2) * Matrix4x4.CreateTranslation(0, 14, 0);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_sun_throws_shadows_where_its_rays_are_cut(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Camera = new CameraView { Pose = Above, NextPose = Above, AntiAliasing = AntiAliasing.None };
        rig.Frame.Environment = new RenderEnvironment { SunElevation = 50, SunAzimuth = 60, Clouds = 0 };
        (float sinE, float cosE) = MathF.SinCos(50 * MathF.PI / 180);
        (float sinA, float cosA) = MathF.SinCos(60 * MathF.PI / 180);
        var sun = new Vector3(cosE * sinA, sinE, -cosE * cosA);
        rig.Add(TestMeshes.Plane(60), Matrix4x4.Identity, 1);

        // Beyond the camera's view: only its shadow is seen. And a floating one, seen.
        Vector3 hanging = new Vector3(-2, 0, 1.5f) + (sun * 20), half = new(1.2f, 0.8f, 1.6f), near = new(4, 3, 0), nearHalf = new(0.7f, 0.5f, 0.7f);
        MeshData box = TestMeshes.Box();
        rig.Add(box, Matrix4x4.CreateScale(half) * Matrix4x4.CreateTranslation(hanging), 2);
        rig.Add(box, Matrix4x4.CreateScale(nearHalf) * Matrix4x4.CreateTranslation(near), 3);
        rig.Draw();
        (int brightest, int dimmest) = (0, int.MaxValue);
        int[] count = new int[2];
        for (int y = 0; y < rig.Height; y++)
        {
            for (int x = 0; x < rig.Width; x++)
            {
                if (rig.Identity(x, y) >> 8 != 1)
                    continue;
                Vector3 point = new Vector3(0, 14, 0) + (rig.Ray(x, y) * rig.Depth(x, y));

                // Texels of 0.2 m or so, filtered: what is farther than half a metre from an edge is sure.
                bool dark = Cuts(point, sun, hanging, half - new Vector3(0.5f)) || Cuts(point, sun, near, nearHalf - new Vector3(0.5f));
                bool lit = !Cuts(point, sun, hanging, half + new Vector3(0.5f)) && !Cuts(point, sun, near, nearHalf + new Vector3(0.5f));
                if (dark == lit)
                    continue;
                if (dark)
                    brightest = Math.Max(brightest, rig.Brightness(x, y));
                else
                    dimmest = Math.Min(dimmest, rig.Brightness(x, y));
                count[lit ? 1 : 0]++;
            }
        }

        Assert.True(count[0] > 30 && count[1] > 1000);
        Assert.True(dimmest > brightest + 90, $"in the sun at least {dimmest}, in the shade at most {brightest}");
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Nothing_is_in_shadow_where_nothing_throws_one(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        Matrix4x4 pose = Matrix4x4.CreateRotationX(-0.2f) * Matrix4x4.CreateTranslation(0, 9, 0);
        rig.Frame.Camera = new CameraView { Pose = pose, NextPose = pose, AntiAliasing = AntiAliasing.None, Far = 2000 };
        rig.Add(TestMeshes.Plane(900), Matrix4x4.Identity, 1, material: new Material { BaseColor = new Vector4(0.5f, 0.5f, 0.5f, 1), Roughness = 1 });
        DrawItem ground = rig.Frame.Items[0];
        ground.CastsShadow = false;
        rig.Frame.Items[0] = ground;
        foreach (float azimuth in (float[])[0, 90, 180, 250])
        {
            // Low, so that much of the ground lies outside what the map of shadows holds, before it and behind it.
            rig.Frame.Environment = new RenderEnvironment { SunElevation = 12, SunAzimuth = azimuth, Clouds = 0 };
            rig.Draw();
            for (int y = 1; y < rig.Height; y++)
            {
                for (int x = 0; x < rig.Width; x++)
                {
                    // Plain ground under a clear sky changes slowly from row to row; the edge of a shadow does not.
                    if (rig.Identity(x, y) >> 8 == 1 && rig.Identity(x, y - 1) >> 8 == 1 && rig.Depth(x, y - 1) < 300)
                        Assert.InRange(rig.Brightness(x, y) - rig.Brightness(x, y - 1), -24, 24);
                }
            }
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_lamp_shines_at_whatever_depth_it_hangs(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        Matrix4x4 pose = Matrix4x4.CreateTranslation(0, 1.3f, 0);
        rig.Frame.Camera = new CameraView { Pose = pose, NextPose = pose, AntiAliasing = AntiAliasing.None };
        rig.Frame.Environment = new RenderEnvironment { SunElevation = -40, Clouds = 0 };
        foreach (float distance in (float[])[1.5f, 3, 4.1f, 7.9f, 8.1f, 15, 16.5f, 31, 40, 63, 70, 140])
        {
            // A wall a little aside of the middle, and the lamp a metre before it.
            var on = new Vector3(0.04f * distance, 1.3f + (0.03f * distance), -distance);
            rig.Frame.Items.Clear();
            rig.Add(TestMeshes.Box(), Matrix4x4.CreateScale(4, 4, 0.05f) * Matrix4x4.CreateTranslation(on - new Vector3(0, 0, 0.05f)), 1, material: new Material { BaseColor = new Vector4(0.5f, 0.5f, 0.5f, 1), Roughness = 1 });
            (Vector2 pixel, _) = SceneRig.Project(on, pose, rig.Frame.Camera.FieldOfView, rig.Width, rig.Height);
            int Brightness(params PointLight[] lamps)
            {
                rig.Frame.Lights.Clear();
                rig.Frame.Lights.AddRange(lamps);
                rig.Draw();
                return rig.Brightness((int)pixel.X, (int)pixel.Y);
            }

            int dark = Brightness();
            Vector3 hanging = on + new Vector3(0, 0, 1), white = Vector3.One;
            Assert.True(Brightness(new PointLight(hanging, white, 30, 2.5f, Vector3.Zero, -1)) > dark + 60, $"all around, {distance} m away");
            Assert.True(Brightness(new PointLight(hanging, white, 30, 2.5f, -Vector3.UnitZ, 0.8f)) > dark + 60, $"a cone, {distance} m away");
            Assert.Equal(dark, Brightness(new PointLight(hanging, white, 30, 2.5f, Vector3.UnitZ, 0.8f)));
            Assert.Equal(dark, Brightness(new PointLight(hanging, white, 30, 0.9f, Vector3.Zero, -1)));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void More_intensity_is_more_light(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl, 33, 31);
        rig.Frame.Camera = new CameraView { Pose = Above, NextPose = Above, AntiAliasing = AntiAliasing.None };
        rig.Add(TestMeshes.Plane(60), Matrix4x4.Identity, 1, material: new Material { BaseColor = new Vector4(0.5f, 0.5f, 0.5f, 1) });
        void Grows(Action<float> set, float[] values)
        {
            int last = -1;
            foreach (float value in values)
            {
                set(value);
                rig.Draw();
                Assert.True(rig.Brightness(16, 15) > last, $"{value}: {rig.Brightness(16, 15)} after {last}");
                last = rig.Brightness(16, 15);
            }
        }

        Grows(v => rig.Frame.Environment = new RenderEnvironment { SunIntensity = v, Clouds = 0 }, [0.2f, 0.5f, 1, 2]);
        rig.Frame.Environment = new RenderEnvironment();
        Grows(v => rig.Frame.Camera = rig.Frame.Camera with { Exposure = v }, [-2, -1, 0, 1]);
        rig.Frame.Camera = rig.Frame.Camera with { Exposure = 0 };
        rig.Frame.Environment = new RenderEnvironment { SunElevation = -30 };
        Grows(
            v =>
            {
                rig.Frame.Lights.Clear();
                rig.Frame.Lights.Add(new PointLight(new Vector3(0, 3, 0), Vector3.One, v, 20, -Vector3.UnitY, -1));
            },
            [0, 1, 4, 16]);
    });

    [SkippableFact]
    public void A_cone_lights_what_is_in_it_and_no_lamp_reaches_beyond_its_range() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Camera = new CameraView { Pose = Above, NextPose = Above, AntiAliasing = AntiAliasing.None };
        rig.Frame.Environment = new RenderEnvironment { SunElevation = -30, Clouds = 0 };
        rig.Add(TestMeshes.Plane(60), Matrix4x4.Identity);
        rig.Draw();
        byte[] dark = rig.Color;
        rig.Frame.Lights.Add(new PointLight(new Vector3(-5, 4, 0), Vector3.One, 30, 30, -Vector3.UnitY, MathF.Cos(0.4f)));
        rig.Frame.Lights.Add(new PointLight(new Vector3(6, 2, 0), Vector3.One, 30, 3, -Vector3.UnitY, -1));
        rig.Draw();
        int lit = 0;
        for (int i = 0; i < rig.Width * rig.Height; i++)
        {
            Vector3 p = new Vector3(0, 14, 0) + (rig.Ray(i % rig.Width, i / rig.Width) * rig.Depth(i % rig.Width, i / rig.Width));
            float fromCone = MathF.Atan(new Vector2(p.X + 5, p.Z).Length() / 4), fromLamp = Vector3.Distance(p, new Vector3(6, 2, 0));
            if (fromCone > 0.45f && fromLamp > 3.02f)
                Assert.Equal(dark[4 * i], rig.Color[4 * i]);
            if (fromCone < 0.25f || fromLamp < 2.3f)
            {
                Assert.True(rig.Color[4 * i] > dark[4 * i] + 5);
                lit++;
            }
        }

        Assert.True(lit > 50);
    });

    [Fact]
    public void Sunlight_reddens_and_weakens_towards_the_horizon_and_the_sky_is_bluest_overhead()
    {
        Vector3[] light = new[] { 0.02f, 0.1f, 0.3f, 1 }.Select(Atmosphere.Transmittance).ToArray();
        for (int i = 1; i < light.Length; i++)
        {
            Assert.True(light[i].Y > light[i - 1].Y);
            Assert.True(light[i].Z / light[i].X > light[i - 1].Z / light[i - 1].X);
        }

        // At the zenith about what is measured: direct normal irradiance loses a tenth of red and a third of blue to air and haze.
        Assert.InRange(light[3].X, 0.85f, 0.96f);
        Assert.InRange(light[3].Z, 0.65f, 0.8f);
        Vector3 overhead = Atmosphere.Radiance(0.95f, 0.7f, 0.6f), low = Atmosphere.Radiance(0.03f, 0.7f, 0.1f);
        Assert.True(overhead.Z > 1.8f * overhead.X);
        Assert.True(low.Z / low.X < overhead.Z / overhead.X && low.Y > overhead.Y);
    }

    [SkippableFact]
    public void Dusk_is_darker_than_noon_and_night_darker_still() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var rig = new SceneRig(gl, 33, 31);
        rig.Frame.Camera = new CameraView { Pose = Above, NextPose = Above };
        rig.Add(TestMeshes.Plane(60), Matrix4x4.Identity, 1, material: new Material { BaseColor = new Vector4(0.5f, 0.5f, 0.5f, 1) });
        int[] brightness = new[] { 50f, 4, -1, -25 }.Select(elevation =>
        {
            rig.Frame.Environment = new RenderEnvironment { SunElevation = elevation, Clouds = 0.2f };
            rig.Draw();
            return rig.Brightness(16, 15);
        }).ToArray();
        Assert.Equal(brightness.OrderDescending(), brightness);
        Assert.InRange(brightness[0], 250, 700);
        Assert.InRange(brightness[3], 10, 250);
    });

    private static bool Cuts(Vector3 from, Vector3 along, Vector3 center, Vector3 half)
    {
        float enter = float.NegativeInfinity, leave = float.PositiveInfinity;
        for (int i = 0; i < 3; i++)
        {
            if (half[i] <= 0)
                return false;
            float a = (center[i] - half[i] - from[i]) / along[i], b = (center[i] + half[i] - from[i]) / along[i];
            (enter, leave) = (MathF.Max(enter, MathF.Min(a, b)), MathF.Min(leave, MathF.Max(a, b)));
        }

        return leave > MathF.Max(enter, 0);
    }
}
