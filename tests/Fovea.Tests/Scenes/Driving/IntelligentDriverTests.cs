using System;
using Fovea.Scenes.Driving.Traffic;
using Xunit;

namespace Fovea.Tests.Scenes.Driving;

public sealed class IntelligentDriverTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8.3)]
    [InlineData(13)]
    public void In_a_column_everybody_keeps_the_gap_of_the_models_equilibrium(double speed)
    {
        // Treiber, Hennecke and Helbing, equation 10: (s0 + v T) / sqrt(1 - (v / v0)^4).
        const double Wanted = 13.9, Headway = 1.3;
        double gap = (IntelligentDriver.Standing + (speed * Headway)) / Math.Sqrt(1 - Math.Pow(speed / Wanted, 4));
        Assert.Equal(0, IntelligentDriver.Accelerate(speed, Wanted, 1.6, gap, speed), 9);
        Assert.True(IntelligentDriver.Accelerate(speed, Wanted, 1.6, gap + 1, speed) > 0);
        Assert.True(IntelligentDriver.Accelerate(speed, Wanted, 1.6, gap - 1, speed) < 0);
    }

    [Fact]
    public void On_a_free_road_one_reaches_the_wanted_speed_and_not_more()
    {
        double speed = 0;
        Assert.Equal(1.6, IntelligentDriver.Accelerate(0, 13.9, 1.6, double.PositiveInfinity, 0), 9);
        for (int i = 0; i < 3600; i++)
        {
            speed += IntelligentDriver.Accelerate(speed, 13.9, 1.6, double.PositiveInfinity, 0) / 30;
            Assert.True(speed <= 13.9);
        }

        Assert.Equal(13.9, speed, 2);
    }

    [Fact]
    public void Before_a_wall_one_stops_without_touching_it()
    {
        double speed = 13.9, place = 0, hardest = 0;
        for (int i = 0; i < 3600; i++)
        {
            double a = IntelligentDriver.Accelerate(speed, 13.9, 1.6, 90 - place, 0);
            hardest = Math.Min(hardest, a);
            speed = Math.Max(0, speed + (a / 30));
            place += speed / 30;
        }

        Assert.InRange(90 - place, 1, 2.1);
        Assert.InRange(hardest, -3.5, -1);
    }
}
