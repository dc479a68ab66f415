using System;
using System.Collections.Generic;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>Somebody on foot: goes along ways, keeps to the right, and waits at crossings.</summary>
internal sealed class Walker
{
    private readonly double _speed;
    private readonly double _right;
    private CounterRandom _turns;

    /// <summary>Somebody on a way.</summary>
    /// <param name="way">A way that is no crossing.</param>
    /// <param name="forward">Whether they walk from its start.</param>
    /// <param name="distance">How far they have gone on it, metres.</param>
    /// <param name="turns">What speed and ways are drawn from.</param>
    public Walker(FootWay way, bool forward, double distance, CounterRandom turns)
    {
        _turns = turns;
        (Way, IsForward, Distance) = (way, forward, distance);
        _speed = _turns.Between(1.05, 1.6);
        _right = _turns.Between(0.15, 0.95);
        Phase = _turns.NextDouble();
        (Place, Direction) = Target();
        ChooseNext();
    }

    /// <summary>Where they are on.</summary>
    public FootWay Way { get; private set; }

    /// <summary>Whether they walk from its start.</summary>
    public bool IsForward { get; private set; }

    /// <summary>How far they have gone on it, metres.</summary>
    public double Distance { get; private set; }

    /// <summary>Where they go after it.</summary>
    public (FootWay Way, bool Forward) Next { get; private set; }

    /// <summary>Where they are.</summary>
    public PlanPoint Place { get; private set; }

    /// <summary>Where they look.</summary>
    public PlanPoint Direction { get; private set; }

    /// <summary>Where in the cycle of two steps, 0..1.</summary>
    public double Phase { get; private set; }

    /// <summary>Whether they stand.</summary>
    public bool IsStanding { get; private set; }

    /// <summary>Whether they are between the kerbs of a crossing.</summary>
    public bool IsOnRoad
    {
        get
        {
            double aside = FootWays.Pavement - Road.Street.RightEdge;
            return Distance > aside && Distance < Way.Path.Length - aside;
        }
    }

    /// <summary>The crossing that they wait to enter; null for none.</summary>
    public Crossing? WaitsFor { get; private set; }

    /// <summary>Seconds that they take for a crossing, with some to spare.</summary>
    public double CrossingTime => (Next.Way.Path.Length / _speed) + 1;

    /// <summary>Goes on.</summary>
    /// <param name="dt">Seconds.</param>
    /// <param name="mayCross">Whether they may enter the crossing that comes next.</param>
    /// <param name="isBlocked">Whether somebody slower is right ahead.</param>
    public void Step(double dt, Func<Walker, bool> mayCross, bool isBlocked)
    {
        WaitsFor = null;
        double way = isBlocked ? 0.4 * _speed * dt : _speed * dt;
        if (Distance + way < Way.Path.Length)
        {
            Distance += way;
        }
        else if (Next.Way.Crossing is null || mayCross(this))
        {
            Distance += way - Way.Path.Length;
            (Way, IsForward) = Next;
            ChooseNext();
        }
        else
        {
            (Distance, WaitsFor) = (Way.Path.Length, Next.Way.Crossing);
        }

        // The body follows the way a little late, which rounds corners.
        PlanPoint move = (Target().Place - Place) * Math.Min(1, 3 * dt);
        Place += move;
        double gone = move.Length;
        IsStanding = gone < 0.15 * dt;
        if (!IsStanding)
            Direction = (Direction + (move.Unit * Math.Min(1, 8 * dt))).Unit;
        Phase += gone / 1.45;
        Phase -= Math.Floor(Phase);
    }

    private (PlanPoint Place, PlanPoint Direction) Target()
    {
        double at = IsForward ? Distance : Way.Path.Length - Distance;
        PlanPoint direction = Way.Path.Direction(at) * (IsForward ? 1 : -1);
        return (Way.Path.Point(at) + (direction.Right * _right), direction);
    }

    private void ChooseNext()
    {
        List<(FootWay Way, bool Forward)> ways = IsForward ? Way.AtEnd : Way.AtStart;
        double sum = 0;
        foreach ((FootWay way, bool _) in ways)
            sum += Weight(way);
        double drawn = _turns.NextDouble() * sum;
        Next = ways[^1];
        foreach ((FootWay Way, bool Forward) way in ways)
        {
            drawn -= Weight(way.Way);
            if (drawn < 0)
            {
                Next = way;
                break;
            }
        }

        // Most follow the pavement.
        double Weight(FootWay way) => way.Crossing is null ? 1 : 0.7;
    }
}
