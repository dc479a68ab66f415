using System;

namespace Fovea.Tests.Operators.Elementwise.Accuracy;

/// <summary>Functions in double precision, by other ways than the library's own.</summary>
internal static class ReferenceMath
{
    /// <summary>e^x - 1: the series near zero.</summary>
    public static double ExpMinusOne(double x)
    {
        if (!(Math.Abs(x) < 0.5))
            return Math.Exp(x) - 1;
        double term = x, sum = x;
        for (int n = 2; n < 20; n++)
            sum += term *= x / n;
        return sum;
    }

    /// <summary>log(1 + e^x), by log(1 + t) = 2 artanh(t / (2 + t)).</summary>
    public static double Softplus(double x)
    {
        double t = Math.Exp(-Math.Abs(x));
        return (x > 0 ? x : 0) + 2 * Math.Atanh(t / (2 + t));
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The error function: the power series near zero.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (Math.Abs(x) > 0.5)
            return x < 0 ? Erfc(-x) - 1 : 1 - Erfc(x);
        double power = x, sum = x;
        for (int n = 1; n < 20; n++)
        {
            power *= -x * x / n;
            sum += power / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>
    /// 1 - erf(x): the trapezoidal rule over e^(-t^2) / (t^2 + x^2), after Chiarella and Reichel (Mathematics of Computation 22, 1968), whose
    /// error at this step is below 1e-17 with the correction for the pole, which is needed below pi / step.
    /// </summary>
    public static double Erfc(double x)
    {
        const double Step = 0.5;
        if (double.IsNaN(x))
            return x;
        if (x < 0)
            return 2 - Erfc(-x);
        if (x > 30)
            return 0;
        if (x < 0.3)
            return 1 - Erf(x);
        double sum = 1 / (x * x);
        for (int n = 1; n <= 13; n++)
        {
            double t = n * Step;
            sum += 2 * Math.Exp(-t * t) / (t * t + x * x);
        }

        double integral = Math.Exp(-x * x) * Step * x / Math.PI * sum;
        return x < Math.PI / Step ? integral - 2 / (Math.Exp(2 * Math.PI * x / Step) - 1) : integral;
    }

    /// <summary>The first number not above the last and, where it can be, not below the middle one.</summary>
    public static double Clip(double x, double low, double high)
    {
        if (low > high)
            return high;
        return x > high ? high : x < low ? low : x;
    }

    /// <summary>The remainder with x's sign, of the one that is nearest to zero.</summary>
    public static double Truncated(double nearest, double x, double y)
    {
        double r = nearest;
        if (r != 0 && r < 0 != x < 0)
            r = r < 0 ? r + Math.Abs(y) : r - Math.Abs(y);
        return r;
    }

    /// <summary>The remainder with y's sign, of the one that is nearest to zero.</summary>
    public static double Floored(double nearest, double x, double y)
    {
        double r = nearest;
        return r != 0 && r < 0 != y < 0 ? r + y : r;
    }
}
