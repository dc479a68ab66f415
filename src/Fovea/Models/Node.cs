using System.Collections.Generic;

namespace Fovea.Models;

/// <summary>One operator of a graph, with the names of the values that it reads and makes. Immutable.</summary>
/// <param name="Operator">The operator's name, as <c>Conv</c>.</param>
/// <param name="Inputs">The names of the values it reads; an empty name is an optional input that is left out.</param>
/// <param name="Outputs">The names of the values it makes; an empty name is an output that nobody wants.</param>
public sealed record Node(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The node's own name, may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version of the operator set that gives the operator its meaning.</summary>
    public int Opset { get; init; } = 21;

    /// <summary>The attributes.</summary>
    public Attributes Attributes { get; init; } = Attributes.None;

    /// <summary>How messages call the node: its name, or the operator and its first output.</summary>
    public string Label => Name.Length > 0 ? $"'{Name}' ({Operator})" : $"{Operator} that makes '{(Outputs.Count > 0 ? Outputs[0] : "nothing")}'";

    /// <summary>Whether an input is given.</summary>
    public bool HasInput(int index) => index < Inputs.Count && Inputs[index].Length > 0;

    /// <summary>Whether an output is wanted.</summary>
    public bool HasOutput(int index) => index < Outputs.Count && Outputs[index].Length > 0;

    /// <summary>The name of an input that the operator cannot do without.</summary>
    /// <exception cref="ModelException">The input is not given.</exception>
    public string Input(int index) =>
        HasInput(index) ? Inputs[index] : throw new ModelException($"Node {Label} lacks its input {index}, which {Operator} needs.");

    /// <summary>A copy that reads other values.</summary>
    public Node WithInputs(params string[] inputs) => this with { Inputs = inputs };

    /// <inheritdoc/>
    public override string ToString() => Label;

    /// <summary>Nodes are compared by identity: two nodes of the same content are still two nodes.</summary>
    public bool Equals(Node? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
