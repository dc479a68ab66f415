using System.Collections.Generic;
using System.Linq;
using Fovea.Capture;
using Fovea.Training.Data;
using Fovea.Training.Metrics;
using Fovea.Vision;

namespace Fovea.Player.Evaluation;

/// <summary>Top-1 and top-5 of a classifier.</summary>
internal sealed class ClassMeasure : IMeasure<ClassExample, ClassificationResult>
{
    /// <summary>How many classes a result must hold.</summary>
    public const int Top = 5;

    private readonly ClassMatching _matching;
    private readonly TopAccuracy _accuracy = new(Top);
    private readonly Dictionary<int, (int Right, int All)> _classes = new();

    public ClassMeasure(ClassMatching matching) => _matching = matching;

    public int NotFinite { get; private set; }

    public IReadOnlyDictionary<string, double?> Metrics => new Dictionary<string, double?>
    {
        ["top-1"] = Share(1),
        ["top-5"] = Share(Top),
    };

    public IReadOnlyDictionary<string, double?> Classes => _classes.OrderBy(c => c.Key)
        .GroupBy(c => c.Key < _matching.Names.Count ? _matching.Names[c.Key] : c.Key.ToString())
        .ToDictionary(g => g.Key, g => (double?)g.Sum(c => c.Value.Right) / g.Sum(c => c.Value.All));

    public void Add(ClassExample example, Picture picture, ClassificationResult result)
    {
        int wanted = _matching.OfData(example.Class);
        if (wanted < 0)
            return;
        NotFinite += result.NonFinite > 0 ? 1 : 0;
        int rank = 0;
        while (rank < result.Count && _matching.OfNetwork(result[rank].Class) != wanted)
            rank++;
        _accuracy.Add(rank < result.Count ? rank : int.MaxValue);
        (int right, int all) = _classes.GetValueOrDefault(wanted);
        _classes[wanted] = (right + (rank == 0 && result.Count > 0 ? 1 : 0), all + 1);
    }

    public string? Difference(ClassificationResult first, ClassificationResult second)
    {
        if (first.NonFinite != second.NonFinite)
            return $"{first.NonFinite} and {second.NonFinite} scores are no numbers";
        for (int i = 0; i < first.Count && i < second.Count; i++)
        {
            if (first[i].Class != second[i].Class)
                return $"place {i + 1}: {Text(first[i])} and {Text(second[i])}";
        }

        return first.Count == second.Count ? null : $"{first.Count} and {second.Count} classes";
    }

    private static string Text(Classification c) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{c.Category} {c.Probability:0.####}");

    private double? Share(int k) => _accuracy.Count > 0 ? _accuracy.Top(k) : null;
}
