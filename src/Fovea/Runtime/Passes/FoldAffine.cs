using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Folds multiplication by and addition of constants, one number or one a channel, into the convolution before or behind them: behind it
/// y = s (W x + b) + t has the weights s W and the bias s b + t; before it W (s x + t) + b has the weights W s and the bias b + W t. What is
/// added before a convolution must not meet its padding, which is zero only behind the addition.
/// </summary>
public sealed class FoldAffine : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "fold scale and shift";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        // Each round folds one node away.
        for (Graph? next = graph; next is not null; next = Step(graph, context, constants))
            graph = next;
        return graph;
    }

    private static Graph? Step(Graph graph, PassContext context, Dictionary<string, Tensor> constants)
    {
        var uses = new GraphUses(graph);
        foreach (Node conv in graph.Nodes.Where(n => n.Domain.Length == 0 && n.Operator == "Conv" && n.Outputs.Count == 1))
        {
            if (Constant(conv.Inputs[1]) is not { } weights || !weights.Type.IsFloating() || (conv.HasInput(2) && Constant(conv.Inputs[2]) is null))
                continue;
            if (uses.OnlyReader(conv.Outputs[0]) is { } after && AffineStep.Of(after, conv.Outputs[0], weights.Shape[0], context) is { } behind)
                return Replace(graph, conv, after, Behind(conv, weights, behind), after.Outputs, conv.Inputs[0], constants);
            Node? maker = uses.MakerOf(conv.Inputs[0]);
            if (maker is null || uses.OnlyReader(conv.Inputs[0]) != conv || !context.Infos.TryGetValue(conv.Inputs[0], out TensorInfo? map) || map.Shape.Rank < 3)
                continue;
            string? source = maker.Inputs.FirstOrDefault(i => i.Length > 0 && context.Known(i) is null);
            if (source is not null && AffineStep.Of(maker, source, map.Shape[1], context) is { } before && (before.IsScale || !IsPadded(conv)))
                return Replace(graph, conv, maker, Before(conv, weights, before), conv.Outputs, source, constants);
        }

        return null;

        Tensor? Constant(string name) => constants.TryGetValue(name, out Tensor? folded) ? folded : context.Known(name);

        (Tensor Weights, Tensor Bias) Behind(Node conv, Tensor weights, AffineStep step)
        {
            double[] w = weights.ToDoubles(), b = Bias(conv, weights.Shape[0]);
            int per = weights.Shape.Product(1, weights.Shape.Rank);
            for (int i = 0; i < w.Length; i++)
                w[i] *= step.Scale(i / per);
            for (int c = 0; c < b.Length; c++)
                b[c] = b[c] * step.Scale(c) + step.Shift(c);
            return Tensors(weights, w, b);
        }

        (Tensor Weights, Tensor Bias) Before(Node conv, Tensor weights, AffineStep step)
        {
            double[] w = weights.ToDoubles(), b = Bias(conv, weights.Shape[0]);
            int size = weights.Shape.Product(2, weights.Shape.Rank), inputs = weights.Shape[1];
            int perGroup = Math.Max(1, weights.Shape[0] / (int)conv.Attributes.Int("group", 1));
            for (int i = 0; i < w.Length; i++)
            {
                int row = i / (inputs * size), channel = row / perGroup * inputs + i / size % inputs;
                b[row] += w[i] * step.Shift(channel);
                w[i] *= step.Scale(channel);
            }

            return Tensors(weights, w, b);
        }

        double[] Bias(Node conv, int channels) => conv.HasInput(2) ? Constant(conv.Inputs[2])!.ToDoubles() : new double[channels];
    }

    private static (Tensor Weights, Tensor Bias) Tensors(Tensor like, double[] weights, double[] bias) =>
        (Tensor.From(like.Type, like.Shape, weights), Tensor.From(like.Type, new Shape(bias.Length), bias));

    // The convolution stands where the later of the two nodes stood.
    private static Graph Replace(
        Graph graph, Node conv, Node other, (Tensor Weights, Tensor Bias) folded, IReadOnlyList<string> outputs, string source, Dictionary<string, Tensor> constants)
    {
        string name = outputs[0] + (other.Outputs == outputs ? "/behind" : "/before");
        (constants[name + "/weights"], constants[name + "/bias"]) = folded;
        Node made = conv with { Inputs = new[] { source, name + "/weights", name + "/bias" }, Outputs = outputs };
        Node last = other.Outputs == outputs ? other : conv, first = last == conv ? other : conv;
        return graph with
        {
            Nodes = GraphEdit.Replace(graph.Nodes, new Dictionary<Node, Node?> { [first] = null, [last] = made }),
            Constants = constants,
        };
    }

    private static bool IsPadded(Node conv) =>
        conv.Attributes.Text("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER" || (conv.Attributes.Ints("pads")?.Any(p => p != 0) ?? false);
}
