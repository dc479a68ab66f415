using System;
using System.Collections.Generic;

namespace Fovea.Vision;

/// <summary>How a network is fed: what all tasks have in common.</summary>
/// <param name="Input">How pictures become its input.</param>
public record VisionOptions(ImageInput Input)
{
    /// <summary>What the network is called where there are several; stages of timers begin with it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The names of the classes, in order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = Array.Empty<string>();

    /// <summary>What a timer calls a stage of a network: the stage, after the network's name where it has one.</summary>
    /// <param name="network">The network's <see cref="Name"/>.</param>
    /// <param name="stage"><c>convert</c>, <c>network</c> or <c>decode</c>.</param>
    public static string Stage(string network, string stage) => network.Length > 0 ? $"{network} {stage}" : stage;

    /// <summary>
    /// How much GPU time the network may take in each frame, in which case a run is spread over as many frames as it needs; null runs it at
    /// once. More than zero. Matters on GL compute only.
    /// </summary>
    public TimeSpan? GpuBudget { get; init; }
}
