using System;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>A cubic piece of a curve over u of 0..1, in double precision and portable arithmetic.</summary>
internal readonly struct SplineSegment
{
    // Abscissae and weights of the five-point Gauss-Legendre rule on -1..1.
    private static readonly (double At, double Weight)[] Gauss =
    [
        (0, 128.0 / 225), (-0.538469310105683091, 0.478628670499366468), (0.538469310105683091, 0.478628670499366468),
        (-0.906179845938663993, 0.236926885056189088), (0.906179845938663993, 0.236926885056189088),
    ];

    private readonly Cubic _x, _y, _z;

    private SplineSegment(Cubic x, Cubic y, Cubic z) => (_x, _y, _z) = (x, y, z);

    /// <summary>From b to c, where a and d are the points before and after.</summary>
    /// <exception cref="ArgumentException">b is c.</exception>
    public static SplineSegment Between(Vector3 a, Vector3 b, Vector3 c, Vector3 d)
    {
        double ab = Knot(a, b), bc = Knot(b, c), cd = Knot(c, d);
        if (bc == 0 || !double.IsFinite(ab + bc + cd))
            throw new ArgumentException($"A spline has two neighbouring points at {b}, or one that is not finite.");
        ab = ab == 0 ? bc : ab;
        cd = cd == 0 ? bc : cd;
        return new SplineSegment(
            Cubic.Through(a.X, b.X, c.X, d.X, ab, bc, cd), Cubic.Through(a.Y, b.Y, c.Y, d.Y, ab, bc, cd), Cubic.Through(a.Z, b.Z, c.Z, d.Z, ab, bc, cd));
    }

    public Vector3 Point(double u) => new((float)_x.At(u), (float)_y.At(u), (float)_z.At(u));

    public (double X, double Y, double Z) Derivative(double u) => (_x.Slope(u), _y.Slope(u), _z.Slope(u));

    public (double X, double Y, double Z) SecondDerivative(double u) => (_x.Bend(u), _y.Bend(u), _z.Bend(u));

    public double Length(double from, double to)
    {
        double half = (to - from) / 2, sum = 0;
        foreach ((double at, double weight) in Gauss)
        {
            (double x, double y, double z) = Derivative(from + half + (half * at));
            sum += weight * Math.Sqrt((x * x) + (y * y) + (z * z));
        }

        return half * sum;
    }

    // Centripetal: the parameter grows by the square root of the distance.
    private static double Knot(Vector3 a, Vector3 b)
    {
        double x = (double)b.X - a.X, y = (double)b.Y - a.Y, z = (double)b.Z - a.Z;
        return Math.Sqrt(Math.Sqrt((x * x) + (y * y) + (z * z)));
    }

    private readonly record struct Cubic(double C0, double C1, double C2, double C3)
    {
        public static Cubic Through(double a, double b, double c, double d, double ab, double bc, double cd)
        {
            double slopeB = bc * (((b - a) / ab) - ((c - a) / (ab + bc)) + ((c - b) / bc));
            double slopeC = bc * (((c - b) / bc) - ((d - b) / (bc + cd)) + ((d - c) / cd));
            return new Cubic(b, slopeB, (3 * (c - b)) - (2 * slopeB) - slopeC, (2 * (b - c)) + slopeB + slopeC);
        }

        public double At(double u) => C0 + (u * (C1 + (u * (C2 + (u * C3)))));

        public double Slope(double u) => C1 + (u * ((2 * C2) + (u * 3 * C3)));

        public double Bend(double u) => (2 * C2) + (6 * u * C3);
    }
}
