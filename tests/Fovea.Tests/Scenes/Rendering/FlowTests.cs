using System;
using System.Numerics;
using Fovea.Hosting;
using Fovea.Scenes.Rendering;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Scenes.Rendering;

/// <summary>Optical flow against points that are moved and projected by hand.</summary>
public sealed class FlowTests
{
    private static readonly Matrix4x4 Pose = Matrix4x4.CreateRotationX(-0.3f) * Matrix4x4.CreateRotationY(0.2f) * Matrix4x4.CreateTranslation(1, 3, 4);

    private static readonly Matrix4x4 NextPose = Matrix4x4.CreateRotationX(-0.31f) * Matrix4x4.CreateRotationY(0.23f) * Matrix4x4.CreateTranslation(1.1f, 3.05f, 3.6f);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Flow_of_a_camera_that_moves_over_a_plane_is_that_of_its_points_and_the_sky_turns_along(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Camera = new CameraView { Pose = Pose, NextPose = NextPose, FieldOfView = 65 };
        rig.Add(TestMeshes.Plane(500), Matrix4x4.Identity);
        rig.Draw();
        var eye = new Vector3(Pose.M41, Pose.M42, Pose.M43);
        var nextEye = new Vector3(NextPose.M41, NextPose.M42, NextPose.M43);
        for (int y = 0; y < rig.Height; y += 3)
        {
            for (int x = 0; x < rig.Width; x += 3)
            {
                bool sky = float.IsInfinity(rig.Depth(x, y));
                Vector3 point = sky ? nextEye + (rig.Ray(x, y) * 10) : eye + (rig.Ray(x, y) * rig.Depth(x, y));
                (Vector2 pixel, _) = SceneRig.Project(point, NextPose, 65, rig.Width, rig.Height);
                Vector2 expected = pixel - new Vector2(x + 0.5f, y + 0.5f);
                Assert.InRange((rig.FlowAt(x, y) - expected).Length(), 0, 0.02f + (0.002f * expected.Length()));
            }
        }

        Assert.True(rig.FlowAt(80, 85).Length() > 3);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Flow_of_a_thing_that_moves_and_turns_is_that_of_its_points(GlApi api) => GlThread.Run(api, gl =>
    {
        using var rig = new SceneRig(gl);
        rig.Frame.Camera = new CameraView { Pose = Pose, NextPose = NextPose };
        Matrix4x4 world = Matrix4x4.CreateFromYawPitchRoll(0.4f, 0.2f, 0.1f) * Matrix4x4.CreateTranslation(0, 1, -5);
        Matrix4x4 next = Matrix4x4.CreateFromYawPitchRoll(0.6f, 0.25f, 0.05f) * Matrix4x4.CreateTranslation(0.4f, 1.2f, -5.3f);
        rig.Add(TestMeshes.Box(), world, next: next);
        rig.Draw();
        Matrix4x4.Invert(world, out Matrix4x4 inverse);
        var eye = new Vector3(Pose.M41, Pose.M42, Pose.M43);
        int met = 0;
        for (int y = 0; y < rig.Height; y++)
        {
            for (int x = 0; x < rig.Width; x++)
            {
                if (rig.Identity(x, y) == 0)
                    continue;
                Vector3 own = Vector3.Transform(eye + (rig.Ray(x, y) * rig.Depth(x, y)), inverse);
                (Vector2 pixel, _) = SceneRig.Project(Vector3.Transform(own, next), NextPose, 60, rig.Width, rig.Height);
                Vector2 expected = pixel - new Vector2(x + 0.5f, y + 0.5f);
                Assert.InRange((rig.FlowAt(x, y) - expected).Length(), 0, 0.02f);
                met++;
            }
        }

        Assert.True(met > 300);
    });
}
