using System.Collections.Generic;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>What a pass may ask about the graph that it rewrites.</summary>
/// <param name="Infos">Type, shape and, where known, elements of every value.</param>
/// <param name="Registry">The operators.</param>
public sealed record PassContext(IReadOnlyDictionary<string, TensorInfo> Infos, OperatorRegistry Registry)
{
    /// <summary>How the plan will store packed maps.</summary>
    internal StoragePrecision Storage { get; init; } = new(Precision.Single);

    /// <summary>The elements of a value, where the host knows them.</summary>
    public Tensor? Known(string value) => value.Length > 0 && Infos.TryGetValue(value, out TensorInfo? info) ? info.Value : null;
}
