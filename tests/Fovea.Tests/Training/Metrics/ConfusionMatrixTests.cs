using System;
using Fovea.Training.Metrics;
using Xunit;

namespace Fovea.Tests.Training.Metrics;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Measures_follow_from_the_counts()
    {
        var matrix = new ConfusionMatrix(4);
        //           labels                              predictions
        matrix.Add([0, 0, 0, 1, 1, 255, 1, 255, 2], [0, 0, 1, 1, 1, 2, 0, 0, 0]);
        Assert.Equal((2, 1, 2), (matrix[0, 0], matrix[0, 1], matrix[1, 1]));
        Assert.Equal(7, matrix.Count);
        Assert.Equal(4 / 7.0, matrix.Accuracy, 12);
        // Class 0: 2 right of 3 labelled and 4 predicted, so 2 / (3 + 4 - 2). Class 2 occurs and is never right; class 3 does not occur.
        Assert.Equal(2 / 5.0, matrix.IntersectionOverUnion(0), 12);
        Assert.Equal(2 / 4.0, matrix.IntersectionOverUnion(1), 12);
        Assert.Equal(0, matrix.IntersectionOverUnion(2));
        Assert.True(double.IsNaN(matrix.IntersectionOverUnion(3)));
        Assert.Equal((0.4 + 0.5 + 0) / 3, matrix.MeanIntersectionOverUnion, 12);
        Assert.Equal(2 / 3.0, matrix.AccuracyOf(0), 12);
    }

    [Fact]
    public void One_matrix_over_pictures_is_not_the_mean_of_each()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([0, 0, 0, 1], [0, 0, 0, 1]);
        matrix.Add([1, 1, 1, 1], [1, 0, 0, 0]);
        // Class 1: 2 right, 5 labelled, 2 predicted. Of the pictures alone: 1 and 1/4.
        Assert.Equal(2 / 5.0, matrix.IntersectionOverUnion(1), 12);
        Assert.Equal((2 / 5.0 + 3 / 6.0) / 2, matrix.MeanIntersectionOverUnion, 12);
    }

    [Fact]
    public void Another_label_can_be_ignored()
    {
        var matrix = new ConfusionMatrix(3, ignore: 0);
        matrix.Add([0, 0, 1, 2], [1, 2, 1, 1]);
        Assert.Equal(2, matrix.Count);
        Assert.Equal(0.5, matrix.Accuracy);
    }

    [Fact]
    public void Nothing_has_no_measure()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.True(double.IsNaN(matrix.Accuracy) && double.IsNaN(matrix.MeanIntersectionOverUnion));
    }

    [Fact]
    public void What_is_no_class_is_refused()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.Contains("There are 2 classes, and 255 is ignored", Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add([2], [0])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add([0], [255]));
        Assert.Throws<ArgumentException>(() => matrix.Add([0], [0, 0]));
    }
}
