namespace Fovea.Models;

/// <summary>What one layer is and costs.</summary>
/// <param name="Node">The layer's node in the graph.</param>
/// <param name="Output">The shape of its first output; null where it is not known.</param>
/// <param name="Parameters">The learned numbers it reads. Those that several layers share count at the first.</param>
/// <param name="MultiplyAdds">The products that it adds up for one run; biases and activations do not count.</param>
/// <param name="ParameterShare">Its share of the network's parameters, 0 to 1.</param>
/// <param name="MultiplyAddShare">Its share of the network's multiply-adds, 0 to 1.</param>
/// <param name="Field">What an element of its output sees of the input; null where it looks at no picture.</param>
public sealed record LayerSummary(
    Node Node,
    Shape? Output,
    long Parameters,
    long MultiplyAdds,
    double ParameterShare,
    double MultiplyAddShare,
    ReceptiveField? Field)
{
    /// <summary>The operator's name, as <c>Conv</c>.</summary>
    public string Operator => Node.Operator;

    /// <summary>The layer's name: the node's, or that of its first output.</summary>
    public string Name => Node.Name.Length > 0 ? Node.Name : Node.Outputs.Count > 0 ? Node.Outputs[0] : Node.Operator;
}
