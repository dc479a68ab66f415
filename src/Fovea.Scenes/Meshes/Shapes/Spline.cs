using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>A smooth curve through points, addressed by the distance along it. The same bits on any machine: traffic follows it.</summary>
/// <remarks>
/// Centripetal Catmull-Rom (E. Catmull and R. Rom 1974; C. Yuksel et al., "Parameterization and applications of Catmull-Rom curves", 2011),
/// which neither loops nor overshoots. Lengths are integrals by five-point Gauss-Legendre quadrature, inverted by Newton's method.
/// </remarks>
public sealed class Spline
{
    private const int Parts = 16;

    private readonly SplineSegment[] _segments;
    private readonly double[] _lengths;

    /// <summary>Makes a curve.</summary>
    /// <param name="points">Two or more, metres; neighbours must differ.</param>
    /// <param name="isClosed">Whether it goes on from the last point to the first; then three or more points.</param>
    /// <exception cref="ArgumentException">Too few points, or two neighbours at one place.</exception>
    public Spline(IReadOnlyList<Vector3> points, bool isClosed = false)
    {
        if (points.Count < (isClosed ? 3 : 2))
            throw new ArgumentException($"A {(isClosed ? "closed " : "")}spline has {(isClosed ? 3 : 2)} or more points, not {points.Count}.", nameof(points));
        IsClosed = isClosed;
        int count = isClosed ? points.Count : points.Count - 1;
        _segments = [.. Enumerable.Range(0, count).Select(i => SplineSegment.Between(Point(i - 1), Point(i), Point(i + 1), Point(i + 2)))];
        _lengths = new double[(count * Parts) + 1];
        for (int i = 0; i < count * Parts; i++)
            _lengths[i + 1] = _lengths[i] + _segments[i / Parts].Length((double)(i % Parts) / Parts, (double)((i % Parts) + 1) / Parts);

        // Beyond the ends of an open curve the neighbour is mirrored, so that it runs out straight.
        Vector3 Point(int i) => isClosed ? points[(i + points.Count) % points.Count]
            : i < 0 ? (2 * points[0]) - points[1]
            : i >= points.Count ? (2 * points[^1]) - points[^2]
            : points[i];
    }

    /// <summary>Whether its end is its start.</summary>
    public bool IsClosed { get; }

    /// <summary>Metres from its start to its end.</summary>
    public double Length => _lengths[^1];

    /// <summary>Where one is after a distance.</summary>
    /// <param name="distance">Metres from the start; on a closed curve round and round, on an open one held at the ends.</param>
    public Vector3 Point(double distance)
    {
        (SplineSegment segment, double u) = Find(distance);
        return segment.Point(u);
    }

    /// <summary>The direction in which one goes there; of length 1.</summary>
    /// <inheritdoc cref="Point"/>
    public Vector3 Direction(double distance)
    {
        (SplineSegment segment, double u) = Find(distance);
        (double x, double y, double z) = segment.Derivative(u);
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        return new Vector3((float)(x / length), (float)(y / length), (float)(z / length));
    }

    /// <summary>What lies level to the right there; of length 1.</summary>
    /// <inheritdoc cref="Point"/>
    public Vector3 Right(double distance)
    {
        (SplineSegment segment, double u) = Find(distance);
        (double x, _, double z) = segment.Derivative(u);
        double length = Math.Sqrt((x * x) + (z * z));
        return length > 0 ? new Vector3((float)(-z / length), 0, (float)(x / length)) : Vector3.UnitX;
    }

    /// <summary>A point beside the curve.</summary>
    /// <param name="distance">Metres along it.</param>
    /// <param name="right">Metres to the right, level.</param>
    /// <param name="up">Metres upward.</param>
    public Vector3 Beside(double distance, double right, double up = 0)
    {
        Vector3 point = Point(distance), side = Right(distance);
        return new Vector3((float)(point.X + (right * side.X)), (float)(point.Y + up), (float)(point.Z + (right * side.Z)));
    }

    /// <summary>How sharply it bends in plan, 1 / metres: positive to the right. 1 over it is the radius.</summary>
    /// <inheritdoc cref="Point"/>
    public double Curvature(double distance)
    {
        (SplineSegment segment, double u) = Find(distance);
        (double x, _, double z) = segment.Derivative(u);
        (double ax, _, double az) = segment.SecondDerivative(u);
        double speed = Math.Sqrt((x * x) + (z * z));
        return speed > 0 ? ((x * az) - (z * ax)) / (speed * speed * speed) : 0;
    }

    /// <summary>How far along it the point of the curve lies that is nearest to a place.</summary>
    public double Nearest(Vector3 place)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < _lengths.Length; i++)
        {
            double squared = Squared(_lengths[i]);
            if (squared < least)
                (best, least) = (i, squared);
        }

        // Between the neighbours of the nearest sample the distance has one valley; thirds close in on it.
        double low = _lengths[Math.Max(0, best - 1)], high = _lengths[Math.Min(_lengths.Length - 1, best + 1)];
        if (IsClosed && best == 0)
            low = -(Length - _lengths[^2]);
        for (int i = 0; i < 48; i++)
        {
            double a = low + ((high - low) / 3), b = high - ((high - low) / 3);
            if (Squared(a) <= Squared(b))
                high = b;
            else
                low = a;
        }

        double found = (low + high) / 2;
        return IsClosed && found < 0 ? found + Length : found;

        double Squared(double distance)
        {
            Vector3 point = Point(distance);
            double x = (double)point.X - place.X, y = (double)point.Y - place.Y, z = (double)point.Z - place.Z;
            return (x * x) + (y * y) + (z * z);
        }
    }

    /// <summary>Distances from one to another for drawing: closer where it bends.</summary>
    /// <param name="from">Metres.</param>
    /// <param name="to">Metres; more than <paramref name="from"/>.</param>
    /// <param name="step">The greatest distance between two.</param>
    /// <param name="degrees">The greatest bend between two, in plan.</param>
    public IReadOnlyList<double> Steps(double from, double to, double step, double degrees = 4)
    {
        List<double> steps = [from];
        while (to - steps[^1] > 1e-6)
        {
            double at = steps[^1], bend = Math.Max(Math.Abs(Curvature(at)), Math.Abs(Curvature(at + (step / 2))));
            double next = at + Math.Min(step, Math.Max(0.1, degrees * Math.PI / 180 / Math.Max(bend, 1e-9)));
            steps.Add(next > to - 0.02 ? to : next);
        }

        return steps;
    }

    private (SplineSegment Segment, double U) Find(double distance)
    {
        double length = Length;
        distance = IsClosed ? distance - (length * Math.Floor(distance / length)) : Math.Clamp(distance, 0, length);
        int part = Array.BinarySearch(_lengths, distance);
        part = Math.Clamp(part < 0 ? ~part - 1 : part, 0, _lengths.Length - 2);
        SplineSegment segment = _segments[part / Parts];
        double start = (double)(part % Parts) / Parts, end = (double)((part % Parts) + 1) / Parts;
        double wanted = distance - _lengths[part];
        double u = start + ((end - start) * wanted / (_lengths[part + 1] - _lengths[part]));
        for (int i = 0; i < 3; i++)
        {
            (double x, double y, double z) = segment.Derivative(u);
            double speed = Math.Sqrt((x * x) + (y * y) + (z * z));
            if (speed > 0)
                u = Math.Clamp(u - ((segment.Length(start, u) - wanted) / speed), start, end);
        }

        return (segment, u);
    }
}
