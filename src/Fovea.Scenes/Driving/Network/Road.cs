using System;
using System.Numerics;
using Fovea.Scenes.Meshes.Roads;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Driving.Network;

/// <summary>A road between two junctions, with a lane in either direction.</summary>
internal sealed class Road
{
    /// <summary>A road in town: kerbs, pavements, and room to park at both sides.</summary>
    public static readonly RoadProfile Street = new() { LaneWidth = LaneWidth, Shoulder = 2.2, PavementWidth = 2.8, Step = 10 };

    /// <summary>A road in the country.</summary>
    public static readonly RoadProfile Highway = new() { LaneWidth = LaneWidth, Shoulder = 0.5, KerbWidth = 0, KerbHeight = 0, PavementWidth = 0, Step = 10 };

    /// <summary>How wide all lanes are, metres.</summary>
    public const double LaneWidth = 3.25;

    /// <summary>A road.</summary>
    /// <param name="spline">Its middle line, from where the first junction's corners end to where the second's begin.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="streetFrom">Metres from its start that look like a street in town.</param>
    /// <param name="streetTo">Metres before its end that look like a street in town; a whole street where both meet.</param>
    public Road(Spline spline, JunctionArm from, JunctionArm to, double streetFrom, double streetTo)
    {
        (Spline, From, To) = (spline, from, to);
        IsStreet = streetFrom + streetTo >= spline.Length;
        (StreetFrom, StreetTo) = IsStreet ? (spline.Length, 0) : (streetFrom, streetTo);
        (from.Road, to.Road) = (this, this);
        Line = new LanePath(Sampled(0, 0, spline.Length));
    }

    /// <summary>Its middle line.</summary>
    public Spline Spline { get; }

    /// <summary>The same, seen from above.</summary>
    public LanePath Line { get; }

    /// <summary>Where it begins.</summary>
    public JunctionArm From { get; }

    /// <summary>Where it ends.</summary>
    public JunctionArm To { get; }

    /// <summary>Whether all of it is a street in town.</summary>
    public bool IsStreet { get; }

    /// <summary>Metres from its start that are a street in town.</summary>
    public double StreetFrom { get; }

    /// <summary>Metres before its end that are a street in town.</summary>
    public double StreetTo { get; }

    /// <summary>The lane from start to end.</summary>
    public Lane Forward { get; set; } = null!;

    /// <summary>The lane from end to start.</summary>
    public Lane Backward { get; set; } = null!;

    /// <summary>The cross-section at a distance from the start.</summary>
    public RoadProfile ProfileAt(double distance) => distance < StreetFrom || distance > Spline.Length - StreetTo ? Street : Highway;

    /// <summary>Points of a line beside it, seen from above, close together.</summary>
    /// <param name="right">Metres to the right of its middle.</param>
    /// <param name="from">Metres along it.</param>
    /// <param name="to">Metres along it; less than <paramref name="from"/> for the way back.</param>
    public PlanPoint[] Sampled(double right, double from, double to)
    {
        int parts = Math.Max(1, (int)Math.Ceiling(Math.Abs(to - from) / 2));
        var points = new PlanPoint[parts + 1];
        for (int i = 0; i <= parts; i++)
        {
            Vector3 point = Spline.Beside(from + ((to - from) * i / parts), right);
            points[i] = new PlanPoint(point.X, point.Z);
        }

        return points;
    }
}
