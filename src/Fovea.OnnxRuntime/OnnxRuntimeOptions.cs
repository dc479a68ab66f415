using System;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.OnnxRuntime;

/// <summary>How ONNX Runtime loads and runs a network. Immutable.</summary>
public sealed record OnnxRuntimeOptions
{
    /// <summary>What a network gets when nothing else is asked for.</summary>
    public static readonly OnnxRuntimeOptions Default = new();

    /// <summary>
    /// How many threads share one operator; 0 is one for each processor. By default half the processors, at least two:
    /// the other half belongs to the program that plays.
    /// </summary>
    public int Threads { get; init; } = Math.Max(2, Environment.ProcessorCount / 2);

    /// <summary>How far ONNX Runtime may rewrite the graph before it runs it.</summary>
    public GraphOptimizationLevel Optimization { get; init; } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    /// <summary>
    /// Whether every value that an operator of the graph makes becomes an output, beside the declared ones. That is how two
    /// backends are compared layer by layer; it costs memory, and keeps operators from being fused.
    /// </summary>
    public bool ExposeEveryValue { get; init; }

    /// <summary>
    /// The folder that external data is read from, where a model is loaded from memory; null if it has none. A model loaded
    /// from a file has its data in the file's folder.
    /// </summary>
    public string? ExternalDataFolder { get; init; }
}
