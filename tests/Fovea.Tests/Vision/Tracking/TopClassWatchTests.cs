using System;
using System.Collections.Generic;
using Fovea.Vision.Tracking;
using Xunit;

namespace Fovea.Tests.Vision.Tracking;

public sealed class TopClassWatchTests
{
    [Fact]
    public void A_class_counts_once_it_has_stayed()
    {
        var told = new List<TopClassChange>();
        var watch = new TopClassWatch(TimeSpan.FromSeconds(0.3), leastProbability: 0.2f);
        watch.Changed += told.Add;

        // Flickers between 4 and 7, stays at 7, is unsure for a moment, then for long.
        int[] classes = { 4, 7, 4, 7, 7, 7, 7, 7, 9, 7, 7, 7, 7, 7 };
        for (int i = 0; i < classes.Length; i++)
        {
            float probability = i is 8 or >= 10 ? 0.1f : 0.6f;
            Assert.Equal(i is 6 or 13, watch.Update(classes[i], probability, TimeSpan.FromSeconds(i / 10.0)));
        }

        Assert.Equal(
            new[]
            {
                new TopClassChange(TopClassWatch.None, 7, 0.6f, TimeSpan.FromSeconds(0.6)),
                new TopClassChange(7, TopClassWatch.None, 0.1f, TimeSpan.FromSeconds(1.3)),
            },
            told);
    }

    [Fact]
    public void Without_a_hold_every_change_counts_and_a_video_that_begins_anew_waits_again()
    {
        var watch = new TopClassWatch(TimeSpan.Zero);
        Assert.True(watch.Update(3, 0, TimeSpan.FromSeconds(9)));
        Assert.False(watch.Update(3, 0, TimeSpan.FromSeconds(10)));
        Assert.True(watch.Update(4, 0, TimeSpan.FromSeconds(10)));

        watch = new TopClassWatch(TimeSpan.FromSeconds(1));
        Assert.False(watch.Update(3, 0, TimeSpan.FromSeconds(9)));
        Assert.False(watch.Update(3, 0, TimeSpan.FromSeconds(0)));
        Assert.False(watch.Update(3, 0, TimeSpan.FromSeconds(0.9)));
        Assert.True(watch.Update(3, 0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopClassWatch(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopClassWatch(TimeSpan.Zero, float.NaN));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var watch = new TopClassWatch(TimeSpan.Zero);
        int frame = 0;
        Assert.Equal(0, Allocations.Of(10, () => watch.Update(frame++ / 3, 1, TimeSpan.FromSeconds(frame))));
    }
}
