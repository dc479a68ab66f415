using System;
using System.Collections.Generic;
using Fovea.Scenes.Driving.Network;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>All people on foot, and who of them is on which crossing.</summary>
internal sealed class FootTraffic
{
    private readonly RoadTraffic _traffic;
    private readonly int[] _walking;
    private readonly int[] _waiting;
    private readonly Func<Walker, bool> _mayCross;

    public FootTraffic(RoadTraffic traffic)
    {
        _traffic = traffic;
        _walking = new int[traffic.Network.Crossings.Count];
        _waiting = new int[traffic.Network.Crossings.Count];
        _mayCross = MayCross;
    }

    /// <summary>Everybody.</summary>
    public List<Walker> Walkers { get; } = [];

    /// <summary>Whether vehicles must keep off a crossing: somebody is on it, or has the right to step on it.</summary>
    public bool IsTaken(Crossing crossing)
    {
        if (_walking[crossing.Index] > 0)
            return true;
        return _waiting[crossing.Index] > 0 && (crossing.Arm.Junction.Signal is null || _traffic.WalkingTime(crossing.Arm) > 0);
    }

    /// <summary>Goes on.</summary>
    public void Step(double dt)
    {
        for (int i = 0; i < Walkers.Count; i++)
            Walkers[i].Step(dt, _mayCross, IsBlocked(Walkers[i]));
        Count();
    }

    /// <summary>Counts who is on crossings.</summary>
    public void Count()
    {
        Array.Clear(_walking);
        Array.Clear(_waiting);
        foreach (Walker walker in Walkers)
        {
            if (walker.Way.Crossing is { } crossing)
                _walking[crossing.Index]++;
            if (walker.WaitsFor is { } wanted && (wanted.Arm.Junction.Signal is null || _traffic.WalkingTime(wanted.Arm) > walker.CrossingTime))
                _waiting[wanted.Index]++;
        }
    }

    private bool MayCross(Walker walker)
    {
        Crossing crossing = walker.Next.Way.Crossing!;
        if (crossing.Arm.Junction.Signal is not null && _traffic.WalkingTime(crossing.Arm) < walker.CrossingTime)
            return false;
        if (_traffic.IsUsed(crossing))
            return false;
        // At once, for the vehicles that are asked next.
        _walking[crossing.Index]++;
        return true;
    }

    private bool IsBlocked(Walker walker)
    {
        foreach (Walker other in Walkers)
        {
            if (other == walker || other.Place.DistanceSquared(walker.Place) > 0.8 * 0.8)
                continue;
            PlanPoint way = other.Place - walker.Place;
            if (PlanPoint.Dot(way, walker.Direction) > 0 && PlanPoint.Dot(other.Direction, walker.Direction) > 0.3)
                return true;
        }

        return false;
    }
}
