using System.Collections.Generic;

namespace Fovea.Gpu;

/// <summary>What stands before every shader: the version line of the context's dialect, on OpenGL ES the precisions, and the macros that hide differences.</summary>
public sealed class ShaderHeader
{
    private ShaderHeader(string version, bool es, bool images, bool bufferTextures, bool gpuShader5)
    {
        Version = version;
        var lines = new List<string>();
        if (es && bufferTextures)
            lines.Add("#extension GL_EXT_texture_buffer : enable");
        if (es && gpuShader5)
            lines.Add("#extension GL_EXT_gpu_shader5 : enable");
        if (es)
        {
            // OpenGL ES knows no default precision for most types, and mediump would not hold an index or a feature map.
            lines.Add("precision highp float;");
            lines.Add("precision highp int;");
            foreach (string sampler in new[] { "sampler2D", "isampler2D", "usampler2D", "sampler2DArray", "sampler2DShadow", "samplerCube" })
                lines.Add($"precision highp {sampler};");

            if (images)
            {
                foreach (string image in new[] { "image2D", "iimage2D", "uimage2D" })
                    lines.Add($"precision highp {image};");
            }
        }

        lines.Add($"#define FOVEA_ES {(es ? 1 : 0)}");

        // Before a variable: what it is made of is rounded operation by operation, no product joined with a sum. GLSL 4.00 has the word.
        lines.Add((es ? gpuShader5 : images) ? "#define PRECISE precise" : "#define PRECISE");
        Lines = lines;
    }

    /// <summary>The first line, <c>#version 430</c>.</summary>
    public string Version { get; }

    /// <summary>The lines after it.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The header for a context: GLSL 4.30 or ES 3.10 where there is compute, 3.30 or ES 3.00 where there is none.</summary>
    /// <param name="info">The context's device.</param>
    /// <returns>The header.</returns>
    public static ShaderHeader For(GpuInfo info) => For(
        info.IsES, info.HasCompute, info.HasBufferTextures, info.HasCompute && info.IsExtensionPresent("GL_EXT_gpu_shader5"));

    /// <summary>The header of a dialect.</summary>
    /// <param name="es">OpenGL ES.</param>
    /// <param name="compute">With compute shaders.</param>
    /// <param name="bufferTextures">With buffer textures, which OpenGL ES has as an extension.</param>
    /// <param name="gpuShader5">With <c>GL_EXT_gpu_shader5</c>, by which shaders of OpenGL ES 3.1 have <c>precise</c>.</param>
    /// <returns>The header.</returns>
    public static ShaderHeader For(bool es, bool compute, bool bufferTextures = false, bool gpuShader5 = false) => new(
        (es, compute) switch
        {
            (false, true) => "#version 430",
            (false, false) => "#version 330",
            (true, true) => "#version 310 es",
            (true, false) => "#version 300 es",
        },
        es,
        compute,
        bufferTextures,
        gpuShader5);
}
