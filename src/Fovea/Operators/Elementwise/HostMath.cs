using System;

namespace Fovea.Operators.Elementwise;

/// <summary>Mathematics that .NET's library lacks.</summary>
internal static class HostMath
{
    /// <summary>
    /// The error function to binary64 accuracy: the series 7.1.6 of Abramowitz and Stegun below 3, the continued fraction 7.1.14 above.
    /// </summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (a > 6)
            return Math.Sign(x);
        if (a < 3)
        {
            double term = x, sum = x;
            for (int n = 1; n < 100 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        double fraction = 0;
        for (int n = 60; n > 0; n--)
            fraction = n / 2.0 / (a + fraction);
        double erfc = Math.Exp(-a * a) / (Math.Sqrt(Math.PI) * (a + fraction));
        return Math.Sign(x) * (1 - erfc);
    }
}
