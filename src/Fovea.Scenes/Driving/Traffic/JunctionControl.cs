using System;
using System.Collections.Generic;
using Fovea.Scenes.Driving.Network;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>Says who may enter a junction.</summary>
internal sealed class JunctionControl(RoadTraffic traffic)
{
    // Seconds of green after which the others let one go first.
    private const double Patience = 15;

    private readonly List<Vehicle> _asking = [];
    private readonly List<Vehicle> _goesFirst = [];

    /// <summary>Takes junctions from those who must and can still stop, and gives them to those who ask and may enter.</summary>
    /// <param name="dt">Seconds since it was called last.</param>
    public void Assign(double dt)
    {
        _asking.Clear();
        _goesFirst.Clear();
        foreach (Vehicle vehicle in traffic.Vehicles)
        {
            if (vehicle.Lane.IsConnector || (vehicle.HasJunction && vehicle.Lane != vehicle.Way.Arm.Incoming))
                continue;
            double stopping = IntelligentDriver.StoppingDistance(vehicle.Speed);
            if (vehicle.HasJunction)
            {
                bool mustStop = traffic.StateOf(vehicle.Way.Arm) != SignalState.Green && vehicle.ToStopLine > stopping + 0.5;
                if (mustStop || IsBehindOneWhoWaits(vehicle))
                    vehicle.HasJunction = false;
            }
            else if (vehicle.ToStopLine < Reach(vehicle, stopping))
            {
                Insert(vehicle);
            }
        }

        foreach (Vehicle vehicle in _asking)
        {
            if (traffic.StateOf(vehicle.Way.Arm) != SignalState.Green || IsBehindOneWhoWaits(vehicle) || !HasRoom(vehicle))
                continue;
            vehicle.HasJunction = MayEnter(vehicle);
            vehicle.Waited = vehicle.HasJunction ? 0 : vehicle.Waited + dt;
            if (vehicle.Waited > Patience)
                _goesFirst.Add(vehicle);
        }
    }

    // Who has to give way asks when it has all but stopped; others early enough not to slow down.
    private static double Reach(Vehicle vehicle, double stopping) => vehicle.Way.Arm.GivesWay ? 6 : (2.2 * stopping) + 10;

    // Straight on before turns, then who is nearer.
    private void Insert(Vehicle vehicle)
    {
        int at = _asking.Count;
        _asking.Add(vehicle);
        for (; at > 0 && Rank(_asking[at - 1]) > Rank(vehicle); at--)
            _asking[at] = _asking[at - 1];
        _asking[at] = vehicle;
    }

    private static double Rank(Vehicle vehicle) =>
        (vehicle.Waited > Patience ? -2000 : 0) + (vehicle.Way.Arm.GivesWay ? 1000 : 0) + (vehicle.Way.Turn == Turn.Left ? 500 : 0) + vehicle.ToStopLine;

    // Who stands behind another must not keep the junction from him.
    private bool IsBehindOneWhoWaits(Vehicle vehicle)
    {
        foreach (Vehicle other in traffic.Vehicles)
        {
            if (other.Lane == vehicle.Lane && other.Front > vehicle.Front && !other.HasJunction)
                return true;
        }

        return false;
    }

    private bool MayEnter(Vehicle vehicle)
    {
        Lane way = vehicle.Way;
        foreach (Vehicle first in _goesFirst)
        {
            if (first.Way.Conflicts.ContainsKey(way))
                return false;
        }

        if (way.Arm.Crossing is { } entry && traffic.Feet.IsTaken(entry))
            return false;
        if (way.Exit!.Crossing is { } exit && traffic.Feet.IsTaken(exit))
            return false;
        foreach (Vehicle other in traffic.Vehicles)
        {
            if (other.HasJunction && other.Way != way && other.Way.Conflicts.TryGetValue(way, out double last) && other.RearOnWay < last + 1)
                return false;
        }

        return true;
    }

    // Whether it can leave the junction again, whatever is ahead.
    private bool HasRoom(Vehicle vehicle)
    {
        Lane onto = vehicle.Way.Next[0];
        double room = onto.Length, promised = vehicle.Kind.Length + 3;
        foreach (Vehicle other in traffic.Vehicles)
        {
            if (other == vehicle)
                continue;
            if (other.Lane == onto)
                room = Math.Min(room, other.Rear + other.Speed);
            // It will need room there too, unless its front is there and has been counted.
            if (other.HasJunction && other.Way.Next[0] == onto && other.Lane != onto)
                promised += other.Kind.Length + 3;
        }

        return room >= promised;
    }
}
