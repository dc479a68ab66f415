using System;
using System.Linq;
using Fovea.Vision.Tracking;
using Xunit;

namespace Fovea.Tests.Vision.Tracking;

public sealed class AxisFilterTests
{
    [Fact]
    public void One_step_is_as_worked_by_hand()
    {
        var filter = new AxisFilter(10, noise: 4, speed: 9);
        filter.Predict(2, q: 3);

        // Position 10 + 2 * 0; covariance 4 + 4 * 9 + 3 * 8 / 3 = 48, 2 * 9 + 3 * 4 / 2 = 24, 9 + 3 * 2 = 15.
        Assert.Equal((10, 0), (filter.Position, filter.Velocity));
        Assert.Equal((48, 24, 15), (filter.Pp, filter.Pv, filter.Vv));

        // Gains 48 / 64 and 24 / 64 of a surprise of 8; what remains of the covariance is 12, 6 and 15 - 24 * 24 / 64 = 6.
        filter.Correct(18, noise: 16);
        Assert.Equal((16, 3), (filter.Position, filter.Velocity));
        Assert.Equal((12, 6, 6), (filter.Pp, filter.Pv, filter.Vv));
    }

    [Fact]
    public void Without_acceleration_it_is_the_straight_line_of_least_squares()
    {
        double[] times = { 0, 0.1, 0.4, 0.5, 0.9, 1.7, 2 }, seen = { 3, 2.5, 6, 4, 9, 13.5, 12 };
        var filter = new AxisFilter(seen[0], noise: 0.25, speed: 1e9);
        for (int i = 1; i < times.Length; i++)
        {
            filter.Predict(times[i] - times[i - 1], q: 0);
            filter.Correct(seen[i], noise: 0.25);
        }

        double meanTime = times.Average(), mean = seen.Average();
        double spread = times.Sum(t => (t - meanTime) * (t - meanTime));
        double slope = times.Zip(seen, (t, x) => (t - meanTime) * (x - mean)).Sum() / spread;
        Assert.Equal(slope, filter.Velocity, 5);
        Assert.Equal(mean + (slope * (times[^1] - meanTime)), filter.Position, 5);
        Assert.Equal(0.25 / spread, filter.Vv, 5);
    }

    [Fact]
    public void Many_small_steps_are_one_large_step()
    {
        var one = new AxisFilter(5, noise: 2, speed: 7);
        one.Predict(0.04, 3);
        one.Correct(6, 2);
        AxisFilter many = one;
        one.Predict(0.75, 3);
        foreach (double t in new[] { 0.1, 0, 0.25, 0.4 })
            many.Predict(t, 3);

        Assert.Equal(one.Position, many.Position, 12);
        Assert.Equal(one.Pp, many.Pp, 12);
        Assert.Equal(one.Pv, many.Pv, 12);
        Assert.Equal(one.Vv, many.Vv, 12);
    }

    [Fact]
    public void In_the_steady_state_its_gains_are_those_of_the_alpha_beta_filter()
    {
        // Kalata (1984): with the tracking index L = sqrt(q t^3 / r) the steady state fulfils b^2 / (1 - a) = L^2 for velocity noise that is
        // piecewise constant. For noise in continuous time (Bar-Shalom et al. 2001, 6.5.3): b^2 / (1 - a) = L^2 too, and
        // a = sqrt(2 b + b^2 / 12) - b / 2.
        const double t = 0.08, q = 40, r = 0.3;
        var filter = new AxisFilter(0, r, 1);
        for (int i = 0; i < 2000; i++)
        {
            filter.Predict(t, q);
            filter.Correct(0, r);
        }

        filter.Predict(t, q);
        double a = filter.Pp / (filter.Pp + r), b = t * filter.Pv / (filter.Pp + r);
        Assert.Equal(q * t * t * t / r, b * b / (1 - a), 9);
        Assert.Equal(Math.Sqrt((2 * b) + (b * b / 12)) - (b / 2), a, 9);
    }
}
