using System;
using System.Collections.Generic;
using System.IO;
using Fovea.Hosting;
using Fovea.Player.Networks;
using Fovea.Player.Worlds;
using Fovea.Runtime;
using Fovea.Scenes.Labels;

namespace Fovea.Player.Play;

/// <summary>What <c>fovea play</c> was asked for.</summary>
internal sealed record PlayOptions
{
    /// <summary>The scene: a folder, a file, or the name of one that ships; null for the default.</summary>
    public string? Scene { get; init; }

    /// <summary>Shown instead of the scene's own source.</summary>
    public string? Source { get; init; }

    /// <summary>Networks that watch instead of the scene's own.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Their cards, in the same order; those that are missing lie beside the networks.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>Frames a second that these networks look at, at most.</summary>
    public double? Rate { get; init; }

    /// <summary>Whether these networks follow objects.</summary>
    public bool Track { get; init; }

    /// <summary>Where results go: a file, or - for the standard output; null for where the player puts them by itself.</summary>
    public string? Results { get; init; }

    /// <summary>Where lines of results go that are asked for on the standard output.</summary>
    public TextWriter Output { get; init; } = TextWriter.Null;

    /// <summary>Without a window: at the source's own speed, rather than every frame.</summary>
    public bool Live { get; init; }

    /// <summary>What computes the network.</summary>
    public Backend Backend { get; init; }

    /// <summary>No window, even if there could be one.</summary>
    public bool Headless { get; init; }

    /// <summary>How a scene is simulated and rendered.</summary>
    public WorldFeedOptions World { get; init; } = new();

    /// <summary>What is shown of a rendered scene at first.</summary>
    public LabelView View { get; init; }

    /// <summary>Ends after so many frames; null plays to the end.</summary>
    public int? Frames { get; init; }

    /// <summary>GPU time that the network may take in each frame; null for all that it needs.</summary>
    public TimeSpan? GpuBudget { get; init; }

    /// <summary>Whether the fastest kernels are looked for while it plays, unless this device was tuned before.</summary>
    public bool Tune { get; init; }

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

    /// <summary>Opens what results are written to.</summary>
    /// <param name="otherwise">The file where none was asked for; null for none.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public ResultsFile? OpenResults(string? otherwise) =>
        Results == "-" ? new ResultsFile(Output) : (Results ?? otherwise) is { } path ? new ResultsFile(path) : null;

    /// <summary>False pretends that OpenGL has no compute shaders.</summary>
    public bool AllowCompute { get; init; } = true;
}
