namespace Fovea.Hosting;

/// <summary>How a window shall look when it opens.</summary>
public sealed record WindowHostOptions
{
    /// <summary>The text in the title bar.</summary>
    public string Title { get; init; } = "Fovea";

    /// <summary>Width of the content, in window units (pixels, except on displays with scaling).</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height of the content, in window units.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Whether frames wait for the display's refresh.</summary>
    public bool VSync { get; init; } = true;

    /// <summary>Whether to ask for a debug context, which reports errors through the debug callback and may be slower.</summary>
    public bool Debug { get; init; }
}
