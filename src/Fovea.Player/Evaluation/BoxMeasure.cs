using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Capture;
using Fovea.Training.Data;
using Fovea.Training.Metrics;
using Fovea.Vision;

namespace Fovea.Player.Evaluation;

/// <summary>COCO's measures of a detector.</summary>
internal sealed class BoxMeasure : IMeasure<BoxExample, DetectionResult>
{
    // Boxes of two backends are the same object where nearly all of them is shared.
    private const float SameBox = 0.95f;

    private readonly ClassMatching _matching;
    private readonly float _shown;
    private readonly AveragePrecision _precision;

    /// <summary>Begins without pictures.</summary>
    /// <param name="matching">Which classes answer to which.</param>
    /// <param name="shown">The least score of boxes that two backends are compared by.</param>
    public BoxMeasure(ClassMatching matching, float shown)
    {
        (_matching, _shown) = (matching, shown);
        _precision = new AveragePrecision(Math.Max(1, matching.Names.Count));
    }

    public int NotFinite { get; private set; }

    public IReadOnlyDictionary<string, double?> Metrics
    {
        get
        {
            DetectionScores s = _precision.Compute();
            return new Dictionary<string, double?>
            {
                ["AP"] = s.Ap,
                ["AP50"] = s.Ap50,
                ["AP75"] = s.Ap75,
                ["AP small"] = s.ApSmall,
                ["AP medium"] = s.ApMedium,
                ["AP large"] = s.ApLarge,
                ["AR 1"] = s.Ar1,
                ["AR 10"] = s.Ar10,
                ["AR 100"] = s.Ar100,
                ["AR small"] = s.ArSmall,
                ["AR medium"] = s.ArMedium,
                ["AR large"] = s.ArLarge,
            };
        }
    }

    public IReadOnlyDictionary<string, double?> Classes => _precision.Compute().ApOfClass.Select((value, i) => (Name: _matching.Names[i], value))
        .Where(c => c.value is not null).ToDictionary(c => c.Name, c => c.value);

    public void Add(BoxExample example, Picture picture, DetectionResult result)
    {
        NotFinite += result.NonFinite > 0 ? 1 : 0;
        ObjectLabel[] labels = example.Labels(picture.Width, picture.Height).Select(l => l with { Class = _matching.OfData(l.Class) }).Where(l => l.Class >= 0).ToArray();
        ScoredBox[] found = Items(result).Select(d => new ScoredBox(d.Box, _matching.OfNetwork(d.Class), d.Score)).Where(d => d.Class >= 0).ToArray();
        _precision.Add(labels, found);
    }

    public string? Difference(DetectionResult first, DetectionResult second)
    {
        List<Detection> a = Items(first).Where(d => d.Score >= _shown).ToList(), b = Items(second).Where(d => d.Score >= _shown).ToList();
        (int before, int after) = (a.Count, b.Count);
        foreach (Detection one in a.ToArray())
        {
            int at = b.FindIndex(other => other.Class == one.Class && other.Box.IntersectionOverUnion(one.Box) >= SameBox);
            if (at < 0)
                continue;
            b.RemoveAt(at);
            a.Remove(one);
        }

        return a.Count + b.Count == 0 ? null
            : $"{before} and {after} boxes; alone: {string.Join(", ", a.Select(d => $"{Text(d)} (first)").Concat(b.Select(d => $"{Text(d)} (second)")))}";
    }

    private static string Text(Detection d) => string.Create(CultureInfo.InvariantCulture, $"{d.Category} {d.Score:0.###}");

    private static IEnumerable<Detection> Items(DetectionResult result) => Enumerable.Range(0, result.Count).Select(i => result[i]);
}
