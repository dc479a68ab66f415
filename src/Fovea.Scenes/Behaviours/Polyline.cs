using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fovea.Scenes.Behaviours;

/// <summary>Straight lines from point to point, addressed by the distance along them. The same bits on any machine.</summary>
public sealed class Polyline
{
    private readonly Vector3[] _points;
    private readonly double[] _lengths;

    /// <summary>Makes the lines.</summary>
    /// <param name="points">Two or more; neighbours differ.</param>
    /// <param name="isClosed">Whether a line leads from the last to the first.</param>
    /// <exception cref="ArgumentException">There are fewer, or two neighbours at one place.</exception>
    public Polyline(IReadOnlyList<Vector3> points, bool isClosed = false)
    {
        if (points.Count < 2)
            throw new ArgumentException("A path has two or more points.", nameof(points));
        _points = isClosed ? [.. points, points[0]] : [.. points];
        _lengths = new double[_points.Length];
        for (int i = 1; i < _points.Length; i++)
        {
            double x = (double)_points[i].X - _points[i - 1].X, y = (double)_points[i].Y - _points[i - 1].Y, z = (double)_points[i].Z - _points[i - 1].Z;
            double length = Math.Sqrt((x * x) + (y * y) + (z * z));
            if (!(length > 0))
                throw new ArgumentException("Two neighbouring points of a path are at one place.", nameof(points));
            _lengths[i] = _lengths[i - 1] + length;
        }
    }

    /// <summary>Metres from its start to its end.</summary>
    public double Length => _lengths[^1];

    /// <summary>Where one is after a distance; before and after the lines, at their ends.</summary>
    public Vector3 Point(double distance)
    {
        int i = Find(distance);
        double share = Math.Clamp((distance - _lengths[i]) / (_lengths[i + 1] - _lengths[i]), 0, 1);
        Vector3 a = _points[i], b = _points[i + 1];
        return new Vector3((float)(a.X + ((b.X - (double)a.X) * share)), (float)(a.Y + ((b.Y - (double)a.Y) * share)), (float)(a.Z + ((b.Z - (double)a.Z) * share)));
    }

    /// <summary>The direction in which one goes there; of length 1.</summary>
    public Vector3 Direction(double distance)
    {
        int i = Find(distance);
        double length = _lengths[i + 1] - _lengths[i];
        Vector3 d = _points[i + 1] - _points[i];
        return new Vector3((float)(d.X / length), (float)(d.Y / length), (float)(d.Z / length));
    }

    private int Find(double distance)
    {
        int i = Array.BinarySearch(_lengths, distance);
        return Math.Clamp(i < 0 ? ~i - 1 : i, 0, _lengths.Length - 2);
    }
}
