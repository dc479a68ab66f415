using System;
using Silk.NET.OpenGL;

namespace Fovea.Hosting;

/// <summary>What the current context says about itself.</summary>
internal sealed record ContextFacts(GlApi Api, Version Version, string Renderer)
{
    private static readonly string[] Rasterizers = { "llvmpipe", "softpipe", "swrast", "SwiftShader", "Microsoft Basic Render" };

    internal bool HasCompute => Version >= (Api == GlApi.OpenGLES ? new Version(3, 1) : new Version(4, 3));

    internal bool IsSoftware => Array.Exists(Rasterizers, name => Renderer.Contains(name, StringComparison.OrdinalIgnoreCase));

    internal static ContextFacts Of(GL gl)
    {
        string version = gl.GetStringS(StringName.Version);
        GlApi api = version.StartsWith("OpenGL ES", StringComparison.Ordinal) ? GlApi.OpenGLES : GlApi.OpenGL;
        var number = new Version(gl.GetInteger(GetPName.MajorVersion), gl.GetInteger(GetPName.MinorVersion));
        return new ContextFacts(api, number, gl.GetStringS(StringName.Renderer));
    }

    internal string Describe(string how) => $"{(Api == GlApi.OpenGLES ? "OpenGL ES" : "OpenGL")} {Version} on {Renderer}, {how}";
}
