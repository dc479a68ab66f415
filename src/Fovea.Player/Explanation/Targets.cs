using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Models;
using Fovea.Vision;
using Fovea.Vision.Cards;
using Fovea.Vision.Explain;

namespace Fovea.Player.Explanation;

/// <summary>Finds what to explain in the answer of a network, by its card's task. A new task is a line here.</summary>
internal sealed class Targets
{
    // Covered objects are found with lower scores than a card reports, and the fall shall be seen in full.
    private const float LeastScore = 0.02f;

    private readonly ModelCard _card;
    private readonly VisionSetup _setup;
    private readonly VisionFrame _frame;
    private readonly IReadOnlyDictionary<string, Tensor> _outputs;
    private readonly int? _class;

    private Targets(ModelCard card, VisionSetup setup, VisionFrame frame, IReadOnlyDictionary<string, Tensor> outputs, string? asked)
    {
        (_card, _setup, _frame, _outputs) = (card, setup, frame, outputs);
        _class = asked is null ? null : Number(asked);
    }

    /// <summary>Finds it.</summary>
    /// <param name="card">The network's card.</param>
    /// <param name="input">The shape of its input.</param>
    /// <param name="frame">The picture, and where the input lies in it.</param>
    /// <param name="outputs">The network's outputs for it.</param>
    /// <param name="asked">The name or number of a class; null for what the network is surest of.</param>
    /// <exception cref="UsageException">There is no such class, or nothing of it was found, or the network's task has no such answers.</exception>
    public static Target Find(ModelCard card, Shape input, VisionFrame frame, IReadOnlyDictionary<string, Tensor> outputs, string? asked)
    {
        var setup = new VisionSetup(outputs.ToDictionary(o => o.Key, o => o.Value.Shape), outputs.ToDictionary(o => o.Key, o => o.Value.Type), input);
        var find = new Targets(card, setup, frame, outputs, asked);
        return card.Task switch
        {
            "Classification" => find.Class(),
            "Detection" => find.Object(),
            "Segmentation" => find.Area(),
            _ => throw new UsageException($"Networks for {card.Task} give no classes whose score could be explained. --activations looks into any network."),
        };
    }

    private Target Class()
    {
        ClassifierOptions options = ClassifierOptions.Of(_card);
        string output = _setup.Output(options.Output);
        double[] probabilities = Probabilities(_outputs[output], options.Activation);
        int best = _class ?? Array.IndexOf(probabilities, probabilities.Max());
        if (best < 0 || best >= probabilities.Length)
            throw new UsageException($"There is no class {best}; the network tells {probabilities.Length} apart, from 0.");
        return new Target(
            Title(best, probabilities[best]), best, outputs => Probabilities(outputs[output], options.Activation)[best], null, "fall of probability");
    }

    private Target Object()
    {
        DetectorOptions options = DetectorOptions.Of(_card);
        float shown = options.ScoreThreshold;
        options = options with { ScoreThreshold = Math.Min(shown, LeastScore) };
        var reader = new DetectionReader(options, _setup);
        DetectionResult result = reader.CreateResult();
        DetectionResult Read(IReadOnlyDictionary<string, Tensor> outputs)
        {
            reader.Read(outputs, _frame, result);
            return result;
        }

        Read(_outputs);
        Detection[] found = Enumerable.Range(0, result.Count).Select(i => result[i]).Where(d => d.Score >= (_class is null ? shown : LeastScore)).ToArray();
        if (found.All(d => _class is not null && d.Class != _class))
        {
            string others = string.Join(", ", found.Select(d => d.Category).Distinct().Take(8));
            throw new UsageException(
                $"The network finds {(_class is { } asked ? $"no {Name(asked)}" : "nothing")} in this picture to be explained{(others.Length > 0 ? $"; it finds {others}" : "")}.");
        }

        Detection target = found.First(d => _class is null || d.Class == _class) with { Keypoints = default };
        return new Target(Title(target.Class, target.Score), target.Class, outputs => DetectionSimilarity.Of(target, Read(outputs)), target.Box, "fall of score x overlap");
    }

    private Target Area()
    {
        SegmenterOptions options = SegmenterOptions.Of(_card);
        var reader = new SegmentationReader(options, _setup);
        SegmentationResult result = reader.CreateResult();
        Dictionary<int, float> Read(IReadOnlyDictionary<string, Tensor> outputs)
        {
            reader.Read(outputs, _frame, result);
            return Enumerable.Range(0, result.Count).ToDictionary(i => result[i].Class, i => result[i].Share);
        }

        Dictionary<int, float> areas = Read(_outputs);
        // Class 0 is the background by convention; what covers it is seldom of interest.
        int best = _class ?? areas.OrderBy(a => a.Key == 0).ThenByDescending(a => a.Value).Select(a => a.Key).First();
        if (!areas.TryGetValue(best, out float share))
            throw new UsageException($"The network sees no {Name(best)} in this picture; it sees {string.Join(", ", areas.Keys.Select(Name))}.");
        return new Target(Title(best, share), best, outputs => Read(outputs).GetValueOrDefault(best), null, "fall of its share");
    }

    private static double[] Probabilities(Tensor scores, ScoreActivation activation)
    {
        double[] values = scores.ToDoubles();
        if (activation == ScoreActivation.Sigmoid)
            return values.Select(v => 1 / (1 + Math.Exp(-v))).ToArray();
        if (activation != ScoreActivation.Softmax)
            return values;
        double most = values.Max(), sum = values.Sum(v => Math.Exp(v - most));
        return values.Select(v => Math.Exp(v - most) / sum).ToArray();
    }

    private string Title(int number, double score) => string.Create(CultureInfo.InvariantCulture, $"{Name(number)} {score:0.###}");

    private string Name(int number) => number < _card.Labels.Count ? _card.Labels[number] : $"class {number}";

    private int Number(string asked)
    {
        int at = _card.Labels.ToList().FindIndex(l => l.Equals(asked, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
            return at;
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && (_card.Labels.Count == 0 || number < _card.Labels.Count))
            return number;
        string[] near = _card.Labels.Where(l => l.Contains(asked, StringComparison.OrdinalIgnoreCase)).Take(8).ToArray();
        throw new UsageException(
            $"--class '{asked}' is no class of this network; it has {_card.Labels.Count}, by name or by number from 0" +
            (near.Length > 0 ? $", among them {string.Join("; ", near)}." : "."));
    }
}
