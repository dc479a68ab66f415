using System;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Xunit;

namespace Fovea.Tests.Scenes.Labels;

/// <summary>Boxes and points that follow from geometry alone, against formulas.</summary>
public sealed class GeometryTests
{
    private const int Width = 640;
    private const int Height = 360;

    // A camera somewhere that looks somewhere.
    private static readonly CameraView Camera = new()
    {
        Pose = Matrix4x4.CreateFromYawPitchRoll(0.7f, -0.2f, 0.1f) * Matrix4x4.CreateTranslation(1003, 2, -2010),
        FieldOfView = 55,
        Near = 0.2f,
    };

    [Theory]
    [InlineData(0, 0, 6, 1)]
    [InlineData(2.5f, -1, 6, 1)]
    [InlineData(-0.7f, 0.6f, 1.9f, 0.8f)]
    [InlineData(9, 3, 5, 1.5f)]
    public void The_box_around_a_sphere_is_that_of_its_outline(float x, float y, float z, float radius)
    {
        // The tangents from the camera to a circle in the plane of its axis and x.
        static (double Low, double High) Tangents(double side, double z, double r)
        {
            double root = r * Math.Sqrt((side * side) + (z * z) - (r * r)), scale = (z * z) - (r * r);
            return (((side * z) - root) / scale, ((side * z) + root) / scale);
        }

        InstanceLabel label = Label(Camera, LabelScene.Sphere(radius), At(new Vector3(x, y, z)));
        double focal = Height / 2.0 / Math.Tan(55 * Math.PI / 360);
        (double left, double right) = Tangents(x, z, radius);
        (double top, double bottom) = Tangents(y, z, radius);
        Assert.Equal((Width / 2.0) + (focal * left), label.AmodalBox.X, 0.25);
        Assert.Equal((Height / 2.0) + (focal * top), label.AmodalBox.Y, 0.25);
        Assert.Equal(focal * (right - left), label.AmodalBox.Width, 0.5);
        Assert.Equal(focal * (bottom - top), label.AmodalBox.Height, 0.5);
    }

    [Fact]
    public void Truncation_is_the_share_of_the_box_beyond_the_edges()
    {
        // A square of a metre, 2 m away: focal / 2 pixels wide. Its middle on the left edge; then on a corner; then far outside.
        float focal = Camera.FocalLength(Height);
        MeshData square = LabelScene.Box(1, 1, 0.0001f);
        float edge = -Width / 2f / focal * 2, corner = -Height / 2f / focal * 2;
        Assert.Equal(0, Label(Camera, square, At(new Vector3(0, 0, 2))).Truncation);
        Assert.Equal(0.5f, Label(Camera, square, At(new Vector3(edge, 0, 2))).Truncation, 1e-3f);
        Assert.Equal(0.75f, Label(Camera, square, At(new Vector3(edge, corner, 2))).Truncation, 1e-3f);
        Assert.Equal(0.6f, Label(Camera, square, At(new Vector3(edge - 0.1f, 0, 2))).Truncation, 1e-3f);
        Assert.Equal(1, Label(Camera, square, At(new Vector3(3 * edge, 0, 2))).Truncation);
        Assert.Equal(focal / 2, Label(Camera, square, At(new Vector3(3 * edge, 0, 2))).AmodalBox.Width, 0.1f);
    }

    [Fact]
    public void What_is_partly_behind_the_camera_is_cut_at_its_nearest_plane()
    {
        // A bar along the camera's axis, half a metre to the right and as much below, from 3 m behind to 5 m before.
        InstanceLabel label = Label(Camera, LabelScene.Box(0.2f, 0.2f, 8), At(new Vector3(0.5f, 0.5f, 1)));
        float focal = Camera.FocalLength(Height);
        Assert.Equal((Width / 2f) + (focal * 0.4f / 5), label.AmodalBox.X, 0.05f);
        Assert.Equal((Height / 2f) + (focal * 0.4f / 5), label.AmodalBox.Y, 0.05f);
        Assert.Equal((Width / 2f) + (focal * 0.6f / 0.2f), label.AmodalBox.X + label.AmodalBox.Width, 0.5f);
        Assert.Equal((Height / 2f) + (focal * 0.6f / 0.2f), label.AmodalBox.Y + label.AmodalBox.Height, 0.5f);
        Assert.InRange(label.Truncation, 0.5f, 1);

        Assert.True(Label(Camera, LabelScene.Box(1, 1, 1), At(new Vector3(0, 0, -2))).AmodalBox.IsEmpty);
        Assert.True(Label(Camera, LabelScene.Box(1, 1, 0.1f), At(new Vector3(0, 0, 0.1f))).AmodalBox.IsEmpty);
    }

    [Theory]
    [InlineData(-0.25f, 0.04f)]
    [InlineData(0.2f, 0.1f)]
    [InlineData(-0.5f, 0)]
    public void Distortion_bends_the_box_along(float k1, float k2)
    {
        // A pane before the camera: its edges bend, so that their middles and not its corners reach furthest, or the other way round.
        CameraView camera = Camera with { Distortion = new Vector2(k1, k2) };
        InstanceLabel label = Label(camera, LabelScene.Box(3, 1.6f, 0.0001f), At(new Vector3(0.1f, 0.2f, 3)));
        PictureExtent expected = PictureExtent.Empty;
        float focal = camera.FocalLength(Height);
        for (int i = 0; i <= 20000; i++)
        {
            double t = i / 10000.0 - 1;
            foreach ((double u, double v) in new[] { (t * 1.5, -0.8), (t * 1.5, 0.8), (-1.5, t * 0.8), (1.5, t * 0.8) })
            {
                double x = (u + 0.1) / 3, y = (v + 0.2) / 3, r2 = (x * x) + (y * y), stretch = 1 + (r2 * (k1 + (r2 * k2)));
                expected.Add(new Vector2((float)((Width / 2.0) + (focal * x * stretch)), (float)((Height / 2.0) + (focal * y * stretch))));
            }
        }

        Assert.Equal(expected.Left, label.AmodalBox.X, 0.25f);
        Assert.Equal(expected.Top, label.AmodalBox.Y, 0.25f);
        Assert.Equal(expected.Right, label.AmodalBox.X + label.AmodalBox.Width, 0.25f);
        Assert.Equal(expected.Bottom, label.AmodalBox.Y + label.AmodalBox.Height, 0.25f);
    }

    [Fact]
    public void Strong_distortion_never_folds_what_is_outside_back_into_the_picture()
    {
        // Beyond a tangent of sqrt(1 / (3 * 0.3)) = 1.054 the formula turns round; at 1.8 it would be back at the middle.
        CameraView camera = Camera with { Distortion = new Vector2(-0.3f, 0) };
        InstanceLabel label = Label(camera, LabelScene.Box(0.2f, 0.2f, 0.0001f), At(new Vector3(1.9f, 0, 1)));
        float farthest = 1.0541f * (1 - (0.3f / 0.9f));
        Assert.Equal((Width / 2f) + (camera.FocalLength(Height) * farthest), label.AmodalBox.X + label.AmodalBox.Width, 0.5f);
    }

    [Fact]
    public void The_corners_of_the_3D_box_are_those_of_the_object()
    {
        MeshData box = LabelScene.Box(1, 2, 4);
        Matrix4x4 world = Matrix4x4.CreateScale(0.5f, 1, 1.5f) * Matrix4x4.CreateTranslation(0.3f, 1, 0) * Matrix4x4.CreateFromYawPitchRoll(2, 0.3f, 0.2f)
            * Matrix4x4.CreateTranslation(1001, 3, -2014);
        InstanceLabel label = Label(Camera, box, world);
        Assert.Equal(new Vector3(0.5f, 2, 6), label.Box3D.Size, Close);
        var projection = new CameraProjection(Camera, Width, Height);
        Matrix4x4 toCamera = projection.ToCamera(world);
        PictureExtent extent = PictureExtent.Empty;
        for (int i = 0; i < 8; i++)
        {
            Vector3 unit = new Vector3((i & 1) - 0.5f, ((i >> 1) & 1) - 0.5f, (i >> 2) - 0.5f);
            Vector3 corner = label.Box3D.Center + Vector3.Transform(unit * label.Box3D.Size, label.Box3D.Rotation);
            Assert.Equal(Vector3.Transform(box.Bounds.Corner(i), toCamera), corner, Close);
            extent.Add(projection.Project(corner));
        }

        Assert.Equal(extent.Left, label.AmodalBox.X, 0.02f);
        Assert.Equal(extent.Bottom, label.AmodalBox.Y + label.AmodalBox.Height, 0.02f);
    }

    [Fact]
    public void The_axes_of_the_3D_box_are_the_cameras()
    {
        // Up in the world is down in the camera's y; a front along -z looks at the camera when turned by a half.
        InstanceLabel label = Label(new CameraView(), LabelScene.Box(1, 1, 1), Matrix4x4.CreateTranslation(2, 3, -10));
        Assert.Equal(new Vector3(2, -3, 10), label.Box3D.Center, Close);
        Assert.Equal(new Vector3(0, -1, 0), Vector3.Transform(Vector3.UnitY, label.Box3D.Rotation), Close);
        Assert.Equal(new Vector3(0, 0, 1), Vector3.Transform(-Vector3.UnitZ, label.Box3D.Rotation), Close);

        // A mirrored object has a proper rotation all the same.
        label = Label(new CameraView(), LabelScene.Box(1, 2, 3), Matrix4x4.CreateScale(-1, 1, 1) * Matrix4x4.CreateTranslation(0, 0, -10));
        Assert.Equal(1, label.Box3D.Rotation.Length(), 1e-5f);
        Assert.Equal(new Vector3(1, 2, 3), label.Box3D.Size, Close);
    }

    [Fact]
    public void An_object_of_several_meshes_has_one_box()
    {
        var frame = new RenderFrame { Camera = Camera };
        frame.Add(5, 1, LabelScene.Box(1, 1, 1), At(new Vector3(-1, 0, 5)));
        frame.Items.Add(frame.Items[0] with { World = At(new Vector3(1, 0.5f, 6)) });
        frame.Items.Add(frame.Items[0] with { InstanceId = 77, World = At(new Vector3(0, 0, 1)) }); // of no labelled object
        InstanceLabel both = Fill(frame).Instances[0];
        PixelBox first = Label(Camera, frame.Items[0].Mesh, frame.Items[0].World).AmodalBox;
        PixelBox second = Label(Camera, frame.Items[0].Mesh, frame.Items[1].World).AmodalBox;
        Assert.Equal(Math.Min(first.X, second.X), both.AmodalBox.X);
        Assert.Equal(Math.Max(first.Y + first.Height, second.Y + second.Height), both.AmodalBox.Y + both.AmodalBox.Height, 1e-3f);
    }

    private static bool Close(Vector3 a, Vector3 b) => Vector3.Distance(a, b) < 2e-3f;

    // To the right, down and before the camera.
    private static Matrix4x4 At(Vector3 place) => Matrix4x4.CreateTranslation(place.X, -place.Y, -place.Z) * Camera.Pose;

    private static InstanceLabel Label(CameraView camera, MeshData mesh, Matrix4x4 world)
    {
        var frame = new RenderFrame { Camera = camera };
        frame.Add(1, 1, mesh, world);
        return Fill(frame).Instances.ToArray().Single();
    }

    private static LabelSheet Fill(RenderFrame frame)
    {
        var sheet = new LabelSheet();
        sheet.Fill(frame, new CameraProjection(frame.Camera, Width, Height));
        return sheet;
    }
}
