using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Folds a batch normalisation into the weights and bias of the convolution before it: with s = scale / sqrt(variance + epsilon), weights
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
            if (conv is null || conv.Operator != "Conv" || conv.Domain.Length > 0 || uses.OnlyReader(norm.Inputs[0]) != norm)
                continue;
            Tensor? weights = context.Known(conv.Inputs[1]);
            Tensor? bias = conv.HasInput(2) ? context.Known(conv.Inputs[2]) : null;
            Tensor?[] statistics = Enumerable.Range(1, 4).Select(i => context.Known(norm.Inputs[i])).ToArray();
            if (weights is null || (conv.HasInput(2) && bias is null) || statistics.Any(s => s is null) || norm.Outputs.Count(o => o.Length > 0) > 1)
                continue;

            string name = norm.Outputs[0];
            (constants[name + "/weights"], constants[name + "/bias"]) =
                Fold(weights, bias, statistics!, norm.Attributes.Float("epsilon", 1e-5f));
            replaced[conv] = null;
            // The convolution moves to the place of the normalisation, whose statistics may be made later than its own weights.
            replaced[norm] = conv with { Inputs = new[] { conv.Inputs[0], name + "/weights", name + "/bias" }, Outputs = new[] { name } };
        }

        return graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced), Constants = constants };
    }

    private static (Tensor Weights, Tensor Bias) Fold(Tensor weights, Tensor? bias, Tensor[] statistics, float epsilon)
    {
        double[] scale = statistics[0].ToDoubles(), shift = statistics[1].ToDoubles();
        double[] mean = statistics[2].ToDoubles(), variance = statistics[3].ToDoubles();
        double[] w = weights.ToDoubles(), b = bias?.ToDoubles() ?? new double[scale.Length];
        int perChannel = scale.Length == 0 ? 0 : w.Length / scale.Length;
        for (int c = 0; c < scale.Length; c++)
        {
            double factor = scale[c] / Math.Sqrt(variance[c] + epsilon);
            for (int i = 0; i < perChannel; i++)
                w[c * perChannel + i] *= factor;
            b[c] = (b[c] - mean[c]) * factor + shift[c];
        }

        return (Tensor.From(weights.Type, weights.Shape, w), Tensor.From(weights.Type, new Shape(scale.Length), b));
    }
}
