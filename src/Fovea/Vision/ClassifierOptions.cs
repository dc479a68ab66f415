using System;
using Fovea.Models;
using Fovea.Vision.Cards;
using Fovea.Vision.Decoders;

namespace Fovea.Vision;

/// <summary>How a classification network is fed and read.</summary>
/// <param name="Input">How pictures become its input.</param>
public sealed record ClassifierOptions(ImageInput Input) : VisionOptions(Input)
{
    /// <summary>How scores become probabilities.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.Softmax;

    /// <summary>The output that holds a score for each class; empty for the first.</summary>
    public string Output { get; init; } = "";

    /// <summary>How many classes are reported, at most.</summary>
    public int Top { get; init; } = 5;

    /// <summary>The least probability of a class that is reported.</summary>
    public float ScoreThreshold { get; init; }

    /// <summary>
    /// Over how long probabilities are averaged: after this time the past counts 1/e of what it did (an exponential average, by the frames'
    /// times). Zero reports each frame by itself.
    /// </summary>
    public TimeSpan Smoothing { get; init; }

    /// <summary>What a card says. Its parameters: <c>activation</c> (softmax, sigmoid, none), <c>output</c>, <c>top</c>, <c>smoothing</c> in seconds.</summary>
    /// <param name="card">The card of a classification network.</param>
    /// <exception cref="ModelException">It has other parameters, or values that cannot be.</exception>
    public static ClassifierOptions Of(ModelCard card)
    {
        var parameters = new DecoderParameters(card.Parameters);
        var options = new ClassifierOptions(card.Input)
        {
            Labels = card.Labels,
            Activation = parameters.Choice("activation", ScoreActivation.Softmax),
            Output = parameters.Word("output", ""),
            Top = parameters.Integer("top", 5, 1, ClassificationReader.MostClasses),
            ScoreThreshold = card.ScoreThreshold ?? 0,
            Smoothing = TimeSpan.FromSeconds(parameters.Number("smoothing", 0, 0, 3600)),
        };
        parameters.AssertAllAsked("Classification");
        return options;
    }
}
