using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision;

/// <summary>The network that a task reads, once its sizes are known.</summary>
/// <param name="Outputs">The shapes of its outputs, by name.</param>
/// <param name="Types">The types of their elements, by name.</param>
/// <param name="Input">The shape of its input.</param>
public sealed record VisionSetup(IReadOnlyDictionary<string, Shape> Outputs, IReadOnlyDictionary<string, ElementType> Types, Shape Input)
{
    /// <summary>The output that a task reads which reads one.</summary>
    /// <param name="name">Its name; empty for the only one, or for the first.</param>
    /// <exception cref="ModelException">There is none of that name.</exception>
    public string Output(string name)
    {
        if (name.Length == 0)
            return Outputs.Keys.First();
        return Outputs.ContainsKey(name) ? name : throw new ModelException($"The network has no output '{name}'; it has {Describe()}.");
    }

    /// <summary>All outputs with their shapes, for messages.</summary>
    public string Describe() => string.Join(", ", Outputs.Select(o => $"{o.Key} {o.Value}"));
}
