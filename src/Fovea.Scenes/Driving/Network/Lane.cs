using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Scenes.Driving.Network;

/// <summary>A lane of a road, in its direction of travel, or one of the ways through a junction.</summary>
internal sealed class Lane
{
    // What is comfortable: metres a second squared sideways in a bend, and when slowing down for one.
    private const double Sideways = 2.2;
    private const double Slowing = 1.5;

    private readonly double[] _speeds;

    /// <summary>A lane.</summary>
    /// <param name="index">Its number in the network.</param>
    /// <param name="path">The line along its middle.</param>
    /// <param name="speedLimit">Metres a second.</param>
    /// <param name="road">The road that it is a lane of; null for a way through a junction.</param>
    public Lane(int index, LanePath path, double speedLimit, Road? road)
    {
        (Index, Path, SpeedLimit, Road) = (index, path, speedLimit, road);
        _speeds = new double[path.Samples];
        for (int i = 0; i < _speeds.Length; i++)
            _speeds[i] = Math.Min(speedLimit, Math.Sqrt(Sideways / Math.Max(1e-9, Math.Abs(path.Curvature(path.DistanceOf(i))))));
        SlowDownBefore(double.PositiveInfinity);
    }

    /// <summary>Its number in the network.</summary>
    public int Index { get; }

    /// <summary>The line along its middle.</summary>
    public LanePath Path { get; }

    /// <summary>Metres from its start to its end.</summary>
    public double Length => Path.Length;

    /// <summary>Metres a second.</summary>
    public double SpeedLimit { get; }

    /// <summary>The road that it is a lane of; null for a way through a junction.</summary>
    public Road? Road { get; }

    /// <summary>The arm of a junction where it ends, or, for a way through, where it begins.</summary>
    public JunctionArm Arm { get; set; } = null!;

    /// <summary>Where a way through a junction leads out; null for a lane of a road.</summary>
    public JunctionArm? Exit { get; set; }

    /// <summary>Which way it leads through a junction.</summary>
    public Turn Turn { get; set; }

    /// <summary>The ways through the junction at its end; for such a way, the one lane that it leads to.</summary>
    public List<Lane> Next { get; } = [];

    /// <summary>Ways through the same junction that come close to this one, and how far along this one they last do, metres.</summary>
    public Dictionary<Lane, double> Conflicts { get; } = [];

    /// <summary>Whether it is a way through a junction.</summary>
    public bool IsConnector => Turn != Turn.None;

    /// <summary>The speed at which one drives there, with bends and what comes after it in mind.</summary>
    /// <param name="distance">Metres along it.</param>
    public double SpeedAt(double distance) =>
        _speeds[Math.Clamp((int)(distance / Length * (_speeds.Length - 1)), 0, _speeds.Length - 1)];

    /// <summary>Slows down towards its end.</summary>
    /// <param name="speed">The greatest speed there, metres a second.</param>
    public void SlowDownBefore(double speed)
    {
        double step = Length / (_speeds.Length - 1);
        for (int i = _speeds.Length - 1; i >= 0; i--)
        {
            _speeds[i] = Math.Min(_speeds[i], speed);
            speed = Math.Sqrt((_speeds[i] * _speeds[i]) + (2 * Slowing * step));
        }
    }

    /// <summary>The way at its end that leads to an arm.</summary>
    public Lane To(JunctionArm arm) => Next.First(n => n.Exit == arm);
}
