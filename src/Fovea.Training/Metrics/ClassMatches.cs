using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Training.Data;

namespace Fovea.Training.Metrics;

/// <summary>What became of every detection of one class, where only objects of some size count.</summary>
internal sealed class ClassMatches
{
    private readonly List<Match> _matches = new();

    // Labels that must be found.
    private int _wanted;

    /// <summary>Matches the detections of one picture with its labels.</summary>
    /// <param name="labels">The labels of the class.</param>
    /// <param name="found">Detections of the class, best first.</param>
    /// <param name="overlaps">Of each detection with each label.</param>
    /// <param name="range">The areas that count.</param>
    public void Add(IReadOnlyList<ObjectLabel> labels, IReadOnlyList<ScoredBox> found, double[,] overlaps, AreaRange range)
    {
        bool[] ignored = labels.Select(l => l.IsCrowd || !range.Contains(l.Size)).ToArray();
        _wanted += ignored.Count(i => !i);
        // Labels that count are offered first; a detection takes an ignored one only where no other is left for it.
        int[] order = Enumerable.Range(0, labels.Count).OrderBy(g => ignored[g]).ToArray();
        var hits = new bool[found.Count, Overlap.Thresholds.Length];
        var skipped = new bool[found.Count, Overlap.Thresholds.Length];
        for (int t = 0; t < Overlap.Thresholds.Length; t++)
        {
            var taken = new bool[labels.Count];
            for (int d = 0; d < found.Count; d++)
            {
                int at = Best(overlaps, d, order, ignored, taken, labels, Overlap.Thresholds[t]);
                if (at >= 0)
                    taken[at] = true;
                hits[d, t] = at >= 0 && !ignored[at];
                skipped[d, t] = at >= 0 ? ignored[at] : !range.Contains((double)found[d].Box.Width * found[d].Box.Height);
            }
        }

        for (int d = 0; d < found.Count; d++)
            _matches.Add(new Match(found[d].Score, d, Row(hits, d), Row(skipped, d)));
    }

    /// <summary>Precision and recall, from the first detections of each picture only.</summary>
    /// <param name="mostDetections">How many of each picture.</param>
    public ClassCurve Curve(int mostDetections)
    {
        if (_wanted == 0)
            return new ClassCurve(null, null);
        Match[] ordered = _matches.Where(m => m.Rank < mostDetections).OrderByDescending(m => m.Score).ToArray();
        var precision = new double[Overlap.Thresholds.Length];
        var recall = new double[Overlap.Thresholds.Length];
        for (int t = 0; t < precision.Length; t++)
            (precision[t], recall[t]) = Curve(ordered, t);
        return new ClassCurve(precision, recall);
    }

    private (double Precision, double Recall) Curve(Match[] ordered, int threshold)
    {
        var recalls = new List<double>();
        var precisions = new List<double>();
        int right = 0, wrong = 0;
        foreach (Match match in ordered)
        {
            if (match.Hit[threshold])
                right++;
            else if (!match.Skipped[threshold])
                wrong++;
            recalls.Add((double)right / _wanted);
            precisions.Add(right + wrong > 0 ? (double)right / (right + wrong) : 0);
        }

        for (int i = precisions.Count - 2; i >= 0; i--)
            precisions[i] = Math.Max(precisions[i], precisions[i + 1]);
        double sum = 0;
        int next = 0;
        for (int point = 0; point <= 100; point++)
        {
            // 70 * 0.01 is a little more than 0.7; pycocotools compares with the same product.
            double reached = point == 100 ? 1 : point * 0.01;
            while (next < recalls.Count && recalls[next] < reached)
                next++;
            sum += next < recalls.Count ? precisions[next] : 0;
        }

        return (sum / 101, (double)right / _wanted);
    }

    // The free label that overlaps most, the last of equal ones; -1 where none overlaps enough.
    private static int Best(
        double[,] overlaps, int detection, int[] order, bool[] ignored, bool[] taken, IReadOnlyList<ObjectLabel> labels, double threshold)
    {
        double least = Math.Min(threshold, 1 - 1e-10);
        int best = -1;
        foreach (int label in order)
        {
            if (taken[label] && !labels[label].IsCrowd)
                continue;
            if (best >= 0 && !ignored[best] && ignored[label])
                break;
            if (overlaps[detection, label] < least)
                continue;
            least = overlaps[detection, label];
            best = label;
        }

        return best;
    }

    private static bool[] Row(bool[,] table, int row)
    {
        var values = new bool[table.GetLength(1)];
        for (int i = 0; i < values.Length; i++)
            values[i] = table[row, i];
        return values;
    }

    // The rank is the detection's place in its picture; hit and skipped hold for each overlap.
    private sealed record Match(float Score, int Rank, bool[] Hit, bool[] Skipped);
}
