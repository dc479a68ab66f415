using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>Puts vehicles and people on empty roads: where there is room, and more of them near the one from which they are seen.</summary>
/// <param name="traffic">The roads.</param>
internal sealed class TrafficSpawner(RoadTraffic traffic)
{
    private const int Tries = 60;

    private PlanPoint _center;

    /// <summary>Puts the first vehicle somewhere; the others gather around it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="random">What it is drawn from.</param>
    /// <param name="turns">What its ways are drawn from.</param>
    public Vehicle AddFirst(VehicleKind kind, ref CounterRandom random, CounterRandom turns)
    {
        (Lane lane, double front) = Place(kind, ref random, 5);
        var vehicle = new Vehicle(0, kind, lane, front, turns);
        traffic.Vehicles.Add(vehicle);
        _center = vehicle.Pose().Middle;
        return vehicle;
    }

    /// <summary>Adds a vehicle; null where no room was found.</summary>
    /// <inheritdoc cref="AddFirst"/>
    public Vehicle? Add(VehicleKind kind, ref CounterRandom random, CounterRandom turns)
    {
        for (int i = 0; i < Tries; i++)
        {
            (Lane lane, double front) = Place(kind, ref random, 1.4);
            double chance = 0.06 + (1 / (1 + (lane.Path.Point(front).DistanceSquared(_center) / (70 * 70))));
            if (!random.Chance(chance) || !HasRoom(kind, lane, front))
                continue;
            var vehicle = new Vehicle(traffic.Vehicles.Count, kind, lane, front, turns) { Haste = random.Between(0.85, 1.08) };
            traffic.Vehicles.Add(vehicle);
            return vehicle;
        }

        return null;
    }

    /// <summary>Adds somebody on foot; null where no room was found.</summary>
    /// <param name="random">What it is drawn from.</param>
    /// <param name="turns">What speed and ways are drawn from.</param>
    public Walker? AddWalker(ref CounterRandom random, CounterRandom turns)
    {
        List<FootWay> ways = traffic.Network.FootWays;
        for (int i = 0; i < Tries; i++)
        {
            FootWay way = ways[random.NextIndex(ways.Count)];
            double at = way.Path.Length * random.NextDouble();
            double near = 1 / (1 + (way.Path.Point(at).DistanceSquared(_center) / (45 * 45)));
            bool forward = random.Chance(0.5);
            if (way.Crossing is not null || !random.Chance((0.05 + near) * Math.Min(1, way.Path.Length / 40)))
                continue;
            var walker = new Walker(way, forward, at, turns);
            if (traffic.Feet.Walkers.Any(w => w.Place.DistanceSquared(walker.Place) < 1.1 * 1.1))
                continue;
            traffic.Feet.Walkers.Add(walker);
            return walker;
        }

        return null;
    }

    /// <summary>Lets everybody go as fast as they would have come here.</summary>
    /// <param name="random">What it is drawn from.</param>
    public void Settle(ref CounterRandom random)
    {
        foreach (Vehicle vehicle in traffic.Vehicles)
        {
            double wanted = RoadTraffic.WantedSpeed(vehicle) * random.Between(0.7, 0.98);
            double gap = traffic.Ahead(vehicle).Gap - IntelligentDriver.Standing;
            double room = Math.Min(gap, vehicle.ToStopLine - 1);
            vehicle.Speed = Math.Min(wanted, Math.Sqrt(2 * 1.8 * Math.Max(0, room)));
        }
    }

    private (Lane Lane, double Front) Place(VehicleKind kind, ref CounterRandom random, double streets)
    {
        double sum = 0;
        foreach (Road road in traffic.Network.Roads)
            sum += Weight(road);
        double drawn = random.NextDouble() * sum;
        Road found = traffic.Network.Roads[^1];
        foreach (Road road in traffic.Network.Roads)
        {
            drawn -= Weight(road);
            if (drawn < 0)
            {
                found = road;
                break;
            }
        }

        Lane lane = random.Chance(0.5) ? found.Forward : found.Backward;
        return (lane, random.Between(kind.Length + 0.5, lane.Length - 1));

        double Weight(Road road) => road.Spline.Length * (road.IsStreet ? streets : 1);
    }

    private bool HasRoom(VehicleKind kind, Lane lane, double front)
    {
        foreach (Vehicle other in traffic.Vehicles)
        {
            if (other.Lane == lane && front - kind.Length < other.Front + 4 && front + 4 > other.Rear)
                return false;
        }

        return true;
    }
}
