using System;
using System.Linq;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>
/// Numbers as probable as a curve of straight lines is high above them: in files <c>{ "curve": [x0, y0, x1, y1, ...] }</c>, x growing, y at
/// least 0.
/// </summary>
public sealed class CurveSampler : Sampler
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _areas;

    /// <summary>Takes a curve.</summary>
    /// <param name="x">Places, growing.</param>
    /// <param name="y">How high it is there, at least 0, and somewhere more.</param>
    /// <exception cref="ArgumentException">They are not as said.</exception>
    public CurveSampler(double[] x, double[] y)
    {
        if (x.Length < 2 || x.Length != y.Length || y.Any(v => !(v >= 0)) || !(y.Max() > 0))
            throw new ArgumentException("a curve has two points or more, none lower than 0 and one higher.");
        for (int i = 1; i < x.Length; i++)
        {
            if (!(x[i] > x[i - 1]))
                throw new ArgumentException("a curve's points go from left to right.");
        }

        (_x, _y) = (x, y);
        _areas = new double[x.Length];
        for (int i = 1; i < x.Length; i++)
            _areas[i] = _areas[i - 1] + (0.5 * (y[i] + y[i - 1]) * (x[i] - x[i - 1]));
    }

    /// <inheritdoc/>
    public override double Sample(ref CounterRandom random)
    {
        double area = random.NextDouble() * _areas[^1];
        int i = 1;
        while (i < _x.Length - 1 && area >= _areas[i])
            i++;

        // The area from x[i-1] to x is y0 d + slope d^2 / 2, solved in the form that does not divide by a slope of 0.
        double rest = area - _areas[i - 1], y0 = _y[i - 1], slope = (_y[i] - y0) / (_x[i] - _x[i - 1]);
        double root = Math.Sqrt(Math.Max(0, (y0 * y0) + (2 * slope * rest)));
        double d = y0 + root > 0 ? 2 * rest / (y0 + root) : 0;
        return Math.Min(_x[i], _x[i - 1] + d);
    }

    internal static Sampler Read(SamplerValue value)
    {
        double[] numbers = value.Numbers(null, "[x0, y0, x1, y1, ...]");
        try
        {
            if (numbers.Length % 2 != 0)
                throw new ArgumentException("a curve's numbers are pairs of x and y.");
            return new CurveSampler(numbers.Where((_, i) => i % 2 == 0).ToArray(), numbers.Where((_, i) => i % 2 == 1).ToArray());
        }
        catch (ArgumentException e)
        {
            throw value.Error(e.Message);
        }
    }
}
