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
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Scenes.Labels;

/// <summary>Labels of frames that the renderer drew, against mathematics and against each object drawn alone.</summary>
public sealed class RenderedLabelTests
{
    private static readonly CameraView Plain = new() { AntiAliasing = AntiAliasing.None };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public static TheoryData<GlApi, int, int, int, string> Crowds
    {
        get
        {
            var rows = new TheoryData<GlApi, int, int, int, string>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                rows.Add(api, 1, 1, 3, "plain");
                rows.Add(api, 61, 37, 25, "plain");
                rows.Add(api, 640, 360, 40, "plain");
                rows.Add(api, 61, 37, 25, "supersampled");
                rows.Add(api, 320, 181, 30, "barrel");
                rows.Add(api, 320, 181, 30, "pincushion");
                rows.Add(api, 161, 90, 30, "supersampled fisheye");
            }

            return rows;
        }
    }

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_sphere_is_where_the_formula_says(GlApi api) => Run(api, 641, 359, (read, frame) =>
    {
        var center = new Vector3(0.4f, -0.3f, -5);
        const float Radius = 0.8f;
        frame.Add(7, 2, LabelScene.Sphere(Radius), Matrix4x4.CreateTranslation(center));
        LabelledObject sphere = read().Single();
        double focal = 359 / 2.0 / Math.Tan(Math.PI / 6);
        (double left, double right) = Tangents(center.X, 5, Radius);
        (double top, double bottom) = Tangents(-center.Y, 5, Radius);
        Assert.Equal(320.5 + (focal * left), sphere.Box.X, 1.0);
        Assert.Equal(320.5 + (focal * right), sphere.Box.X + sphere.Box.Width, 1.0);
        Assert.Equal(179.5 + (focal * top), sphere.Box.Y, 1.0);
        Assert.Equal(179.5 + (focal * bottom), sphere.Box.Y + sphere.Box.Height, 1.0);
        Assert.Equal(sphere.VisiblePixels, sphere.UnhiddenPixels);
        Assert.Equal(0, sphere.Truncation);
        Assert.Equal(7u, sphere.InstanceId);
        Assert.Equal(2, sphere.ClassId);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Depth_and_normal_of_a_sphere_are_those_of_the_rays(GlApi api) => GlThread.Run(api, gl =>
    {
        using var stage = new Stage(gl, 61, 37);
        stage.Frame.Add(7, 2, LabelScene.Sphere(1, 200), Matrix4x4.CreateTranslation(0.5f, 0.2f, -4));
        using LabelledFrame read = stage.Read();
        float focal = stage.Frame.Camera.FocalLength(37);
        int hit = 0;
        for (int i = 0; i < 61 * 37; i++)
        {
            // The nearer of the two places where the ray through the pixel's middle meets the sphere.
            var ray = new Vector3(((i % 61) + 0.5f - 30.5f) / focal, -((i / 61) + 0.5f - 18.5f) / focal, -1);
            var center = new Vector3(0.5f, 0.2f, -4);
            float b = Vector3.Dot(ray, center), a = ray.LengthSquared(), inside = (b * b) - (a * (center.LengthSquared() - 1));
            if (inside < 0.3f)
                continue; // grazed, or missed
            float depth = (b - MathF.Sqrt(inside)) / a;
            hit++;
            Assert.Equal((7u << 8) | 2, read.Identity.Span[i]);
            Assert.Equal(depth, read.Depth.Span[i], 2e-3f);
            Assert.True(Vector3.Distance((ray * depth) - center, read.Normals.Span[i]) < 0.03f);
        }

        Assert.True(hit > 100);
        Assert.All(
            Enumerable.Range(0, 61 * 37).Where(i => read.Identity.Span[i] >> 8 == 0),
            i => Assert.Equal((float.PositiveInfinity, Vector3.Zero), (read.Depth.Span[i], read.Normals.Span[i])));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_half_hidden_cube_is_half_visible(GlApi api) => Run(api, 640, 360, (read, frame) =>
    {
        // A wall that begins in the cube's middle, nearer; another cube behind both hides nothing.
        frame.Add(1, 1, LabelScene.Box(1, 1, 1), Matrix4x4.CreateTranslation(0, 0, -5));
        frame.Add(2, 1, LabelScene.Box(2, 4, 0.01f), Matrix4x4.CreateTranslation(1, 0, -3));
        frame.Add(3, 1, LabelScene.Box(2, 2, 0.5f), Matrix4x4.CreateTranslation(-1, 0, -8));
        LabelledObject[] objects = read();
        Assert.Equal(0.5f, objects[0].Visibility, 0.01f);
        Assert.Equal(1, objects[1].Visibility);
        Assert.InRange(objects[2].Visibility, 0.1f, 0.9f);
        Assert.Equal(320, objects[0].Box.X + objects[0].Box.Width, 1f);
        Assert.Equal(objects[0].AmodalBox.Width, 2 * objects[0].Box.Width, 2.5f);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void What_is_wholly_hidden_is_listed_and_what_is_outside_is_not(GlApi api) => Run(api, 64, 48, (read, frame) =>
    {
        frame.Add(1, 1, LabelScene.Box(1, 1, 1), Matrix4x4.CreateTranslation(0, 0, -6));
        frame.Add(2, 1, LabelScene.Box(4, 4, 0.1f), Matrix4x4.CreateTranslation(0, 0, -3));
        frame.Add(3, 1, LabelScene.Box(1, 1, 1), Matrix4x4.CreateTranslation(30, 0, -6));
        frame.Add(4, 1, LabelScene.Box(1, 1, 1), Matrix4x4.CreateTranslation(0, 0, 6));
        LabelledObject[] objects = read();
        Assert.Equal([1u, 2u], objects.Select(o => o.InstanceId));
        Assert.Equal((0f, 0, true), (objects[0].Visibility, objects[0].VisiblePixels, objects[0].Box.IsEmpty));
        Assert.True(objects[0].UnhiddenPixels > 20);
    });

    /// <summary>An object's unhidden pixels are, to the pixel, those that it has in a picture of its own.</summary>
    [SkippableTheory, MemberData(nameof(Crowds))]
    public void Unhidden_pixels_are_those_of_the_object_drawn_alone(GlApi api, int width, int height, int count, string lens) => GlThread.Run(api, gl =>
    {
        using var stage = new Stage(gl, width, height);
        Crowd(stage.Frame, count);
        CameraView camera = lens switch
        {
            "supersampled" => Plain with { AntiAliasing = AntiAliasing.Supersampling },
            "barrel" => Plain with { Distortion = new Vector2(-0.25f, 0.05f) },
            "pincushion" => Plain with { Distortion = new Vector2(0.3f, 0.1f) },
            "supersampled fisheye" => Plain with { Distortion = new Vector2(-0.3f, 0), FieldOfView = 90, AntiAliasing = AntiAliasing.Supersampling },
            _ => Plain,
        };
        stage.Frame.Camera = camera with { Pose = Matrix4x4.CreateFromYawPitchRoll(0.3f, 0.1f, 0.4f) * Matrix4x4.CreateTranslation(503, 20, -77) };
        AssertAlone(stage);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Keypoints_are_visible_hidden_or_outside(GlApi api) => Run(api, 640, 360, (read, frame) =>
    {
        // On the front that looks at the camera; a little inside its own object, as joints are; behind the wall; to the right of the picture;
        // behind the camera; deep inside; on the far side.
        Vector3[] points =
        {
            new(-0.4f, 0.2f, 0.5f), new(-0.3f, 0, 0.375f), new(0.4f, 0, 0.5f), new(9, 0, 0), new(0, 0, 20), new(-0.3f, 0.1f, 0), new(-0.3f, 0.1f, -0.5f),
        };
        frame.Add(1, 1, LabelScene.Box(1, 1, 1), Matrix4x4.CreateTranslation(0, 0, -5), points);
        frame.Add(2, 1, LabelScene.Box(2, 4, 0.01f), Matrix4x4.CreateTranslation(1, 0, -3));

        // One before nothing but the sky, and one just under a surface of something else.
        frame.Add(3, 1, LabelScene.Box(0.1f, 0.1f, 0.1f), Matrix4x4.CreateTranslation(-1, 1, -5), [new Vector3(0, 0.5f, 0), new Vector3(0.6f, -1, 0.47f)]);
        LabelledObject[] objects = read();
        Assert.Equal([2, 2, 1, 0, 0, 1, 1], objects[0].Keypoints.Select(k => k.Visibility));
        Assert.Equal([2, 2], objects[2].Keypoints.Select(k => k.Visibility));
        float focal = frame.Camera.FocalLength(360);
        Assert.Equal(320 - (focal * 0.4f / 4.5f), objects[0].Keypoints[0].Position.X, 1e-2f);
        Assert.Equal(180 - (focal * 0.2f / 4.5f), objects[0].Keypoints[0].Position.Y, 1e-2f);
        Assert.Equal([4.5f, 4.625f, 4.5f, 5, -15, 5, 5.5f], objects[0].Keypoints.Select(k => k.Depth));
    });

    private static void AssertAlone(Stage stage)
    {
        LabelledObject[] together;
        using (LabelledFrame read = stage.Read())
            together = read.Objects.ToArray();
        List<DrawItem> items = stage.Frame.Items.ToList();
        List<LabelledInstance> instances = stage.Frame.Instances.ToList();
        int hidden = 0;
        foreach (LabelledInstance instance in instances)
        {
            stage.Frame.Clear();
            stage.Frame.Items.AddRange(items.Where(i => i.InstanceId == instance.InstanceId));
            stage.Frame.Instances.Add(instance);
            using LabelledFrame read = stage.Read();
            LabelledObject? found = together.SingleOrDefault(o => o.InstanceId == instance.InstanceId);
            int pixels = read.Identity.ToArray().Count(word => LabelledFrame.InstanceOf(word) == instance.InstanceId);
            Assert.Equal(pixels, found?.UnhiddenPixels ?? 0);
            Assert.Equal(pixels, read.Objects.Sum(o => o.VisiblePixels));
            hidden += found is { VisiblePixels: var seen } && seen < pixels ? 1 : 0;
        }

        Assert.True(stage.Targets.Width == 1 || hidden > 3, $"{hidden} hidden: the scene tests nothing.");
    }

    // Objects of one mesh or two, near and far, across edges and the nearest plane, mirrored, open, with holes, with and without a floor.
    private static void Crowd(RenderFrame frame, int count)
    {
        var random = new Random(count);
        MeshData[] meshes = { LabelScene.Box(1, 1, 1), LabelScene.Sphere(0.6f, 12), LabelScene.Box(0.2f, 3, 0.2f), LabelScene.Box(3, 0.001f, 2) };
        Material[] materials =
        {
            Material.Default, new() { IsDoubleSided = true },
            new() { AlphaCutoff = 0.5f, IsDoubleSided = true, BaseColorTexture = LabelScene.Holes() }, new() { AlphaCutoff = 0.9f },
        };
        Matrix4x4 camera = Matrix4x4.CreateFromYawPitchRoll(0.3f, 0.1f, 0.4f) * Matrix4x4.CreateTranslation(503, 20, -77);
        for (int i = 0; i < count; i++)
        {
            var place = new Vector3((float)(6 * random.NextDouble()) - 3, (float)(4 * random.NextDouble()) - 2, -1 - (8 * (float)random.NextDouble()));
            if (i == 4)
                place.Z = 0.2f;
            Matrix4x4 world = Matrix4x4.CreateFromYawPitchRoll(i, 2 * i, 3 * i) * Matrix4x4.CreateScale(i % 5 == 0 ? -0.8f : 0.8f, 0.8f, 0.8f)
                * Matrix4x4.CreateTranslation(place) * camera;
            frame.Add((uint)(1 + (3 * i)), (byte)(i % 7), meshes[i % meshes.Length], world, material: materials[(i / 2) % materials.Length]);
            if (i % 3 == 0)
                frame.Items.Add(frame.Items[^1] with { World = Matrix4x4.CreateTranslation(0.4f, 0.2f, 0.1f) * world });
        }

        Matrix4x4 floor = Matrix4x4.CreateTranslation(0, -1, -5) * camera;
        frame.Add(0, 9, LabelScene.Box(20, 0.1f, 20), floor);
    }

    private static (double Low, double High) Tangents(double side, double z, double r)
    {
        double root = r * Math.Sqrt((side * side) + (z * z) - (r * r)), scale = (z * z) - (r * r);
        return (((side * z) - root) / scale, ((side * z) + root) / scale);
    }

    private static void Run(GlApi api, int width, int height, Action<Func<LabelledObject[]>, RenderFrame> body) => GlThread.Run(api, gl =>
    {
        using var stage = new Stage(gl, width, height);
        body(
            () =>
            {
                using LabelledFrame read = stage.Read();
                return read.Objects.ToArray();
            },
            stage.Frame);
    });

    /// <summary>All that a frame needs on its way from the scene to its labels.</summary>
    private sealed class Stage : IDisposable
    {
        private readonly GpuContext _context;
        private readonly SceneRenderer _renderer;
        private readonly SceneLabeler _labeler;
        private readonly LabelReadback _readback;

        public Stage(GL gl, int width, int height)
        {
            _context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            _renderer = new SceneRenderer(_context, new RenderOptions { ShadowMapSize = 0 });
            _labeler = new SceneLabeler(_context, _renderer);
            _readback = new LabelReadback(_context, _labeler);
            Targets = new SceneTargets(_context, width, height);
        }

        public RenderFrame Frame { get; } = new() { Camera = Plain };

        public SceneTargets Targets { get; }

        public LabelledFrame Read()
        {
            _renderer.Render(Frame, Targets);
            return _readback.Read(Frame, Targets);
        }

        public void Dispose()
        {
            Targets.Dispose();
            _readback.Dispose();
            _labeler.Dispose();
            _renderer.Dispose();
            Assert.DoesNotContain(_context.Leaks(), leak => !leak.Contains("rogram", StringComparison.Ordinal));
            _context.Dispose();
        }
    }
}
