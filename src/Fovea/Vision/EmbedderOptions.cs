using Fovea.Models;
using Fovea.Vision.Cards;
using Fovea.Vision.Decoders;

namespace Fovea.Vision;

/// <summary>How a network is fed and read that describes a picture by a list of numbers.</summary>
/// <param name="Input">How pictures become its input.</param>
public sealed record EmbedderOptions(ImageInput Input) : VisionOptions(Input)
{
    /// <summary>The output that holds the features; empty for the first.</summary>
    public string Output { get; init; } = "";

    /// <summary>
    /// What a card says. Its parameter: <c>output</c>, which may be any value inside the network if <see cref="ModelCut.At"/> made it one.
    /// </summary>
    /// <param name="card">The card of such a network.</param>
    /// <exception cref="ModelException">It has other parameters.</exception>
    public static EmbedderOptions Of(ModelCard card)
    {
        var parameters = new DecoderParameters(card.Parameters);
        var options = new EmbedderOptions(card.Input) { Output = parameters.Word("output", "") };
        parameters.AssertAllAsked("Embedding");
        return options;
    }
}
