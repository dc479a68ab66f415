using Fovea.Models;

namespace Fovea.Runtime.Profiling;

/// <summary>What the numbers look like that one layer of a network makes.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Operator">The operator that makes it.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Depth">Layers with weights on the longest way from the inputs to here, this one counted.</param>
/// <param name="HasWeights">Whether the layer has weights of its own.</param>
public sealed record LayerActivations(string Name, string Operator, Shape Shape, int Depth, bool HasWeights)
{
    /// <summary>The mean of the finite elements.</summary>
    public double Mean { get; init; }

    /// <summary>Their standard deviation: of all of them, not of a sample.</summary>
    public double Deviation { get; init; }

    /// <summary>The least of them.</summary>
    public double Least { get; init; }

    /// <summary>The greatest of them.</summary>
    public double Most { get; init; }

    /// <summary>The share of elements that are zero, 0 .. 1.</summary>
    public double ZeroShare { get; init; }

    /// <summary>How many elements are no numbers.</summary>
    public long NaNs { get; init; }

    /// <summary>How many are infinite.</summary>
    public long Infinities { get; init; }

    /// <summary>Whether every element is a number.</summary>
    public bool IsFinite => NaNs == 0 && Infinities == 0;
}
