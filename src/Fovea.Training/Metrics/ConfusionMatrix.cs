using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Training.Metrics;

/// <summary>
/// How often each class is taken for each, of which all measures of segmentation follow: intersection over union of each class and its mean,
/// and the accuracy of pixels.
/// </summary>
/// <remarks>One matrix over all pictures, as PASCAL VOC and Cityscapes count: a mean of each picture's would favour classes that are seldom seen.</remarks>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    /// <summary>Begins with zeros.</summary>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <param name="ignore">The label that does not count, whatever is predicted there; 255 by convention.</param>
    public ConfusionMatrix(int classCount, int ignore = 255)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        _counts = new long[classCount, classCount];
        Ignore = ignore;
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount => _counts.GetLength(0);

    /// <summary>The label that does not count.</summary>
    public int Ignore { get; }

    /// <summary>How many labels counted.</summary>
    public long Count { get; private set; }

    /// <summary>How often what is one class was taken for another.</summary>
    /// <param name="label">What it is.</param>
    /// <param name="predicted">What it was taken for.</param>
    public long this[int label, int predicted] => _counts[label, predicted];

    /// <summary>The share of labels that are right, 0 .. 1; NaN where none counted.</summary>
    public double Accuracy => (double)Classes.Sum(c => _counts[c, c]) / Count;

    /// <summary>The mean of <see cref="IntersectionOverUnion"/> over the classes that occur; NaN where none does.</summary>
    public double MeanIntersectionOverUnion =>
        Classes.Select(IntersectionOverUnion).Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();

    private IEnumerable<int> Classes => Enumerable.Range(0, ClassCount);

    /// <summary>Counts one label.</summary>
    /// <param name="label">What it is.</param>
    /// <param name="predicted">What it was taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is no class, and the label is not <see cref="Ignore"/>.</exception>
    public void Add(int label, int predicted)
    {
        if (label == Ignore)
            return;
        Check(label, nameof(label));
        Check(predicted, nameof(predicted));
        _counts[label, predicted]++;
        Count++;
    }

    /// <summary>Counts the pixels of a picture.</summary>
    /// <param name="labels">What each is.</param>
    /// <param name="predicted">What each was taken for.</param>
    /// <exception cref="ArgumentException">They are not equally many, or a number is no class.</exception>
    public void Add(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predicted)
    {
        if (labels.Length != predicted.Length)
            throw new ArgumentException($"There are {labels.Length} labels, but {predicted.Length} predictions.", nameof(predicted));
        for (int i = 0; i < labels.Length; i++)
            Add(labels[i], predicted[i]);
    }

    /// <summary>Of a class: what is rightly found, as a share of what is that class or was taken for it (the Jaccard index).</summary>
    /// <param name="class">The class.</param>
    /// <returns>0 .. 1; NaN where the class neither occurs nor is predicted.</returns>
    public double IntersectionOverUnion(int @class)
    {
        Check(@class, nameof(@class));
        long right = _counts[@class, @class];
        return (double)right / (Classes.Sum(c => _counts[@class, c] + _counts[c, @class]) - right);
    }

    /// <summary>Of a class: the share of what is that class that was found, its recall; NaN where it does not occur.</summary>
    /// <param name="class">The class.</param>
    public double AccuracyOf(int @class)
    {
        Check(@class, nameof(@class));
        return (double)_counts[@class, @class] / Classes.Sum(c => _counts[@class, c]);
    }

    private void Check(int number, string name)
    {
        if ((uint)number >= (uint)ClassCount)
            throw new ArgumentOutOfRangeException(name, number, $"There are {ClassCount} classes, and {Ignore} is ignored.");
    }
}
