using System;
using Fovea.Training.Metrics;
using Xunit;

namespace Fovea.Tests.Training.Metrics;

public sealed class TopAccuracyTests
{
    [Fact]
    public void Counts_how_often_the_right_class_is_among_the_first()
    {
        var accuracy = new TopAccuracy(3);
        float[] scores = [0.1f, 0.5f, 0.05f, 0.3f, 0.2f];
        Assert.Equal(0, accuracy.Add(scores, 1));
        Assert.Equal(1, accuracy.Add(scores, 3));
        Assert.Equal(2, accuracy.Add(scores, 4));
        Assert.Equal(4, accuracy.Add(scores, 2));
        Assert.Equal(4, accuracy.Count);
        Assert.Equal((0.25, 0.5, 0.75), (accuracy.Top(1), accuracy.Top(2), accuracy.Top(3)));
    }

    [Fact]
    public void Of_equal_scores_the_lower_class_comes_first()
    {
        float[] scores = [2, 7, 7, 7];
        Assert.Equal([3, 0, 1, 2], Array.ConvertAll([0, 1, 2, 3], c => TopAccuracy.Rank(scores, c)));
    }

    [Fact]
    public void A_network_that_outputs_NaN_is_never_right()
    {
        var accuracy = new TopAccuracy(5);
        Assert.Equal(3, accuracy.Add([float.NaN, float.NaN, float.NaN], 0));
        Assert.Equal(1, accuracy.Add([0.2f, float.NaN, 0.5f], 0));
        Assert.Equal(0.0, accuracy.Top(1));
    }

    [Fact]
    public void Without_pictures_there_is_no_accuracy() => Assert.True(double.IsNaN(new TopAccuracy().Top(5)));

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TopAccuracy.Rank([1, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopAccuracy(5).Top(6));
    }
}
