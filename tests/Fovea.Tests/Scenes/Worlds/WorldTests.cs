using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Worlds;

public sealed class WorldTests
{
    [Fact]
    public void What_is_shown_is_a_step_behind_what_was_computed()
    {
        var world = new World(Of(warmUp: 0, Box("a", () => new Mover())));
        world.Begin(1, 0);
        RenderFrame frame = Describe(world);
        Assert.Equal(0, frame.Items.Single().World.M41);
        Assert.Equal(0.5f, frame.Items.Single().NextWorld.M41);
        Assert.Equal((0L, TimeSpan.Zero), (frame.Index, frame.Time));
        world.Step();
        frame = Describe(world);
        Assert.Equal((0.5f, 1f), (frame.Items.Single().World.M41, frame.Items.Single().NextWorld.M41));
        Assert.Equal(1, frame.Index);
        Assert.Equal(0.5, frame.Time.TotalSeconds, 6);
    }

    [Fact]
    public void Warm_up_steps_come_before_the_picture()
    {
        var world = new World(Of(warmUp: 4, Box("a", () => new Mover())));
        world.Begin(1, 731);
        Assert.Equal(2, Describe(world).Items.Single().World.M41);
        Assert.Equal(731, Describe(world).Index);
    }

    [Fact]
    public void An_episode_does_not_depend_on_those_before_it()
    {
        Scene scene = Of(2, Box("a", () => new Shaker(), () => new Mover()), Box("b", () => new Shaker()), Box("maker", () => new Maker()));
        var one = new World(scene);
        for (int frame = 0; frame <= 7; frame++)
            one.Begin(5, frame);
        var other = new World(scene);
        other.Begin(5, 7);
        Assert.Equal(Places(other), Places(one));
        other.Begin(5, 8);
        Assert.NotEqual(Places(other), Places(one));
        other.Begin(6, 7);
        Assert.NotEqual(Places(other), Places(one));
    }

    [Fact]
    public void What_another_entity_draws_changes_nothing()
    {
        var with = new World(Of(0, Box("x", () => new Shaker()), Box("a", () => new Shaker())));
        var without = new World(Of(0, Box("a", () => new Shaker())));
        with.Begin(3, 9);
        without.Begin(3, 9);
        Assert.Equal(without.Entities[0].Position, with.Entities[1].Position);
    }

    [Fact]
    public void Children_move_with_their_parents_and_vanish_with_them()
    {
        EntityDefinition child = Box("child") with { Position = new Vector3(0, 0, -2), Scale = new Vector3(2) };
        var world = new World(Of(0, Box("a", () => new Mover()) with { Rotation = new Vector3(0, 90, 0), Children = [child] }));
        world.Begin(1, 0);
        DrawItem item = Describe(world).Items[1];
        Assert.True((new Vector3(item.World.M41, item.World.M42, item.World.M43) - new Vector3(-2, 0, 0)).Length() < 1e-6f);
        Assert.Equal(2, Vector3.TransformNormal(Vector3.UnitX, item.World).Length(), 5);
        Assert.Equal("a/child", world.Entities[1].Path);
        world.Entities[0].IsActive = false;
        world.Step();
        Assert.Empty(Describe(world).Items);
    }

    [Fact]
    public void Labels_count_for_all_below_them_and_objects_have_numbers()
    {
        EntityDefinition wheel = Box("wheel") with { Position = new Vector3(3, 0, 0) };
        EntityDefinition badge = Box("badge", () => new LabelComponent { Class = "sign" });
        Scene scene = Of(
            0,
            Box("car", () => new LabelComponent { Class = "car", Keypoints = [new Vector3(1, 2, 3)] }) with { Children = [badge, wheel] },
            Box("road", () => new LabelComponent { Class = "road" }),
            Box("stone"),
            Box("crowd", () => new LabelComponent { Class = "car", IsInstance = false }));
        var world = new World(scene);
        world.Begin(1, 0);
        RenderFrame frame = Describe(world);
        Assert.Equal([(1, 1u), (3, 2u), (1, 1u), (2, 0u), (0, 0u), (1, 0u)], frame.Items.Select(i => ((int)i.ClassId, i.InstanceId)));
        Assert.Equal([1u, 2u], frame.Instances.Select(i => i.InstanceId));
        Assert.Equal(new Vector3(-0.5f), frame.Instances[0].LocalBounds.Min);
        Assert.Equal(new Vector3(3.5f, 0.5f, 0.5f), frame.Instances[0].LocalBounds.Max);
        Assert.Equal(new Vector3(0.5f), frame.Instances[1].LocalBounds.Max);
        Assert.Equal(new Vector3(1, 2, 3), frame.Instances[0].Keypoints!.Single());
    }

    [Fact]
    public void A_box_in_space_is_that_of_the_step_that_is_shown()
    {
        EntityDefinition door = Box("door", () => new Mover()) with { Position = new Vector3(2, 0, 0) };
        var world = new World(Of(warmUp: 0, Box("car", () => new LabelComponent { Class = "car" }) with { Children = [door] }));
        world.Begin(1, 0);
        Assert.Equal(2.5f, Describe(world).Instances[0].LocalBounds.Max.X);
        world.Step();
        Assert.Equal(3, Describe(world).Instances[0].LocalBounds.Max.X);
    }

    [Fact]
    public void What_a_behaviour_adds_is_where_it_belongs_from_its_first_picture_on()
    {
        var world = new World(Of(warmUp: 0, Box("a", () => new Planter())));
        world.Begin(1, 0);
        world.Step();
        DrawItem[] items = Describe(world).Items.ToArray();
        Assert.Equal(2, items.Length);
        Assert.Equal((7f, 7f, 1f), (items[1].World.M41, items[1].NextWorld.M41, items[1].World.M11));
    }

    [Fact]
    public void Describing_a_frame_allocates_nothing()
    {
        var world = new World(Of(0, Box("a", () => new Mover(), () => new LabelComponent { Class = "car" }), Box("lamp", () => new LightComponent())));
        world.Begin(1, 0);
        var frame = new RenderFrame();
        var picture = new WorldPicture();
        CameraComponent camera = WorldPicture.CameraOf(world);
        Assert.Equal(0, Allocations.Of(10, () =>
        {
            world.Step();
            picture.Describe(world, camera, frame);
        }));
        Assert.Single(frame.Lights);
    }

    [Fact]
    public void A_scene_without_a_camera_says_so()
    {
        var world = new World(Of(0) with { Entities = [] });
        world.Begin(1, 0);
        Assert.Contains("no Camera", Assert.Throws<SceneException>(() => WorldPicture.CameraOf(world)).Message, StringComparison.Ordinal);
        world = new World(Of(0));
        world.Begin(1, 0);
        Assert.Contains("eye", Assert.Throws<SceneException>(() => WorldPicture.CameraOf(world, "nose")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 42, 180)] // noon at 48 degrees north, equinox: 90 - 48, in the south
    [InlineData(6, 0, 90)]
    [InlineData(18, 0, 270)]
    [InlineData(0, -42, 0)]
    public void The_sun_stands_where_the_hour_says(double hours, double elevation, double azimuth)
    {
        var sky = new SkyComponent();
        sky.SetTimeOfDay(hours);
        Assert.Equal(elevation, sky.Environment.SunElevation, 4);
        Assert.Equal(azimuth, sky.Environment.SunAzimuth % 360, 4);
    }

    private static Scene Of(int warmUp, params EntityDefinition[] entities) => new()
    {
        Name = "test",
        TimeStep = 0.5f,
        WarmUpSteps = warmUp,
        Classes = [new SceneClass(1, "car", 0, true), new SceneClass(2, "road", 0, false), new SceneClass(3, "sign", 0, true)],
        Entities = [.. entities, new EntityDefinition { Name = "eye", Components = [ComponentDefinition.Of(() => new CameraComponent())] }],
    };

    private static EntityDefinition Box(string name, params Func<Component>[] components) => new()
    {
        Name = name,
        Components = [.. components.Append(() => new MeshRendererComponent { Mesh = "box" }).Select(ComponentDefinition.Of)],
    };

    private static RenderFrame Describe(World world)
    {
        var frame = new RenderFrame();
        new WorldPicture().Describe(world, WorldPicture.CameraOf(world), frame);
        return frame;
    }

    private static IEnumerable<Matrix4x4> Places(World world) => Describe(world).Items.Select(i => i.World).ToArray();

    private sealed class Mover : Behaviour
    {
        public override void Visit(Fields fields)
        {
        }

        public override void Update(float dt) => Entity.Position += new Vector3(dt, 0, 0);
    }

    private sealed class Planter : Behaviour
    {
        private int _steps;

        public override void Visit(Fields fields)
        {
        }

        public override void Update(float dt)
        {
            if (++_steps == 2)
                World.Add(Box("plant") with { Position = new Vector3(7, 0, 0) });
        }
    }

    private sealed class Shaker : Randomizer
    {
        public override void Visit(Fields fields)
        {
        }

        public override void Randomize()
        {
            CounterRandom random = Random("Shaker.position");
            Entity.Position = new Vector3((float)random.NextDouble(), (float)random.NextNormal(), random.NextIndex(100));
        }
    }

    private sealed class Maker : Randomizer
    {
        public override void Visit(Fields fields)
        {
        }

        public override void Randomize()
        {
            for (int i = 0; i < 3; i++)
                World.Add(Box("made", () => new Shaker()));
        }
    }
}
