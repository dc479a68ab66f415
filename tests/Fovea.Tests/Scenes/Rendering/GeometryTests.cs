using System;
using System.Linq;
using System.Numerics;
using Fovea.Hosting;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Scenes.Rendering;

/// <summary>What the one draw says of pixels, against rays that are cut with planes and spheres by hand.</summary>
public sealed class GeometryTests
{
    private static readonly Matrix4x4 Pose =
        Matrix4x4.CreateRotationX(-0.35f) * Matrix4x4.CreateRotationY(0.4f) * Matrix4x4.CreateTranslation(3, 2.5f, -7);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Depth_and_normal_of_a_plane_are_those_of_the_rays_that_meet_it(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Camera = new CameraView { Pose = Pose, NextPose = Pose, FieldOfView = 73 };
        rig.Frame.Environment = new RenderEnvironment { SkyClassId = 9 };
        rig.Add(TestMeshes.Plane(1000), Matrix4x4.Identity, id: 0xabcdef, classId: 7);
        rig.Draw();
        int met = 0;
        for (int y = 0; y < rig.Height; y++)
        {
            for (int x = 0; x < rig.Width; x++)
            {
                float expected = -Pose.M42 / rig.Ray(x, y).Y;
                if (expected is > 0 and < 400)
                {
                    (float least, float most) = PlaneDepths(rig, x, y);
                    Assert.InRange(rig.Depth(x, y), 0.9997f * least, 1.0003f * most);
                    Assert.Equal(7u | (0xabcdefu << 8), rig.Identity(x, y));
                    Assert.InRange((rig.Normal(x, y) - Vector3.UnitY).Length(), 0, 1e-3f);
                    met++;
                }
                else if (rig.Ray(x, y).Y > 0)
                {
                    Assert.Equal(9u, rig.Identity(x, y));
                    Assert.Equal(float.PositiveInfinity, rig.Depth(x, y));
                }
            }
        }

        Assert.InRange(met, 2000, rig.Width * rig.Height - 2000);
    });

    // A rasterizer moves corners to a grid, of 256ths of a pixel on GPUs, before it interpolates: a pixel shows what lies that near to its middle. The
    // plane's corners are where the near plane cuts it, far outside of the picture, and close to the horizon that is metres of depth.
    private static (float Least, float Most) PlaneDepths(SceneRig rig, int x, int y)
    {
        const float Grid = 1f / 256;
        Vector3 middle = rig.Ray(x, y), right = (rig.Ray(x + 1, y) - middle) * Grid, down = (rig.Ray(x, y + 1) - middle) * Grid;
        float off = MathF.Abs(right.Y) + MathF.Abs(down.Y);
        return (-Pose.M42 / (middle.Y - off), -Pose.M42 / (middle.Y + off));
    }

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_sphere_covers_the_pixels_whose_rays_meet_it_at_the_depth_where_they_do(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Camera = new CameraView { Pose = Pose, NextPose = Pose };
        Vector3 center = new(0.5f, 1, -13);
        const float Radius = 2.2f;
        rig.Add(TestMeshes.Sphere(96), Matrix4x4.CreateScale(Radius) * Matrix4x4.CreateTranslation(center));
        rig.Draw();
        Vector3 to = center - new Vector3(Pose.M41, Pose.M42, Pose.M43);
        int met = 0, wrong = 0;
        for (int y = 0; y < rig.Height; y++)
        {
            for (int x = 0; x < rig.Width; x++)
            {
                Vector3 ray = rig.Ray(x, y);
                float a = Vector3.Dot(ray, ray), b = Vector3.Dot(ray, to), discriminant = (b * b) - (a * (Vector3.Dot(to, to) - (Radius * Radius)));
                wrong += (discriminant > 0) == (rig.Identity(x, y) != 0) ? 0 : 1;
                if (discriminant < 0.4f)
                    continue;
                float depth = (b - MathF.Sqrt(discriminant)) / a;
                Assert.InRange(rig.Depth(x, y), depth - 0.01f, depth + 0.01f);
                Vector3 normal = ((ray * depth) - to) / Radius;
                Assert.InRange((rig.Normal(x, y) - normal).Length(), 0, 0.02f);
                met++;
            }
        }

        Assert.True(met > 500);
        Assert.InRange(wrong, 0, 12); // pixels on the very edge, since the mesh is a polyhedron
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Normals_of_stretched_turned_and_mirrored_boxes_stand_on_their_faces(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Camera = new CameraView { Pose = Matrix4x4.CreateTranslation(0, 0, 12), NextPose = Matrix4x4.CreateTranslation(0, 0, 12) };
        foreach (Vector3 scale in new[] { new Vector3(1, 3, 0.5f), new Vector3(-1, 2, 1.5f), new Vector3(-1, -2, -0.7f) })
        {
            Matrix4x4 world = Matrix4x4.CreateScale(scale) * Matrix4x4.CreateFromYawPitchRoll(0.6f, 0.5f, 0.3f);
            rig.Frame.Clear();
            rig.Add(TestMeshes.Box(), world);
            rig.Draw();
            Matrix4x4.Invert(world, out Matrix4x4 inverse);
            int met = 0;
            for (int y = 1; y < rig.Height - 1; y++)
            {
                for (int x = 1; x < rig.Width - 1; x++)
                {
                    if (Enumerable.Range(-1, 3).Any(dy => Enumerable.Range(-1, 3).Any(dx => rig.Identity(x + dx, y + dy) == 0)))
                        continue;

                    // The nearest face's normal: the coordinate that is 1 in the box's own space.
                    Vector3 p = Vector3.Transform(new Vector3(0, 0, 12) + (rig.Ray(x, y) * rig.Depth(x, y)), inverse);
                    var size = new Vector3(MathF.Abs(p.X), MathF.Abs(p.Y), MathF.Abs(p.Z));
                    Assert.InRange(MathF.Max(size.X, MathF.Max(size.Y, size.Z)), 0.99f, 1.01f);
                    if (new[] { size.X, size.Y, size.Z }.Count(s => s > 0.97f) > 1)
                        continue;
                    Vector3 own = size.X > 0.97f ? new(MathF.Sign(p.X), 0, 0) : size.Y > 0.97f ? new(0, MathF.Sign(p.Y), 0) : new(0, 0, MathF.Sign(p.Z));
                    Vector3 expected = Vector3.Normalize(Vector3.TransformNormal(own, Matrix4x4.Transpose(inverse)));
                    Assert.InRange((rig.Normal(x, y) - expected).Length(), 0, 2e-3f);
                    Assert.True(Vector3.Dot(expected, rig.Ray(x, y)) < 0, "a back is drawn");
                    met++;
                }
            }

            Assert.True(met > 100);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Backs_are_drawn_where_a_material_has_two_sides_and_holes_are_cut_where_its_alpha_is_low(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl, 33, 31);
        Matrix4x4 below = Matrix4x4.CreateRotationX(MathF.PI / 2) * Matrix4x4.CreateTranslation(0, -5, 0);
        rig.Frame.Camera = new CameraView { Pose = below, NextPose = below };
        MeshData plane = TestMeshes.Plane(2);

        // Columns of alpha 0 and 255, two of each.
        byte[] holes = Enumerable.Range(0, 8 * 8).SelectMany(i => new byte[] { 255, 255, 255, (byte)(i / 2 % 2 * 255) }).ToArray();
        var texture = new TextureData("holes", 8, 8, holes, true);
        int Covered(Material material)
        {
            rig.Frame.Items.Clear();
            rig.Add(plane, Matrix4x4.Identity, material: material);
            rig.Draw();
            return Enumerable.Range(0, rig.Width * rig.Height).Count(i => rig.Geometry[4 * i] != 0);
        }

        Assert.Equal(0, Covered(Material.Default));
        int all = Covered(new Material { IsDoubleSided = true });
        Assert.True(all > 200);
        Assert.InRange((rig.Normal(16, 15) + Vector3.UnitY).Length(), 0, 1e-3f);
        Assert.Equal(all, Covered(new Material { IsDoubleSided = true, BaseColorTexture = texture }));
        int cut = Covered(new Material { IsDoubleSided = true, BaseColorTexture = texture, AlphaCutoff = 0.5f });
        Assert.InRange(cut, 0.4f * all, 0.6f * all);
        Assert.Equal(0, Covered(new Material { IsDoubleSided = true, BaseColor = new Vector4(1, 1, 1, 0.4f), AlphaCutoff = 0.5f }));
    });

    [SkippableFact]
    public void Leaving_out_what_is_not_seen_changes_no_pixel() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var culling = new SceneRig(gl, options: new RenderOptions());
        using var drawing = new SceneRig(culling.Context, options: new RenderOptions { Culls = false });
        MeshData[] meshes = [TestMeshes.Box(), TestMeshes.Sphere(6), TestMeshes.Plane(1)];
        var random = new Random(3);
        float Next(float range) => ((random.NextSingle() * 2) - 1) * range;
        for (int round = 0; round < 4; round++)
        {
            foreach (SceneRig rig in new[] { culling, drawing })
            {
                rig.Frame.Clear();
                rig.Frame.Environment = new RenderEnvironment { SunElevation = 15 + (20 * round) };
            }

            Matrix4x4 pose = Matrix4x4.CreateFromYawPitchRoll(Next(3), Next(0.4f), Next(0.3f)) * Matrix4x4.CreateTranslation(0, 2, 0);
            for (int i = 0; i < 300; i++)
            {
                Matrix4x4 world = Matrix4x4.CreateScale(0.2f + random.NextSingle(), 0.2f + (2 * random.NextSingle()), 0.5f)
                    * Matrix4x4.CreateFromYawPitchRoll(Next(3), Next(3), 0) * Matrix4x4.CreateTranslation(Next(40), Next(4), Next(40));
                culling.Add(meshes[i % 3], world, (uint)i + 1);
                drawing.Add(meshes[i % 3], world, (uint)i + 1);
            }

            culling.Frame.Camera = drawing.Frame.Camera = new CameraView { Pose = pose, NextPose = pose, AntiAliasing = AntiAliasing.None };
            culling.Draw();
            drawing.Draw();
            Assert.True(culling.Renderer.Seen.Count < drawing.Renderer.Seen.Count / 2);
            Assert.Equal(drawing.Geometry, culling.Geometry);
            Assert.Equal(drawing.Color, culling.Color);
        }
    });
}
