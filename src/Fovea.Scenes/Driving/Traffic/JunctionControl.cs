using System;
using System.Collections.Generic;
using Fovea.Scenes.Driving.Network;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>Says who may enter a junction.</summary>
internal sealed class JunctionControl(RoadTraffic traffic)
{
    private readonly List<Vehicle> _asking = [];

    /// <summary>Takes junctions from those who must and can still stop, and gives them to those who ask and may enter.</summary>
    public void Assign()
    {
        _asking.Clear();
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
            vehicle.HasJunction = MayEnter(vehicle);
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
        (vehicle.Way.Arm.GivesWay ? 1000 : 0) + (vehicle.Way.Turn == Turn.Left ? 500 : 0) + vehicle.ToStopLine;

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
        if (traffic.StateOf(way.Arm) != SignalState.Green || IsBehindOneWhoWaits(vehicle))
            return false;
        if (way.Arm.Crossing is { } entry && traffic.Feet.IsTaken(entry))
            return false;
        if (way.Exit!.Crossing is { } exit && traffic.Feet.IsTaken(exit))
            return false;
        Lane onto = way.Next[0];
        double room = onto.Length, promised = vehicle.Kind.Length + 3;
        foreach (Vehicle other in traffic.Vehicles)
        {
            if (other == vehicle)
                continue;
            if (other.Lane == onto)
                room = Math.Min(room, other.Rear + other.Speed);
            if (!other.HasJunction || other.Way.Arm.Junction != way.Arm.Junction)
                continue;
            if (other.Way != way && other.Way.Conflicts.TryGetValue(way, out double last) && other.RearOnWay < last + 0.5)
                return false;
            // It will need room there too, unless its front is there and has been counted.
            if (other.Way.Next[0] == onto && other.Lane != onto)
                promised += other.Kind.Length + 3;
        }

        return room >= promised;
    }
}
