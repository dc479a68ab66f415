using System;
using Fovea.Hosting;
using Fovea.Player.Networks;
using Fovea.Runtime;

namespace Fovea.Player.Play;

/// <summary>What <c>fovea play</c> was asked for.</summary>
internal sealed record PlayOptions
{
    /// <summary>The scene: a folder, a file, or the name of one that ships; null for the default.</summary>
    public string? Scene { get; init; }

    /// <summary>Shown instead of the scene's own source.</summary>
    public string? Source { get; init; }

    /// <summary>What computes the network.</summary>
    public Backend Backend { get; init; }

    /// <summary>No window, even if there could be one.</summary>
    public bool Headless { get; init; }

    /// <summary>Ends after so many frames; null plays to the end.</summary>
    public int? Frames { get; init; }

    /// <summary>GPU time that the network may take in each frame; null for all that it needs.</summary>
    public TimeSpan? GpuBudget { get; init; }

    /// <summary>A video file to record to.</summary>
    public string? Record { get; init; }

    /// <summary>Output goes to a folder in this one, named for the scene.</summary>
    public string Out { get; init; } = "out";

    /// <summary>A folder with shaders that replace the built-in ones.</summary>
    public string? Shaders { get; init; }

    /// <summary>The dialect of a context without a window.</summary>
    public GlApi Api { get; init; }

    /// <summary>How GL compute plans the network.</summary>
    public PlannerOptions Planning { get; init; } = new();

    /// <summary>False pretends that OpenGL has no compute shaders.</summary>
    public bool AllowCompute { get; init; } = true;
}
