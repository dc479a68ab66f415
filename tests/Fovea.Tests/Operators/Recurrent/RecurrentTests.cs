using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Recurrent;

public sealed class RecurrentTests : OperatorTests
{
    private const ElementType Float = ElementType.Float;

    private static readonly string[] All = { "RNN", "GRU", "LSTM" };

    [SkippableFact]
    public void Every_direction() => Check(
        from name in All
        from direction in new[] { "forward", "reverse", "bidirectional" }
        from constant in new[] { true, false }
        select Network(name, steps: 4, batch: 2, inputs: 3, hidden: 5, direction, constant: constant));

    [SkippableFact]
    public void Sizes_about_those_of_a_group() => Check(
        from name in All
        from hidden in new[] { 1, 16, 37 }
        select Network(name, steps: 3, batch: 3, inputs: 13, hidden, "bidirectional"));

    [SkippableFact]
    public void Sequences_of_several_lengths() => Check(
        from name in All
        from direction in new[] { "forward", "reverse", "bidirectional" }
        select Network(name, steps: 5, batch: 3, inputs: 2, hidden: 4, direction, lengths: new[] { 3, 5, 1 }));

    [SkippableFact]
    public void Only_what_must_be_there() => Check(All.SelectMany(name => new[]
    {
        Bare(name).Gives(Float),
        Bare(name).Gives(Float, Float),
        Bare(name).Without().Without().On(1, 2, 3).Gives(Float, Float),
    }));

    [SkippableFact]
    public void Reset_behind_the_product() => Check(
        Network("GRU", 4, 2, 3, 5, "forward").Set("linear_before_reset", 1),
        Network("GRU", 4, 2, 3, 5, "bidirectional", constant: false).Set("linear_before_reset", 1),
        Network("GRU", 4, 2, 3, 5, "reverse", lengths: new[] { 2, 4 }).Set("linear_before_reset", 1));

    [SkippableFact]
    public void Peepholes() => Check(
        Network("LSTM", 4, 2, 3, 5, "forward").Weights(1, 15),
        Network("LSTM", 4, 2, 3, 5, "bidirectional", constant: false).On(2, 15),
        Network("LSTM", 4, 2, 3, 5, "forward").Weights(1, 15).Set("input_forget", 1),
        Network("LSTM", 4, 2, 3, 5, "reverse").Set("input_forget", 1));

    [SkippableFact]
    public void Activations() => Check(
        Network("RNN", 3, 2, 3, 5, "bidirectional").Set("activations", new[] { "Relu", "Sigmoid" }),
        Network("RNN", 3, 2, 3, 5, "forward").Set("activations", new[] { "Affine" })
            .Set("activation_alpha", new[] { 0.3f }).Set("activation_beta", new[] { 0.1f }),
        Network("RNN", 3, 2, 3, 5, "forward").Set("activations", new[] { "LeakyRelu" }).Set("activation_alpha", new[] { 0.2f }),
        Network("RNN", 3, 2, 3, 5, "forward").Set("activations", new[] { "ThresholdedRelu" }).Set("activation_alpha", new[] { 0.7f }),
        Network("RNN", 3, 2, 3, 5, "forward").Set("activations", new[] { "Elu" }).Set("activation_alpha", new[] { 0.5f }),
        Network("RNN", 3, 2, 3, 5, "forward").Set("activations", new[] { "Softsign" }),
        Network("GRU", 3, 2, 3, 5, "forward").Set("activations", new[] { "HardSigmoid", "Softsign" })
            .Set("activation_alpha", new[] { 0.3f }).Set("activation_beta", new[] { 0.4f }),
        Network("GRU", 3, 2, 3, 5, "bidirectional").Set("activations", new[] { "Sigmoid", "ScaledTanh", "HardSigmoid", "Tanh" })
            .Set("activation_alpha", new[] { 0.8f, 0.25f }).Set("activation_beta", new[] { 0.7f, 0.45f }),
        Network("LSTM", 3, 2, 3, 5, "forward").Set("activations", new[] { "HardSigmoid", "ScaledTanh", "Softsign" })
            .Set("activation_alpha", new[] { 0.3f, 0.9f }).Set("activation_beta", new[] { 0.4f, 0.8f }));

    [SkippableFact]
    public void Clip() => Check(
        Network("GRU", 3, 2, 3, 5, "forward").Set("clip", 0.5f),
        Network("LSTM", 3, 2, 3, 5, "bidirectional").Set("clip", 0.5f),
        Network("RNN", 3, 2, 3, 5, "forward").Set("clip", 0.5f));

    [SkippableFact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("W has the shape [1, 12, 4]; beside X [2, 1, 3]", Refusal(Op("LSTM").On(2, 1, 3).Weights(1, 12, 4).Weights(1, 12, 3)));
        Assert.Contains("must have rank 3", Refusal(Op("GRU").On(2, 3).Weights(1, 9, 3).Weights(1, 9, 3)));
        Assert.Contains("hidden_size is 4", Refusal(Op("RNN").Set("hidden_size", 4).On(2, 1, 3).Weights(1, 3, 3).Weights(1, 3, 3)));
        Assert.Contains("direction 'sideways'", Refusal(Op("RNN").Set("direction", "sideways").On(2, 1, 3).Weights(1, 3, 3).Weights(1, 3, 3)));
        Assert.Contains("names 2 activations; 1 are needed",
            Refusal(Op("RNN").Set("activations", new[] { "Tanh", "Tanh" }).On(2, 1, 3).Weights(1, 3, 3).Weights(1, 3, 3)));
        Assert.Contains("the activation 'Sine'", Refusal(Op("RNN").Set("activations", new[] { "Sine" }).On(2, 1, 3).Weights(1, 3, 3).Weights(1, 3, 3)));
        Assert.Contains("input 4 (sequence_lens) is Float", Refusal(Op("RNN").On(2, 1, 3).Weights(1, 3, 3).Weights(1, 3, 3).Without().On(1)));
    }

    private static OperatorCase Bare(string name) => Op(name).Set("hidden_size", 3).On(4, 2, 5).Weights(1, Gates(name) * 3, 5).Weights(1, Gates(name) * 3, 3);

    private static int Gates(string name) => name switch { "RNN" => 1, "GRU" => 3, _ => 4 };

    private static OperatorCase Network(
        string name, int steps, int batch, int inputs, int hidden, string direction, int[]? lengths = null, bool constant = true)
    {
        int directions = direction == "bidirectional" ? 2 : 1, rows = Gates(name) * hidden;
        OperatorCase network = Op(name).Set("hidden_size", hidden).Set("direction", direction).On(steps, batch, inputs);
        foreach (int[] weights in new[] { new[] { directions, rows, inputs }, new[] { directions, rows, hidden }, new[] { directions, 2 * rows } })
            network = constant ? network.Weights(weights) : network.On(weights);
        network = lengths is null ? network.Without() : network.On(Tensor.Vector(lengths));
        network = network.On(directions, batch, hidden);
        return name == "LSTM" ? network.On(directions, batch, hidden).Gives(Float, Float, Float) : network.Gives(Float, Float);
    }
}
