using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Driving;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Driving.Traffic;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Driving;

public sealed class TrafficTests
{
    private const float Dt = 1f / 30;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 3)]
    [InlineData(9, 11)]
    public void Nobody_runs_into_anybody_in_ten_minutes(ulong seed, long frame)
    {
        World world = DrivingScene.Begin(seed, frame);
        EgoVehicleBehaviour ego = world.Find<EgoVehicleBehaviour>()!;
        RoadTraffic traffic = ego.Traffic;
        Assert.InRange(traffic.Vehicles.Count, 12, 40);
        Assert.InRange(traffic.Feet.Walkers.Count, 8, 40);
        double[] start = [.. traffic.Vehicles.Select(v => v.Gone)];
        var idle = new double[traffic.Vehicles.Count];
        double walked = 0, longest = 0;
        for (int step = 0; step < 10 * 60 * 30; step++)
        {
            bool wasBefore = !ego.IsInJunction, wasRed = ego.IsLightRed;
            double speed = ego.Speed;
            PlanPoint[] feet = [.. traffic.Feet.Walkers.Select(w => w.Place)];
            traffic.Step(Dt);
            AssertApart(traffic, step);

            // It is over the line only when the light let it, in its own lane, and without a jolt that no brake could give.
            Assert.False(wasBefore && wasRed && ego.IsInJunction, $"ran a red light in step {step}");
            Assert.True(Math.Abs(ego.LaneOffset) + (VehicleKind.Saloon.Width / 2) < Road.LaneWidth / 2, $"left its lane in step {step}: {ego.LaneOffset}");
            Assert.True(ego.Speed < ego.SpeedLimit + 0.5, $"{ego.Speed} m/s where {ego.SpeedLimit} are allowed, in step {step}");
            Assert.True(speed - ego.Speed <= (8 * Dt) + 1e-9, $"braked from {speed} to {ego.Speed} in step {step}");
            for (int i = 0; i < traffic.Vehicles.Count; i++)
            {
                idle[i] = traffic.Vehicles[i].Speed > 0.05 ? 0 : idle[i] + Dt;
                longest = Math.Max(longest, idle[i]);
            }

            for (int i = 0; i < feet.Length; i++)
                walked += (traffic.Feet.Walkers[i].Place - feet[i]).Length;
        }

        // Everybody gets on: none stands for ever, and the average pace is that of a town.
        Assert.True(longest < 150, $"somebody stood for {longest} s");
        double far = traffic.Vehicles.Select((v, i) => v.Gone - start[i]).Min(), mean = traffic.Vehicles.Average(v => v.Gone) / 600;
        Assert.True(far > 700, $"somebody went {far} m only");
        Assert.InRange(mean, 3, 15);
        Assert.InRange(walked / traffic.Feet.Walkers.Count / 600, 0.5, 1.5);
    }

    [Fact]
    public void Nothing_stands_in_anything_when_an_episode_begins()
    {
        World world = DrivingScene.World();
        for (int frame = 0; frame < 25; frame++)
        {
            world.Begin(3, frame);
            EgoVehicleBehaviour ego = world.Find<EgoVehicleBehaviour>()!;
            AssertApart(ego.Traffic, frame);
            List<GroundBox> parked = [.. world.Entities.Where(e => e.Name.StartsWith("parked", StringComparison.Ordinal)).Select(ParkedGround)];
            foreach (GroundBox car in parked)
            {
                Assert.DoesNotContain(ego.Traffic.Vehicles, v => Ground(v).Overlaps(car));
                Assert.Single(parked, other => other.Overlaps(car));
            }
        }

        static GroundBox ParkedGround(WorldEntity car)
        {
            Matrix4x4 m = car.WorldMatrix;
            Vector3 size = car.Find<Fovea.Scenes.Components.MeshRendererComponent>()!.Model.Bounds.Size;
            return new GroundBox(new PlanPoint(m.M41, m.M43), new PlanPoint(-m.M31, -m.M33), size.Z / 2, size.X / 2);
        }
    }

    [Fact]
    public void People_cross_only_where_vehicles_let_them()
    {
        World world = DrivingScene.Begin(2, 4);
        RoadTraffic traffic = world.Find<EgoVehicleBehaviour>()!.Traffic;
        int crossed = 0;
        for (int step = 0; step < 5 * 60 * 30; step++)
        {
            traffic.Step(Dt);
            foreach (Walker walker in traffic.Feet.Walkers.Where(w => w.Way.Crossing is not null && w.IsOnRoad))
            {
                crossed++;
                var person = new GroundBox(walker.Place, walker.Direction, 0.2, 0.25);
                Assert.DoesNotContain(traffic.Vehicles, v => Ground(v).Overlaps(person));
            }
        }

        Assert.True(crossed > 1000, $"only {crossed} steps on crossings");
    }

    private static GroundBox Ground(Vehicle vehicle)
    {
        (PlanPoint middle, PlanPoint direction) = vehicle.Pose();
        return new GroundBox(middle, direction, vehicle.Kind.Length / 2, vehicle.Kind.Width / 2);
    }

    private static void AssertApart(RoadTraffic traffic, int step)
    {
        for (int i = 0; i < traffic.Vehicles.Count; i++)
        {
            GroundBox ground = Ground(traffic.Vehicles[i]);
            for (int k = 0; k < i; k++)
            {
                if (Ground(traffic.Vehicles[k]).Overlaps(ground))
                    Assert.Fail($"step {step}: {Tell(traffic.Vehicles[i])} is in {Tell(traffic.Vehicles[k])}");
            }
        }

        static string Tell(Vehicle v) => FormattableString.Invariant($"{v.Kind.Name} {v.Index} on lane {v.Lane.Index} ({v.Lane.Turn}) at {v.Front:F2} of {v.Lane.Length:F2}, {v.Speed:F2} m/s, junction {v.HasJunction}");
    }
}
