using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>What one pass made of a graph.</summary>
/// <param name="Pass">The pass's name.</param>
/// <param name="Before">The graph that it got.</param>
/// <param name="After">The graph that it gave.</param>
public sealed record PassStep(string Pass, Graph Before, Graph After);
