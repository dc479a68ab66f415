using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Hosting;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Fovea.Tests.Operators.Elementwise.Accuracy;
using Xunit;

namespace Fovea.Tests.Scenes.Rendering;

/// <summary>What the camera does to a picture, and must not do to its labels.</summary>
public sealed class LensTests
{
    private static readonly Matrix4x4 Pose = Matrix4x4.CreateTranslation(0, 0, 10);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public static TheoryData<float, float> Lenses => new() { { -0.3f, 0.08f }, { 0.25f, 0 }, { -0.2f, -0.1f }, { 0.1f, 0.15f } };

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Smoothing_edges_and_bending_rays_mixes_no_labels(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        Scatter(rig);
        var cameras = new[]
        {
            Camera(AntiAliasing.None), Camera(AntiAliasing.Fxaa), Camera(AntiAliasing.Supersampling),
            Camera(AntiAliasing.Fxaa) with { Distortion = new Vector2(-0.3f, 0.05f) }, Camera(AntiAliasing.Supersampling) with { Distortion = new Vector2(0.2f, 0) },
            Camera(AntiAliasing.None) with { Shutter = 0.5f, Aperture = 0.1f, NextPose = Matrix4x4.CreateTranslation(0.5f, 0, 10) },
        };
        var known = new HashSet<uint>(rig.Frame.Items.Select(i => i.ClassId | (i.InstanceId << 8))) { 0 };
        uint[] pure = [];
        foreach (CameraView camera in cameras)
        {
            rig.Frame.Camera = camera;
            rig.Draw();
            uint[] seen = Enumerable.Range(0, rig.Width * rig.Height).Select(i => rig.Geometry[4 * i]).ToArray();
            Assert.Subset(known, seen.ToHashSet());
            Assert.True(seen.Distinct().Count() > 5);
            if (camera.AntiAliasing == AntiAliasing.None && camera.Shutter == 0)
                pure = seen;
            else if (camera.Distortion == default)
                Assert.InRange(seen.Zip(pure).Count(p => p.First != p.Second), 0, 3); // labels are taken at pixels' middles; a tie may fall otherwise
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Smoothing_changes_edges_alone(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        Scatter(rig);
        rig.Frame.Environment = new RenderEnvironment { Background = new Vector3(0.2f, 0.6f, 0.8f) };
        byte[] Colors(AntiAliasing kind)
        {
            rig.Frame.Camera = Camera(kind);
            rig.Draw();
            return rig.Color;
        }

        byte[] none = Colors(AntiAliasing.None);
        uint[] geometry = rig.Geometry;
        foreach (AntiAliasing kind in new[] { AntiAliasing.Fxaa, AntiAliasing.Supersampling })
        {
            byte[] smooth = Colors(kind);
            int edges = 0;
            for (int y = 2; y < rig.Height - 2; y++)
            {
                for (int x = 2; x < rig.Width - 2; x++)
                {
                    int at = 4 * ((y * rig.Width) + x);
                    bool uniform = Enumerable.Range(-2, 5).All(dy => Enumerable.Range(-2, 5).All(dx => geometry[at + (4 * ((dy * rig.Width) + dx))] == 0));
                    if (uniform)
                        Assert.Equal(none.AsSpan(at, 3).ToArray(), smooth.AsSpan(at, 3).ToArray());
                    edges += none[at] != smooth[at] ? 1 : 0;
                    Assert.Equal(255, smooth[at + 3]);
                }
            }

            Assert.True(edges > 50);
        }

        Assert.Equal(new byte[] { 51, 153, 204, 255 }, none[..4]);
    });

    [SkippableTheory, MemberData(nameof(Lenses))]
    public void A_lens_moves_points_as_its_formula_says(float k1, float k2) => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var rig = new SceneRig(gl, 321, 201);
        var lens = new LensDistortion(new Vector2(k1, k2));
        MeshData ball = TestMeshes.Sphere(12);
        var places = new List<Vector3>();
        for (int i = 0; i < 12; i++)
            places.Add(new Vector3(-5.25f + (3.5f * (i % 4)), -2.5f + (2.5f * (i / 4)), 0));
        foreach (Vector3 place in places)
            rig.Add(ball, Matrix4x4.CreateScale(0.12f) * Matrix4x4.CreateTranslation(place), (uint)rig.Frame.Items.Count + 1);
        rig.Frame.Camera = Camera(AntiAliasing.None) with { Distortion = lens.Coefficients, NextPose = Matrix4x4.CreateTranslation(0.3f, 0.1f, 10) };
        rig.Draw();
        float focal = rig.Frame.Camera.FocalLength(rig.Height);
        var middle = new Vector2(0.5f * rig.Width, 0.5f * rig.Height);
        Vector2 Bent(Vector3 point, Vector3 eye) => middle + (lens.Distort(new Vector2(point.X - eye.X, eye.Y - point.Y) / (eye.Z - point.Z)) * focal);
        int met = 0;
        for (int i = 0; i < places.Count; i++)
        {
            var pixels = new List<Vector2>();
            var flows = new List<Vector2>();
            for (int p = 0; p < rig.Width * rig.Height; p++)
            {
                if (rig.Geometry[4 * p] >> 8 != i + 1)
                    continue;
                pixels.Add(new Vector2((p % rig.Width) + 0.5f, (p / rig.Width) + 0.5f));
                flows.Add(rig.FlowAt(p % rig.Width, p / rig.Width));
            }

            Vector2 expected = Bent(places[i], new Vector3(0, 0, 10));
            if (expected.X is < 8 or > 313 || expected.Y is < 8 or > 193)
                continue;
            Vector2 mean = pixels.Aggregate((a, b) => a + b) / pixels.Count, flow = flows.Aggregate((a, b) => a + b) / flows.Count;
            Assert.InRange((mean - expected).Length(), 0, 0.6f);
            Assert.InRange((flow - (Bent(places[i], new Vector3(0.3f, 0.1f, 10)) - expected)).Length(), 0, 0.15f);
            met++;
        }

        Assert.True(met >= 6);
    });

    [Theory, MemberData(nameof(Lenses))]
    public void Undistorting_undoes_distorting_up_to_where_the_formula_turns_back(float k1, float k2)
    {
        var lens = new LensDistortion(new Vector2(k1, k2));
        float limit = lens.Limit();
        for (float r = 0.05f; r < MathF.Min(0.95f * limit, 2); r += 0.05f)
        {
            Vector2 point = r * Vector2.Normalize(new Vector2(0.6f, -0.8f));
            Assert.InRange((lens.Undistort(lens.Distort(point)) - point).Length(), 0, 2e-3f);
        }

        if (limit < 10)
            Assert.True(lens.Distort(new Vector2(limit, 0)).X >= lens.Distort(new Vector2(limit * 1.01f, 0)).X);
    }

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Noise_has_the_deviation_that_was_asked_for_and_follows_from_seed_and_frame(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        const float Level = 0.5f; // linear, sRGB-encoded 0.7354
        rig.Frame.Environment = new RenderEnvironment { Background = new Vector3(0.7354f) };
        rig.Frame.Camera = new CameraView { AntiAliasing = AntiAliasing.None, ReadNoise = 0.03f, ShotNoise = 0.06f };
        rig.Draw();
        byte[] first = rig.Color;
        double[] values = Enumerable.Range(0, first.Length).Where(i => i % 4 < 3).Select(i => Decode(first[i] / 255.0)).ToArray();
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        double expected = Math.Sqrt((0.03 * 0.03) + (0.06 * 0.06 * Level));
        Assert.InRange(mean, Level - 0.003, Level + 0.003);
        Assert.InRange(deviation, 0.97 * expected, 1.03 * expected);

        // Normal: two thirds lie within one deviation, counted in whole bytes, since one holds some 3 percent of all; neighbours and channels have nothing
        // to do with each other.
        double from = Math.Round(Encode(mean - deviation) * 255) - 0.5, to = Math.Round(Encode(mean + deviation) * 255) + 0.5;
        double share = Below((Decode(to / 255) - mean) / deviation) - Below((Decode(from / 255) - mean) / deviation);
        Assert.InRange(share, 0.65, 0.72);
        Assert.InRange(Enumerable.Range(0, first.Length).Count(i => i % 4 < 3 && first[i] > from && first[i] < to) / (double)values.Length, share - 0.0125, share + 0.0125);
        foreach (int lag in new[] { 1, 2, 3, 3 * rig.Width })
        {
            double correlation = values.Zip(values.Skip(lag)).Average(p => (p.First - mean) * (p.Second - mean)) / (deviation * deviation);
            Assert.InRange(correlation, -0.025, 0.025);
        }

        rig.Draw();
        Assert.Equal(first, rig.Color);
        rig.Frame.Index++;
        rig.Draw();
        Assert.InRange(first.Zip(rig.Color).Count(p => p.First == p.Second) / (double)first.Length, 0, 0.4);
    });

    [SkippableFact]
    public void Corners_are_darker_by_the_vignetting() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Environment = new RenderEnvironment { Background = new Vector3(0.8f) };
        rig.Frame.Camera = new CameraView { AntiAliasing = AntiAliasing.None, Vignetting = 0.5f };
        rig.Draw();
        double middle = Decode(rig.Color[4 * ((45 * rig.Width) + 80)] / 255.0), corner = Decode(rig.Color[0] / 255.0);
        Assert.InRange(middle, 0.59, 0.615);
        Assert.InRange(corner / middle, 0.48, 0.53);
    });

    private static CameraView Camera(AntiAliasing kind) => new() { Pose = Pose, NextPose = Pose, AntiAliasing = kind };

    private static double Decode(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static double Encode(double c) => c <= 0.0031308 ? c * 12.92 : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055;

    // The normal distribution.
    private static double Below(double deviations) => ReferenceMath.Erfc(-deviations * Math.Sqrt(0.5)) / 2;

    private static void Scatter(SceneRig rig)
    {
        MeshData box = TestMeshes.Box();
        for (int i = 0; i < 24; i++)
        {
            Matrix4x4 world = Matrix4x4.CreateScale(0.4f + (0.03f * i)) * Matrix4x4.CreateFromYawPitchRoll(i, 0.7f * i, 0.3f * i)
                * Matrix4x4.CreateTranslation(-7 + (i * 5 % 15), -3 + (i * 7 % 8), -4 + (i % 5));
            rig.Add(box, world, (uint)(1000 * i) + 77, (byte)(i + 1));
        }
    }
}
