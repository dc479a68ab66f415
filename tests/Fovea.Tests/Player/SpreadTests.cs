using System;
using System.Linq;
using Fovea.Player.Output;
using Xunit;

namespace Fovea.Tests.Player;

public sealed class SpreadTests
{
    [Fact]
    public void Median_and_tenths_are_where_the_ranks_fall()
    {
        Assert.Equal(new Spread(5, 1, 9), Spread.Of(Enumerable.Range(0, 11).Reverse().Select(i => (double)i)));
        Assert.Equal(new Spread(2.5, 1.3, 3.7), Spread.Of([4, 1, 3, 2]));
        Assert.Equal(new Spread(7, 7, 7), Spread.Of([7]));
        Assert.Throws<ArgumentException>(() => Spread.Of([]));
    }
}
