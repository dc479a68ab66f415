namespace Fovea.Models.Canonical;

/// <summary>SoftmaxCrossEntropyLoss: the negative log-likelihood of the scores' logarithmic softmax, as ONNX defines it.</summary>
internal static class SoftmaxCrossEntropyLossRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        string probabilities = node.HasOutput(1) ? node.Outputs[1] : graph.Value(node, "log_prob");
        graph.Emit(new Node("LogSoftmax", new[] { node.Input(0) }, new[] { probabilities })
        {
            Name = node.Name.Length > 0 ? $"{node.Name}/log_prob" : "",
            Attributes = Attributes.None.With("axis", 1L),
        });
        graph.Emit(node.WithInputs(probabilities, node.Input(1), node.HasInput(2) ? node.Inputs[2] : "") with
        {
            Operator = "NegativeLogLikelihoodLoss",
            Outputs = new[] { node.Outputs[0] },
        });
    }
}
