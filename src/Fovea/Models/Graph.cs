using System.Collections.Generic;

namespace Fovea.Models;

/// <summary>
/// A network as data: nodes in an order in which every value is made before it is read, and the constants they read.
/// Immutable; a pass makes a new one.
/// </summary>
/// <param name="Name">The graph's name.</param>
/// <param name="Inputs">What a run must bring. A constant is not an input, even where the file lists it as one.</param>
/// <param name="Outputs">What a run gives.</param>
/// <param name="Nodes">The operators, topologically sorted.</param>
/// <param name="Constants">Weights and other constants by the name of their value.</param>
public sealed record Graph(
    string Name,
    IReadOnlyList<ValueInfo> Inputs,
    IReadOnlyList<ValueInfo> Outputs,
    IReadOnlyList<Node> Nodes,
    IReadOnlyDictionary<string, Tensor> Constants);
