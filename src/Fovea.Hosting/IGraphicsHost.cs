using System;
using Silk.NET.OpenGL;

namespace Fovea.Hosting;

/// <summary>Something that owns an OpenGL context: a window, or nothing but the context itself.</summary>
/// <remarks>A host belongs to the thread that made it. Making one leaves its context current on that thread.</remarks>
public interface IGraphicsHost : IDisposable
{
    /// <summary>The functions of this host's context; they may be called while the context is current.</summary>
    GL GL { get; }

    /// <summary>The dialect of the context, never <see cref="GlApi.Any"/>.</summary>
    GlApi Api { get; }

    /// <summary>The version of the context, as major and minor.</summary>
    Version Version { get; }

    /// <summary>Whether the context has compute shaders: OpenGL 4.3 or OpenGL ES 3.1, or newer.</summary>
    bool HasCompute { get; }

    /// <summary>Whether the context is drawn by the processor rather than by a GPU.</summary>
    bool IsSoftware { get; }

    /// <summary>One line for a person: the version, the renderer and how the context was made.</summary>
    string Description { get; }

    /// <summary>Looks up a GL function by its unsuffixed name; zero where the driver knows it is missing.</summary>
    /// <remarks>
    /// Functions that OpenGL ES has under a suffix only are found by their desktop name. An address is no promise that the
    /// context supports the function: go by version and extensions.
    /// </remarks>
    nint GetProcAddress(string name);

    /// <summary>Makes the context current on the calling thread.</summary>
    void MakeCurrent();
}
