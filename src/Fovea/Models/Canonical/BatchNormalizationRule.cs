using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>
/// BatchNormalization: in training mode it becomes arithmetic; before operator set 14 outputs for training are dropped where nobody reads them; the form with statistics for each
/// position (<c>spatial</c> 0, up to operator set 8) becomes arithmetic.
/// </summary>
internal static class BatchNormalizationRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset < 14)
        {
            string? read = node.Outputs.Skip(1).FirstOrDefault(graph.IsRead);
            if (read is not null)
                throw new ModelException($"Node {node.Label} is written for training: its output '{read}' is read. Export the network for inference.");
            node = node with { Outputs = node.Outputs.Take(1).ToArray() };
        }

        if (node.Attributes.Flag("training_mode"))
        {
            EmitTraining(node, graph);
            return;
        }

        bool isSpatial = node.Opset >= 9 || node.Attributes.Flag("spatial", true);
        if (!isSpatial)
            EmitArithmetic(node, graph);
        else
            graph.Emit(node.Opset < 14 ? node with { Attributes = node.Attributes.Without("spatial") } : node);
    }

    // y = scale * (x - mean) / sqrt(variance + epsilon) + bias, all of shape [C, D1, ...], which broadcast over the batch.
    private static void EmitArithmetic(Node node, GraphRewriter graph)
    {
        ElementType type = graph.Facts(node.Input(0)).Type;
        Tensor epsilon = Tensor.Scalar(node.Attributes.Float("epsilon", 1e-5f)).Convert(type == ElementType.Undefined ? ElementType.Float : type);
        string shifted = graph.Emit(node, "shifted", "Sub", new[] { node.Input(0), node.Input(3) });
        string variance = graph.Emit(node, "variance", "Add", new[] { node.Input(4), graph.Constant(node, "epsilon", epsilon) });
        string deviation = graph.Emit(node, "deviation", "Sqrt", new[] { variance });
        string normal = graph.Emit(node, "normal", "Div", new[] { shifted, deviation });
        string scaled = graph.Emit(node, "scaled", "Mul", new[] { normal, node.Input(1) });
        graph.Emit(new Node("Add", new[] { scaled, node.Input(2) }, node.Outputs) { Name = node.Name });
    }

    // Normalizes by the statistics of the batch itself, and gives the running ones moved towards these.
    private static void EmitTraining(Node node, GraphRewriter graph)
    {
        ValueFacts x = graph.Facts(node.Input(0));
        int rank = x.Rank ?? throw new ModelException($"Node {node.Label} is in training mode, and the rank of its input is not known.");
        if (rank < 2)
            throw new ModelException($"Node {node.Label} normalizes a tensor of rank {rank}; it needs a channel axis, so rank 2 or more.");
        ElementType type = x.Type == ElementType.Undefined ? ElementType.Float : x.Type;
        float momentum = node.Attributes.Float("momentum", 0.9f);
        long[] others = Enumerable.Range(0, rank).Where(axis => axis != 1).Select(axis => (long)axis).ToArray();
        long[] behind = Enumerable.Range(1, rank - 2).Select(axis => (long)axis).ToArray();
        string axes = graph.Constant(node, "axes", Tensor.Vector(others));
        Attributes flat = Attributes.None.With("keepdims", 0L);

        string mean = graph.Emit(node, "batch_mean", "ReduceMean", new[] { node.Input(0), axes }, flat);
        string off = graph.Emit(node, "off", "Sub", new[] { node.Input(0), Column("mean_column", mean) });
        string squares = graph.Emit(node, "squares", "Mul", new[] { off, off });
        string variance = graph.Emit(node, "batch_variance", "ReduceMean", new[] { squares, axes }, flat);
        string shifted = graph.Emit(node, "variance", "Add", new[] { variance, Number("epsilon", node.Attributes.Float("epsilon", 1e-5f)) });
        string deviation = graph.Emit(node, "deviation", "Sqrt", new[] { shifted });
        string factor = graph.Emit(node, "factor", "Div", new[] { node.Input(1), deviation });
        string scaled = graph.Emit(node, "scaled", "Mul", new[] { off, Column("factor_column", factor) });
        graph.Emit(new Node("Add", new[] { scaled, Column("bias_column", node.Input(2)) }, new[] { node.Outputs[0] }) { Name = node.Name });
        Running(1, node.Input(3), mean, "running_mean");
        Running(2, node.Input(4), variance, "running_variance");

        void Running(int output, string before, string batch, string role)
        {
            if (!node.HasOutput(output))
                return;
            string old = graph.Emit(node, $"{role}/old", "Mul", new[] { before, Number($"{role}/momentum", momentum) });
            string now = graph.Emit(node, $"{role}/now", "Mul", new[] { batch, Number($"{role}/rest", 1 - momentum) });
            graph.Emit(new Node("Add", new[] { old, now }, new[] { node.Outputs[output] }));
        }

        string Number(string role, float value) => graph.Constant(node, role, Tensor.Scalar(value).Convert(type));

        string Column(string role, string vector) => behind.Length == 0
            ? vector
            : graph.Emit(node, role, "Unsqueeze", new[] { vector, graph.Constant(node, $"{role}/axes", Tensor.Vector(behind)) });
    }
}
