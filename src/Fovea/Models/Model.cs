using System.Collections.Generic;

namespace Fovea.Models;

/// <summary>An ONNX file: a graph, the operator sets it is written in, and what its makers said about it.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Opsets">The version of each operator set it uses, by domain (empty for ONNX's own).</param>
public sealed record Model(Graph Graph, IReadOnlyDictionary<string, int> Opsets)
{
    /// <summary>Free facts by name, as exporters leave them (class names, stride, task).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The program that wrote the file.</summary>
    public string Producer { get; init; } = "";

    /// <summary>Where it was read from, for messages; empty where it came from memory.</summary>
    public string Source { get; init; } = "";
}
