namespace Fovea.Hosting;

/// <summary>What kind of headless context to make.</summary>
public sealed record HeadlessOptions
{
    /// <summary>The dialect to insist on; by default desktop OpenGL, else OpenGL ES.</summary>
    public GlApi Api { get; init; } = GlApi.Any;

    /// <summary>Whether to ask for a debug context, which reports errors through the debug callback and may be slower.</summary>
    public bool Debug { get; init; }

    /// <summary>Whether a context without compute shaders (OpenGL 3.3, OpenGL ES 3.0) will do when there is nothing better.</summary>
    public bool AllowOlder { get; init; }

    /// <summary>Name or path of the EGL library; null for the name that is usual on this system.</summary>
    public string? EglLibrary { get; init; }
}
