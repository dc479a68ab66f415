using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Training.Data;

namespace Fovea.Training.Metrics;

/// <summary>
/// COCO's measures of a detector: average precision and average recall over ten overlaps from 0.50 to 0.95, with 101 points of recall, for
/// all objects and for small, medium and large ones.
/// </summary>
/// <remarks>
/// The rules are those of pycocotools, COCO's own evaluation: in each picture and class the detections of the highest scores, 100 at most,
/// take in turn the best-overlapping object that is still free. Objects of another size and crowds are ignored, together with what matches
/// them; a detection that matches nothing and has another size itself is ignored too. Precision is made to fall with recall, and read at
/// 0, 0.01, ... 1. A class of which no object counts is left out of the means.
/// </remarks>
public sealed class AveragePrecision
{
    // Most detections of a class in a picture that are looked at, and the numbers for which recall is told.
    private static readonly int[] MostDetections = { 1, 10, 100 };

    private readonly ClassMatches[][] _matches;

    /// <summary>Begins without pictures.</summary>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    public AveragePrecision(int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        _matches = Enumerable.Range(0, classCount).Select(_ => AreaRange.All.Select(_ => new ClassMatches()).ToArray()).ToArray();
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount => _matches.Length;

    /// <summary>Adds a picture.</summary>
    /// <param name="labels">What is in it.</param>
    /// <param name="found">What was found in it, in any order.</param>
    /// <exception cref="ArgumentException">A class number is out of range, or a score is no number.</exception>
    public void Add(IReadOnlyList<ObjectLabel> labels, IReadOnlyList<ScoredBox> found)
    {
        foreach (int number in labels.Select(l => l.Class).Concat(found.Select(f => f.Class)))
        {
            if ((uint)number >= (uint)ClassCount)
                throw new ArgumentException($"There are {ClassCount} classes; {number} is none of them.");
        }

        if (found.Any(f => float.IsNaN(f.Score)))
            throw new ArgumentException("A detection has a score that is no number (NaN).", nameof(found));
        foreach (int number in labels.Select(l => l.Class).Concat(found.Select(f => f.Class)).Distinct())
        {
            ObjectLabel[] truth = labels.Where(l => l.Class == number).ToArray();
            // A stable order, as pycocotools': of equal scores the first comes first.
            ScoredBox[] best = found.Where(f => f.Class == number).OrderByDescending(f => f.Score).Take(MostDetections[^1]).ToArray();
            double[,] overlaps = Overlap.Of(best, truth);
            for (int range = 0; range < AreaRange.All.Count; range++)
                _matches[number][range].Add(truth, best, overlaps, AreaRange.All[range]);
        }
    }

    /// <summary>The measures over all pictures that were added.</summary>
    public DetectionScores Compute()
    {
        ClassCurve[][][] curves = _matches.Select(c => c.Select(range => MostDetections.Select(range.Curve).ToArray()).ToArray()).ToArray();
        return new DetectionScores
        {
            Ap = Precision(0),
            Ap50 = Precision(0, Overlap.Thresholds[0]),
            Ap75 = Precision(0, Overlap.Thresholds[5]),
            ApSmall = Precision(1),
            ApMedium = Precision(2),
            ApLarge = Precision(3),
            Ar1 = Recall(0, 0),
            Ar10 = Recall(0, 1),
            Ar100 = Recall(0, 2),
            ArSmall = Recall(1, 2),
            ArMedium = Recall(2, 2),
            ArLarge = Recall(3, 2),
            ApOfClass = curves.Select(c => Mean(c[0][2].Precision)).ToArray(),
        };

        double? Precision(int range, double? threshold = null) => Mean(
            curves.Select(c => threshold is { } t ? At(c[range][2].Precision, t) : Mean(c[range][2].Precision)));

        double? Recall(int range, int most) => Mean(curves.Select(c => Mean(c[range][most].Recall)));

        double? At(IReadOnlyList<double>? values, double threshold) => values?[Array.IndexOf(Overlap.Thresholds, threshold)];
    }

    private static double? Mean(IReadOnlyList<double>? values) => values is { Count: > 0 } ? values.Average() : null;

    private static double? Mean(IEnumerable<double?> values)
    {
        double[] known = values.OfType<double>().ToArray();
        return known.Length > 0 ? known.Average() : null;
    }
}
