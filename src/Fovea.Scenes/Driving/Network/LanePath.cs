using System;
using System.Collections.Generic;

namespace Fovea.Scenes.Driving.Network;

/// <summary>A way over the ground, addressed by the distance along it: sampled once, so that following it costs a few multiplications.</summary>
internal sealed class LanePath
{
    private const double Spacing = 0.5;

    private readonly PlanPoint[] _points;
    private readonly PlanPoint[] _directions;
    private readonly double _step;

    /// <summary>A way along a line of points.</summary>
    /// <param name="line">Two or more points, closer together than the way bends; neighbours differ.</param>
    public LanePath(IReadOnlyList<PlanPoint> line)
    {
        double length = 0;
        for (int i = 1; i < line.Count; i++)
            length += (line[i] - line[i - 1]).Length;
        int parts = Math.Max(2, (int)Math.Ceiling(length / Spacing));
        (Length, _step) = (length, length / parts);
        _points = new PlanPoint[parts + 1];
        _directions = new PlanPoint[parts + 1];
        int segment = 1;
        double before = 0, own = (line[1] - line[0]).Length;
        for (int i = 0; i <= parts; i++)
        {
            double at = i * _step;
            while (segment < line.Count - 1 && at > before + own)
            {
                before += own;
                segment++;
                own = (line[segment] - line[segment - 1]).Length;
            }

            double t = Math.Clamp((at - before) / own, 0, 1);
            _points[i] = line[segment - 1] + ((line[segment] - line[segment - 1]) * t);
        }

        for (int i = 0; i <= parts; i++)
            _directions[i] = (_points[Math.Min(parts, i + 1)] - _points[Math.Max(0, i - 1)]).Unit;
    }

    /// <summary>Metres from its start to its end.</summary>
    public double Length { get; }

    /// <summary>How many samples there are, at equal distances.</summary>
    public int Samples => _points.Length;

    /// <summary>How far along it a sample lies.</summary>
    public double DistanceOf(int sample) => sample * _step;

    /// <summary>A sample's place.</summary>
    public PlanPoint this[int sample] => _points[sample];

    /// <summary>The place after a distance; beyond its ends the way goes on straight.</summary>
    /// <param name="distance">Metres from its start.</param>
    public PlanPoint Point(double distance)
    {
        if (distance <= 0)
            return _points[0] + (_directions[0] * distance);
        if (distance >= Length)
            return _points[^1] + (_directions[^1] * (distance - Length));
        (int i, double t) = Find(distance);
        return _points[i] + ((_points[i + 1] - _points[i]) * t);
    }

    /// <summary>The direction in which one goes there, of length 1.</summary>
    /// <inheritdoc cref="Point"/>
    public PlanPoint Direction(double distance)
    {
        (int i, double t) = Find(Math.Clamp(distance, 0, Length));
        return (_directions[i] + ((_directions[i + 1] - _directions[i]) * t)).Unit;
    }

    /// <summary>How sharply it bends there, 1 / metres: positive to the right.</summary>
    /// <inheritdoc cref="Point"/>
    public double Curvature(double distance)
    {
        // Over two metres, so that the corners between samples do not count as bends.
        PlanPoint a = Direction(distance - 1), b = Direction(distance + 1);
        double from = Math.Clamp(distance - 1, 0, Length), to = Math.Clamp(distance + 1, 0, Length);
        return to > from ? PlanPoint.Dot(a.Right, b) / (to - from) : 0;
    }

    private (int Sample, double Part) Find(double distance)
    {
        double at = distance / _step;
        int i = Math.Clamp((int)at, 0, _points.Length - 2);
        return (i, at - i);
    }
}
