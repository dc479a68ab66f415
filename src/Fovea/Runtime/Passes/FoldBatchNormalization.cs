using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Folds a batch normalisation into the weights and bias of the convolution, transposed or not, before it: with s = scale / sqrt(variance + epsilon), weights
/// become s W and the bias s (b - mean) + B.
/// </summary>
public sealed class FoldBatchNormalization : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "fold batch normalisation";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        var constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        var replaced = new Dictionary<Node, Node?>();
        foreach (Node norm in graph.Nodes.Where(n => n.Domain.Length == 0 && n.Operator == "BatchNormalization"))
        {
            Node? conv = uses.MakerOf(norm.Inputs[0]);
            if (conv is null || conv.Operator is not ("Conv" or "ConvTranspose") || conv.Domain.Length > 0 || uses.OnlyReader(norm.Inputs[0]) != norm)
                continue;
            Tensor? weights = context.Known(conv.Inputs[1]);
            Tensor? bias = conv.HasInput(2) ? context.Known(conv.Inputs[2]) : null;
            Tensor?[] statistics = Enumerable.Range(1, 4).Select(i => context.Known(norm.Inputs[i])).ToArray();
            if (weights is null || (conv.HasInput(2) && bias is null) || statistics.Any(s => s is null) || norm.Outputs.Count(o => o.Length > 0) > 1)
                continue;

            string name = norm.Outputs[0];
            (constants[name + "/weights"], constants[name + "/bias"]) =
                Fold(conv, weights, bias, statistics!, norm.Attributes.Float("epsilon", 1e-5f));
            replaced[conv] = null;
            // The convolution moves to the place of the normalisation, whose statistics may be made later than its own weights.
            replaced[norm] = conv with { Inputs = new[] { conv.Inputs[0], name + "/weights", name + "/bias" }, Outputs = new[] { name } };
        }

        return graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced), Constants = constants };
    }

    private static (Tensor Weights, Tensor Bias) Fold(Node conv, Tensor weights, Tensor? bias, Tensor[] statistics, float epsilon)
    {
        double[] scale = statistics[0].ToDoubles(), shift = statistics[1].ToDoubles();
        double[] mean = statistics[2].ToDoubles(), variance = statistics[3].ToDoubles();
        double[] w = weights.ToDoubles(), b = bias?.ToDoubles() ?? new double[scale.Length];
        double[] factors = scale.Select((s, c) => s / Math.Sqrt(variance[c] + epsilon)).ToArray();
        for (int c = 0; c < factors.Length; c++)
            b[c] = (b[c] - mean[c]) * factors[c] + shift[c];
        int kernel = weights.Shape.Product(2, weights.Shape.Rank);
        // The channel made: the first axis, or in a transposed convolution the second, counted on through the groups that the first is cut into.
        int groups = conv.Operator == "Conv" ? 1 : (int)conv.Attributes.Int("group", 1), perGroup = Math.Max(1, weights.Shape[0] / groups);
        for (int i = 0; i < w.Length; i++)
        {
            int row = i / (kernel * weights.Shape[1]), column = i / kernel % weights.Shape[1];
            w[i] *= factors[conv.Operator == "Conv" ? row : row / perGroup * weights.Shape[1] + column];
        }

        return (Tensor.From(weights.Type, weights.Shape, w), Tensor.From(weights.Type, new Shape(scale.Length), b));
    }
}
