using System.Collections.Generic;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Segments;

/// <summary>What can be told of a graph before it runs, and what must be known to tell the rest.</summary>
internal sealed class PartialInference
{
    /// <summary>What is known of each value, as far as anything is.</summary>
    public Dictionary<string, TensorInfo> Infos { get; } = new();

    /// <summary>The nodes of whose outputs nothing is known, in their order.</summary>
    public HashSet<Node> Waiting { get; } = new();

    /// <summary>The values whose elements the first of them need.</summary>
    public HashSet<string> Demanded { get; } = new();

    /// <summary>The nodes that can be written out now.</summary>
    public List<Node> Decided { get; } = new();
}
