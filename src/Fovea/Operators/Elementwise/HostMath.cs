using System;

namespace Fovea.Operators.Elementwise;

/// <summary>Mathematics that .NET's library lacks, to about binary64 accuracy.</summary>
internal static class HostMath
{
    /// <summary>e^x - 1, after Kahan: the rounding of e^x cancels in the quotient.</summary>
    public static double ExpMinusOne(double x)
    {
        double e = Math.Exp(x);
        if (e == 1)
            return x;
        return e - 1 == -1 || double.IsInfinity(e) ? e - 1 : (e - 1) * x / Math.Log(e);
    }

    /// <summary>log(1 + x), after Kahan: the rounding of 1 + x cancels in the quotient.</summary>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>The error function: the series 7.1.6 of Abramowitz and Stegun below 2, and 1 less the fraction of <see cref="Erfc"/> above.</summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        return a < 2 ? Series(x) : Math.Sign(x) * (1 - Fraction(a));
    }

    /// <summary>1 - erf(x) without cancellation: the continued fraction 7.1.14 from 2 on.</summary>
    public static double Erfc(double x) => double.IsNaN(x) ? x : x < -2 ? 2 - Fraction(-x) : x < 2 ? 1 - Series(x) : Fraction(x);

    /// <summary>The probability that a normally distributed number is more than x.</summary>
    public static double NormalTail(double x) => 0.5 * Erfc(x * Math.Sqrt(0.5));

    /// <summary>x * tanh(log(1 + e^x)) as x * n / (n + 2) with n = e^x * (e^x + 2).</summary>
    public static double Mish(double x)
    {
        if (x > 40)
            return x;
        double e = Math.Exp(x), n = e * (e + 2);
        return x * n / (n + 2);
    }

    /// <summary>The remainder with the sign of <paramref name="y"/>, as Python's.</summary>
    public static double FlooredModulo(double x, double y)
    {
        double r = x % y;
        return r != 0 && r < 0 != y < 0 ? r + y : r;
    }

    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; n < 100 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double Fraction(double a)
    {
        if (a > 30)
            return 0;
        double fraction = 0;
        for (int n = 60; n > 0; n--)
            fraction = n / 2.0 / (a + fraction);
        return Math.Exp(-a * a) / (Math.Sqrt(Math.PI) * (a + fraction));
    }
}
