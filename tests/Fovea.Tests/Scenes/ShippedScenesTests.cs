using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using Fovea.Scenes;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes;

/// <summary>What is in the episodes of the scenes that ship is what they promise.</summary>
public sealed class ShippedScenesTests
{
    [Theory]
    [InlineData("shapes", 9, 1, 5)]
    [InlineData("tabletop", 15, 2, 12)]
    public void Every_class_comes_up_and_counts_are_as_described(string name, int classes, int least, int most)
    {
        Scene scene = Load(name);
        Assert.Equal(classes, scene.Classes.Count);
        var world = new World(scene);
        Dictionary<byte, int> seen = [];
        for (int frame = 0; frame < 150; frame++)
        {
            RenderFrame picture = Begin(world, frame);
            Assert.InRange(picture.Instances.Count, least, most);
            foreach (LabelledInstance instance in picture.Instances)
                seen[instance.ClassId] = seen.GetValueOrDefault(instance.ClassId) + 1;
        }

        Assert.Equal(scene.Classes.Select(c => c.Id), seen.Keys.Order());
        // None is rarer than a third of its fair share.
        Assert.All(seen.Values, n => Assert.True(n > seen.Values.Sum() / classes / 3, $"{n} of {seen.Values.Sum()}"));
    }

    [Fact]
    public void Shapes_are_all_in_the_picture()
    {
        var world = new World(Load("shapes"));
        for (int frame = 0; frame < 100; frame++)
        {
            RenderFrame picture = Begin(world, frame);
            double half = (12 - 0.06) * Math.Tan(5 * Math.PI / 180);
            Assert.All(picture.Instances, i => Assert.All(Enumerable.Range(0, 8), c =>
            {
                Vector3 corner = Vector3.Transform(i.LocalBounds.Corner(c), i.World);
                Assert.True(Math.Abs(corner.X) <= half && Math.Abs(corner.Z) <= half, $"frame {frame}: {i.Name} at {corner}");
            }));
        }
    }

    [Fact]
    public void Things_stand_on_the_table_and_the_camera_in_the_room()
    {
        var world = new World(Load("tabletop"));
        for (int frame = 0; frame < 100; frame++)
        {
            RenderFrame picture = Begin(world, frame);
            Vector3 camera = picture.Camera.Pose.Translation;
            Assert.True(MathF.Abs(camera.X) < 2.1f && MathF.Abs(camera.Z) < 2.1f && camera.Y is > 0.8f and < 2.6f, $"frame {frame}: {camera}");
            Assert.All(picture.Instances, i =>
            {
                Vector3 place = i.World.Translation;
                Assert.True(MathF.Abs(place.X - 0.3f) < 0.475f && MathF.Abs(place.Z) < 0.7f && place.Y is > 0.72f and < 0.95f, $"frame {frame}: {i.Name} at {place}");
            });
        }
    }

    [Theory, InlineData("shapes"), InlineData("tabletop")]
    public void An_episode_alone_is_that_of_a_run(string name)
    {
        Scene scene = Load(name);
        var run = new World(scene);
        for (int frame = 728; frame <= 731; frame++)
            run.Begin(4, frame);
        RenderFrame after = Describe(run), alone = Begin(new World(scene), 731, 4);
        Assert.Equal(alone.Items.Select(i => (i.World, i.NextWorld, i.Material, i.ClassId, i.InstanceId)), after.Items.Select(i => (i.World, i.NextWorld, i.Material, i.ClassId, i.InstanceId)));
        Assert.Equal((alone.Camera, alone.Environment), (after.Camera, after.Environment));
    }

    [Theory, InlineData("shapes"), InlineData("tabletop")]
    public void Played_live_something_moves(string name)
    {
        var world = new World(Load(name));
        RenderFrame first = Begin(world, 0);
        (Matrix4x4, Matrix4x4) before = (first.Camera.Pose, first.Items[^1].World);
        for (int i = 0; i < 30; i++)
            world.Step();
        RenderFrame later = Describe(world);
        Assert.NotEqual(before, (later.Camera.Pose, later.Items[^1].World));
    }

    private static Scene Load(string name) => SceneFile.Load(Path.Combine(TestFiles.Root, "scenes", name));

    private static RenderFrame Begin(World world, long frame, ulong seed = 1)
    {
        world.Begin(seed, frame);
        return Describe(world);
    }

    private static RenderFrame Describe(World world)
    {
        var frame = new RenderFrame();
        new WorldPicture().Describe(world, WorldPicture.CameraOf(world), frame);
        return frame;
    }
}
