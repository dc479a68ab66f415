using System;

namespace Fovea.Scenes.Numerics;

/// <summary>
/// Elementary functions made of additions, multiplications, divisions and roots alone, which IEEE 754 rounds the same everywhere: what is
/// computed with them has the same bits on every machine, which the platform's own functions do not promise.
/// </summary>
/// <remarks>Series after reduction of the argument; a few units in the last place of a double off for arguments up to 1e6.</remarks>
public static class PortableMath
{
    private const double HalfPiHigh = 1.57079632673412561417e+00;
    private const double HalfPiLow = 6.07710050650619224932e-11;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Radians of a degree.</summary>
    public const double RadiansPerDegree = Math.PI / 180;

    /// <summary>The sine.</summary>
    /// <param name="x">Radians.</param>
    public static double Sin(double x)
    {
        (double r, int quadrant) = Reduce(x);
        double value = (quadrant & 1) == 0 ? SinSeries(r) : CosSeries(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>The cosine.</summary>
    /// <param name="x">Radians.</param>
    public static double Cos(double x)
    {
        (double r, int quadrant) = Reduce(x);
        double value = (quadrant & 1) == 0 ? CosSeries(r) : SinSeries(r);
        return ((quadrant + 1) & 2) == 0 ? value : -value;
    }

    /// <summary>The tangent.</summary>
    /// <param name="x">Radians.</param>
    public static double Tan(double x) => Sin(x) / Cos(x);

    /// <summary>The angle of a point from the positive x axis, -pi .. pi; 0 for the origin.</summary>
    public static double Atan2(double y, double x)
    {
        if (x == 0 && y == 0)
            return 0;
        double ax = Math.Abs(x), ay = Math.Abs(y);
        double angle = ay <= ax ? AtanOfUnit(ay / ax) : (Math.PI / 2) - AtanOfUnit(ax / ay);
        if (x < 0)
            angle = Math.PI - angle;
        return y < 0 ? -angle : angle;
    }

    /// <summary>The angle whose sine it is, -pi/2 .. pi/2.</summary>
    /// <param name="x">-1 .. 1; what is beyond counts as the nearest.</param>
    public static double Asin(double x)
    {
        double clamped = Math.Clamp(x, -1, 1);
        return Atan2(clamped, Math.Sqrt((1 - clamped) * (1 + clamped)));
    }

    /// <summary>The angle whose cosine it is, 0 .. pi.</summary>
    /// <param name="x">-1 .. 1; what is beyond counts as the nearest.</param>
    public static double Acos(double x) => (Math.PI / 2) - Asin(x);

    /// <summary>e to a power.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 709.78)
            return double.PositiveInfinity;
        if (x < -745.2)
            return 0;
        double k = Math.Floor((x * 1.4426950408889634) + 0.5);
        double r = x - (k * Ln2High) - (k * Ln2Low);
        double sum = 1, term = 1;
        for (int i = 1; i <= 14; i++)
        {
            term *= r / i;
            sum += term;
        }

        return Scale(sum, (int)k);
    }

    /// <summary>The natural logarithm; -infinity for 0, not a number below.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;
        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0; // 2^54, for the numbers that have no leading bit
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)((bits >> 52) & 0x7FF) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        // log m = 2 artanh((m - 1) / (m + 1))
        double s = (m - 1) / (m + 1), square = s * s, power = s, sum = 0;
        for (int i = 1; i <= 21; i += 2)
        {
            sum += power / i;
            power *= square;
        }

        return (exponent * Ln2High) + ((2 * sum) + (exponent * Ln2Low));
    }

    /// <summary>A positive number to a power.</summary>
    /// <param name="x">More than 0, or 0.</param>
    /// <param name="power">The power.</param>
    public static double Pow(double x, double power) => power == 0 ? 1 : x == 0 ? 0 : Exp(power * Log(x));

    private static (double Remainder, int Quadrant) Reduce(double x)
    {
        double k = Math.Floor((x * (2 / Math.PI)) + 0.5);
        return (x - (k * HalfPiHigh) - (k * HalfPiLow), (int)((long)k & 3));
    }

    private static double SinSeries(double x)
    {
        double square = x * x, term = x, sum = x;
        for (int i = 3; i <= 19; i += 2)
        {
            term *= -square / (i * (i - 1));
            sum += term;
        }

        return sum;
    }

    private static double CosSeries(double x)
    {
        double square = x * x, term = 1, sum = 1;
        for (int i = 2; i <= 18; i += 2)
        {
            term *= -square / (i * (i - 1));
            sum += term;
        }

        return sum;
    }

    // Two halvings of the angle bring 0..1 down to 0.2, where the series is short.
    private static double AtanOfUnit(double x)
    {
        x /= 1 + Math.Sqrt(1 + (x * x));
        x /= 1 + Math.Sqrt(1 + (x * x));
        double square = x * x, power = x, sum = 0;
        for (int i = 1; i <= 23; i += 2)
        {
            sum += ((i & 2) == 0 ? power : -power) / i;
            power *= square;
        }

        return 4 * sum;
    }

    private static double Scale(double x, int exponent)
    {
        if (exponent < -1022)
            return x * BitConverter.Int64BitsToDouble((exponent + 60 + 1023L) << 52) * 8.673617379884035e-19; // 2^-60
        if (exponent > 1023)
            return x * BitConverter.Int64BitsToDouble((exponent - 1 + 1023L) << 52) * 2;
        return x * BitConverter.Int64BitsToDouble((exponent + 1023L) << 52);
    }
}
