using System;
using System.Collections.Generic;
using System.Globalization;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Which device and driver a context runs on, as read once when Fovea attached to it.</summary>
public sealed class GpuInfo
{
    private static readonly string[] SoftwareNames =
    {
        "llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader", "lavapipe", "microsoft basic render", "gdi generic",
    };

    private readonly HashSet<string> _extensions = new(StringComparer.Ordinal);

    internal GpuInfo(GL gl, GpuOptions options)
    {
        Vendor = gl.GetStringS(StringName.Vendor) ?? "";
        Renderer = gl.GetStringS(StringName.Renderer) ?? "";
        VersionText = gl.GetStringS(StringName.Version) ?? "";
        ShadingLanguage = gl.GetStringS(StringName.ShadingLanguageVersion) ?? "";
        IsES = VersionText.StartsWith("OpenGL ES", StringComparison.Ordinal);
        (Major, Minor) = ParseVersion(VersionText);
        if (Major < 3)
        {
            throw new GpuException(
                $"This context is '{VersionText}' on '{Renderer}'. Fovea needs OpenGL 3.3 or OpenGL ES 3.0 to draw, and OpenGL 4.3 or " +
                "OpenGL ES 3.1 to compute. Make a newer context, or update the graphics driver.");
        }

        gl.GetInteger(GLEnum.NumExtensions, out int count);
        for (int i = 0; i < count; i++)
        {
            string? name = gl.GetStringS(StringName.Extensions, (uint)i);
            if (!string.IsNullOrEmpty(name))
                _extensions.Add(name);
        }

        HasCompute = options.AllowCompute && IsAtLeast(desktop: 43, embedded: 31);
        IsSoftware = Array.Exists(SoftwareNames, name => Renderer.Contains(name, StringComparison.OrdinalIgnoreCase));
        HasResetStatus = IsAtLeast(desktop: 45, embedded: 32) || IsExtensionPresent("GL_KHR_robustness");
        HasDebugOutput = IsAtLeast(desktop: 43, embedded: 32) || IsExtensionPresent("GL_KHR_debug");
    }

    /// <summary>The driver's vendor string.</summary>
    public string Vendor { get; }

    /// <summary>The device, in the driver's words.</summary>
    public string Renderer { get; }

    /// <summary>The whole version string.</summary>
    public string VersionText { get; }

    /// <summary>The version of the shading language, in the driver's words.</summary>
    public string ShadingLanguage { get; }

    /// <summary>Major version of OpenGL, or of OpenGL ES when <see cref="IsES"/>.</summary>
    public int Major { get; }

    /// <summary>Minor version of OpenGL, or of OpenGL ES when <see cref="IsES"/>.</summary>
    public int Minor { get; }

    /// <summary>True for OpenGL ES.</summary>
    public bool IsES { get; }

    /// <summary>True where compute shaders exist: OpenGL 4.3 or OpenGL ES 3.1, unless the options deny it.</summary>
    public bool HasCompute { get; }

    /// <summary>True when a CPU does the work: llvmpipe, softpipe, SwiftShader, Microsoft Basic Render and the like.</summary>
    public bool IsSoftware { get; }

    /// <summary>True when time on the GPU can be measured by timestamp queries.</summary>
    public bool HasTimers { get; internal set; }

    /// <summary>
    /// True when shaders can read buffers as textures and the texture can be a part of the buffer: OpenGL 4.3, or OpenGL ES 3.2 that lists
    /// <c>GL_EXT_texture_buffer</c> (shaders of version 310 ask for it by that name).
    /// </summary>
    public bool HasBufferTextures => IsAtLeast(43, 32) && (!IsES || IsExtensionPresent("GL_EXT_texture_buffer"));

    /// <summary>True when the driver can be asked whether it has lost the context; it tells if the host asked for that when it made it.</summary>
    internal bool HasResetStatus { get; set; }

    /// <summary>True when the driver compiles on threads of its own and tells when it is done.</summary>
    internal bool HasParallelCompile =>
        IsExtensionPresent("GL_KHR_parallel_shader_compile") || IsExtensionPresent("GL_ARB_parallel_shader_compile");

    /// <summary>
    /// True when hosts can turn clip space over or halve its depth by <c>glClipControl</c>. OpenGL ES has it by another name only, in an extension.
    /// </summary>
    internal bool HasClipControl => !IsES && (IsAtLeast(desktop: 45, embedded: 0) || IsExtensionPresent("GL_ARB_clip_control"));

    /// <summary>True when objects can be labelled and the driver's debug messages heard.</summary>
    public bool HasDebugOutput { get; internal set; }

    /// <summary>Whether the driver lists this extension.</summary>
    /// <param name="name">The full name, <c>GL_KHR_debug</c>.</param>
    /// <returns>True when it is listed.</returns>
    public bool IsExtensionPresent(string name) => _extensions.Contains(name);

    /// <inheritdoc/>
    public override string ToString() => $"{Renderer} ({(IsES ? "OpenGL ES" : "OpenGL")} {Major}.{Minor}, {Vendor})";

    /// <summary>Whether the version is at least the one given for its kind of OpenGL; 43 means 4.3.</summary>
    internal bool IsAtLeast(int desktop, int embedded) => Major * 10 + Minor >= (IsES ? embedded : desktop);

    /// <summary>Finds "major.minor" in a version string, whatever stands before it ("OpenGL ES 3.2 Mesa 22.3", "4.6.0 NVIDIA").</summary>
    internal static (int Major, int Minor) ParseVersion(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int dot = text.IndexOf('.', i);
            if (dot < 0)
                break;

            int start = dot;
            while (start > i && char.IsDigit(text[start - 1]))
                start--;

            int end = dot + 1;
            while (end < text.Length && char.IsDigit(text[end]))
                end++;

            if (start < dot && end > dot + 1
                && int.TryParse(text.AsSpan(start, dot - start), NumberStyles.None, CultureInfo.InvariantCulture, out int major)
                && int.TryParse(text.AsSpan(dot + 1, end - dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
            {
                return (major, minor);
            }

            i = dot;
        }

        return (0, 0);
    }
}
