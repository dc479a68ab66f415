using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Driving;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Driving.Town;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Driving;

public sealed class EpisodeTests
{
    [Fact]
    public void A_frame_alone_is_the_frame_of_a_run()
    {
        World run = DrivingScene.World();
        for (int frame = 729; frame <= 731; frame++)
            run.Begin(11, frame);
        World alone = DrivingScene.Begin(11, 731);
        Assert.Equal(HashOf(alone), HashOf(run));
        for (int i = 0; i < 150; i++)
        {
            run.Step();
            alone.Step();
        }

        Assert.Equal(HashOf(alone), HashOf(run));
        Assert.NotEqual(HashOf(DrivingScene.Begin(11, 732)), HashOf(run));
        Assert.NotEqual(HashOf(DrivingScene.Begin(12, 731)), HashOf(DrivingScene.Begin(11, 731)));
    }

    [Fact]
    public void A_town_is_always_made_alike()
    {
        TownPlan one = TownPlan.Make(3), other = TownPlan.Make(3);
        Assert.NotSame(one, other);
        Assert.Equal(one.Props.Select(p => (p.Class, p.Place, p.Rotation, p.Scale)), other.Props.Select(p => (p.Class, p.Place, p.Rotation, p.Scale)));
        Assert.Equal(one.Surfaces.SelectMany(s => s.Model.Parts[0].Mesh.Vertices), other.Surfaces.SelectMany(s => s.Model.Parts[0].Mesh.Vertices));
        Assert.NotEqual(one.Props.Count, TownPlan.Make(4).Props.Count);
    }

    // What is simulated must have the same bits on any machine, and these functions need not.
    [Fact]
    public void Nothing_simulated_calls_the_platforms_elementary_functions()
    {
        var banned = new Regex(@"\bMathF?\.(Sin|Cos|Tan|Asin|Acos|Atan2?|Exp|Log|Pow|Cbrt)\b|Vector[23]\.(Dot|Distance|Normalize|Transform)|Quaternion\.(Create|Multiply|Concatenate)");
        string folder = Path.Combine(TestFiles.Root, "src", "Fovea.Scenes", "Driving");
        string[] files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Assert.True(files.Length > 20);
        Assert.All(files, file => Assert.False(banned.IsMatch(File.ReadAllText(file)), file));
    }

    [Fact]
    public void Buildings_stand_beside_roads_and_not_in_each_other()
    {
        for (int number = 0; number < 4; number++)
        {
            TownPlan plan = TownPlan.Of(number);
            List<GroundBox> buildings = [];
            foreach (Prop prop in plan.Props.Where(p => p.Class == "building"))
            {
                Bounds(prop, out GroundBox box);
                buildings.Add(box);
            }

            Assert.InRange(buildings.Count, 40, 160);
            for (int i = 0; i < buildings.Count; i++)
            {
                for (int k = 0; k < i; k++)
                    Assert.False(buildings[i].Overlaps(buildings[k]), $"town {number}: buildings {i} and {k}");
                foreach (Lane lane in plan.Network.Lanes)
                {
                    for (int s = 0; s < lane.Path.Samples; s += 6)
                        Assert.False(buildings[i].Overlaps(new GroundBox(lane.Path[s], lane.Path.Direction(lane.Path.DistanceOf(s)), 1.5, 1.6)), $"town {number}: building {i} on lane {lane.Index}");
                }
            }
        }

        // The plan of the walls: cornices and roofs may reach over a neighbour's.
        static void Bounds(Prop prop, out GroundBox box)
        {
            TownBuilding building = TownModels.Buildings.Concat(TownModels.Houses).Single(b => b.Day == prop.Day);
            Vector3 front = Rotations.Rotate(prop.Rotation, -Vector3.UnitZ);
            box = new GroundBox(new PlanPoint(prop.Place.X, prop.Place.Z), new PlanPoint(front.X, front.Z), (building.Depth / 2) - 0.01, (building.Width / 2) - 0.01);
            Assert.InRange(prop.Day.Bounds.Size.X, building.Width - 0.3, building.Width + 2);
        }
    }

    [Fact]
    public void Every_class_of_a_street_is_there_and_things_are_objects()
    {
        World world = DrivingScene.World();
        HashSet<string> seen = [];
        var picture = new WorldPicture();
        var frame = new RenderFrame();
        for (int i = 0; i < 30; i++)
        {
            world.Begin(4, i);
            picture.Describe(world, WorldPicture.CameraOf(world), frame);
            foreach (DrawItem item in frame.Items)
            {
                SceneClass found = world.Scene.Classes.Single(c => c.Id == item.ClassId);
                Assert.Equal(found.IsThing, item.InstanceId != 0);
                seen.Add(found.Name);
            }
        }

        Assert.Empty(world.Scene.Classes.Select(c => c.Name).Except(seen).Except(["ego vehicle", "dynamic", "sky"]));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        World world = DrivingScene.Begin(2, 2);
        for (int i = 0; i < 600; i++)
            world.Step();
        Assert.Equal(0, Allocations.Of(100, world.Step));
    }

    [Fact]
    public void The_cars_state_is_that_of_its_lane()
    {
        World world = DrivingScene.Begin(1, 0);
        EgoVehicleBehaviour ego = world.Find<EgoVehicleBehaviour>()!;
        Vector3 before = ego.Entity.Position;
        double sum = 0, start = ego.Vehicle.Gone;
        for (int i = 0; i < 1800; i++)
        {
            world.Step();
            Vector3 now = ego.Entity.Position;
            sum += (now - before).Length();
            before = now;
            // A bicycle on a circle turns its wheel by the arc tangent of axle distance over radius.
            Assert.Equal(ego.Curvature, Math.Tan(ego.SteeringAngle) / ego.Wheelbase, 9);
            Vector3 ahead = ego.LanePoint(0.5), front = now + (2.36f * Rotations.Rotate(ego.Entity.Rotation, -Vector3.UnitZ));
            Assert.True((ahead - front).Length() < 0.9f, $"{ahead} is not ahead of {front}");
        }

        Assert.InRange(sum / (ego.Vehicle.Gone - start), 0.98, 1.001);
        Assert.InRange(sum / 60, 1, 19);
    }

    [Fact]
    public void Traffic_without_a_town_says_what_it_needs()
    {
        Scene scene = DrivingScene.World().Scene;
        var world = new World(scene with { Entities = [.. scene.Entities.Where(e => e.Name != "town")] });
        Assert.Contains("needs a Town", Assert.Throws<SceneException>(() => world.Begin(1, 1)).Message, StringComparison.Ordinal);
        world = new World(scene with { Entities = [.. scene.Entities.Where(e => e.Name != "traffic")] });
        Assert.Contains("needs a Town and a Traffic", Assert.Throws<SceneException>(() => world.Begin(1, 1)).Message, StringComparison.Ordinal);
    }

    private static ulong HashOf(World world)
    {
        ulong hash = 0;
        foreach (WorldEntity entity in world.Entities)
        {
            hash = StableHash.Combine(hash, StableHash.Of(entity.Path));
            Matrix4x4 m = entity.WorldMatrix;
            for (int i = 0; i < 16; i++)
                hash = StableHash.Combine(hash, BitConverter.SingleToUInt32Bits(m[i / 4, i % 4]));
            if (entity.Find<MeshRendererComponent>() is { } shown)
                hash = StableHash.Combine(hash, (ulong)shown.Model.Parts[0].Mesh.Indices.Length + (shown.IsVisible ? 1UL << 40 : 0));
        }

        return hash;
    }
}
