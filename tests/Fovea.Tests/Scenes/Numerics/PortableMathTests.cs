using System;
using System.Linq;
using Fovea.Scenes.Numerics;
using Xunit;

namespace Fovea.Tests.Scenes.Numerics;

/// <summary>The platform's functions are the oracle for values; the bits are those of IEEE 754 arithmetic.</summary>
public sealed class PortableMathTests
{
    [Fact]
    public void Agrees_with_the_platform_to_a_few_units_in_the_last_place()
    {
        for (int i = -3000; i <= 3000; i++)
        {
            double x = i * 0.0137;
            Close(Math.Sin(x), PortableMath.Sin(x), 4e-16);
            Close(Math.Cos(x), PortableMath.Cos(x), 4e-16);
            Close(1, PortableMath.Exp(x) / Math.Exp(x), 2e-15);
            Close(Math.Atan2(x, 1.3), PortableMath.Atan2(x, 1.3), 1e-15);
            Close(Math.Atan2(-1.3, x), PortableMath.Atan2(-1.3, x), 1e-15);
            if (x > 0)
                Close(Math.Log(x), PortableMath.Log(x), 2e-15);
            if (Math.Abs(x) <= 1)
                Close(Math.Asin(x), PortableMath.Asin(x), 1e-15);
        }

        Close(Math.Sin(123456.789), PortableMath.Sin(123456.789), 1e-12);
        Close(Math.Pow(3.7, 2.2), PortableMath.Pow(3.7, 2.2), 1e-13);
    }

    [Fact]
    public void Knows_the_edges()
    {
        Assert.Equal(0, PortableMath.Exp(-1000));
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(1000));
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(5e-324, PortableMath.Exp(-744.4), 0.0);
        Assert.Equal(double.NegativeInfinity, PortableMath.Log(0));
        Assert.True(double.IsNaN(PortableMath.Log(-1)));
        Close(Math.Log(5e-324), PortableMath.Log(5e-324), 1e-12);
        Assert.Equal(Math.PI, PortableMath.Atan2(0, -1));
        Assert.Equal(0, PortableMath.Atan2(0, 0));
        Assert.Equal(Math.PI / 2, PortableMath.Asin(2));
        Assert.Equal(0, PortableMath.Pow(0, 3));
    }

    // The published vectors of Random123: kat_vectors, philox4x32 10.
    [Fact]
    public void Philox_gives_the_published_words()
    {
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.Block((0, 0, 0, 0), (0, 0)));
        uint f = 0xffffffff;
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), Philox.Block((f, f, f, f), (f, f)));
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.Block((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0)));
    }

    [Fact]
    public void Streams_are_told_apart_by_seed_frame_entity_and_purpose()
    {
        double Draw(ulong seed, long frame, string entity, string purpose) => new CounterRandom(seed, frame, entity, purpose).NextDouble();
        double[] all =
        [
            Draw(1, 2, "car", "color"), Draw(2, 1, "car", "color"), Draw(1, 3, "car", "color"), Draw(1, 2, "cat", "color"), Draw(1, 2, "car", "size"),
            Draw(1, 2, "color", "car"), Draw(1, 2 + (1L << 40), "car", "color"),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(Draw(1, 2, "car", "color"), Draw(1, 2, "car", "color"));
    }

    [Fact]
    public void Numbers_are_spread_as_they_should_be()
    {
        var random = new CounterRandom(7, 0, "entity", "test");
        const int Count = 40000;
        double sum = 0, squares = 0, normal = 0, normalSquares = 0;
        int[] indices = new int[7];
        for (int i = 0; i < Count; i++)
        {
            double x = random.NextDouble(), n = random.NextNormal();
            Assert.InRange(x, 0, 0.99999999999999989);
            sum += x;
            squares += x * x;
            normal += n;
            normalSquares += n * n;
            indices[random.NextIndex(7)]++;
        }

        // Five standard errors.
        Assert.InRange(sum / Count, 0.5 - 0.0072, 0.5 + 0.0072);
        Assert.InRange(squares / Count, (1.0 / 3) - 0.0075, (1.0 / 3) + 0.0075);
        Assert.InRange(normal / Count, -0.025, 0.025);
        Assert.InRange(normalSquares / Count, 1 - 0.0354, 1 + 0.0354);
        Assert.All(indices, n => Assert.InRange(n, (Count / 7.0) - 350, (Count / 7.0) + 350));
    }

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual:R} instead of {expected:R}");
}
