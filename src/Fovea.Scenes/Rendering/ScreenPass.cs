using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>A pass over every pixel: one triangle, and a fragment shader whose textures are on the units of their names' order.</summary>
internal sealed class ScreenPass : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuVertexArray _vertices;
    private readonly GpuProgram _program;

    /// <param name="context">Where it runs.</param>
    /// <param name="fragment">The fragment shader.</param>
    /// <param name="defines">What to specialise it by.</param>
    /// <param name="textures">The names of its samplers, for units 0, 1, ...</param>
    public ScreenPass(GpuContext context, string fragment, ShaderDefines defines, params string[] textures)
    {
        _context = context;
        _program = context.Programs.Graphics("scenes/screen.vert", fragment, defines);
        _vertices = new GpuVertexArray(context, fragment);
        using (context.Enter())
        {
            _program.Use();
            for (int i = 0; i < textures.Length; i++)
                context.GL.Uniform1(_program.Uniform(textures[i]), i);
        }
    }

    /// <summary>Sets numbers of the shader. Call it inside <see cref="GpuContext.Enter"/>, before <see cref="Draw"/>.</summary>
    public void Set(string name, float x, float y, float z, float w)
    {
        _program.Use();
        _context.GL.Uniform4(_program.Uniform(name), x, y, z, w);
    }

    /// <summary>Runs it over the viewport. Call it inside <see cref="GpuContext.Enter"/>, with targets and textures bound.</summary>
    public void Draw()
    {
        _program.Use();
        _context.GL.BindVertexArray(_vertices.Handle);
        _context.GL.DrawArrays(PrimitiveType.Triangles, 0, 3);
        if (_context.IsDebug)
            _context.Check("drawing over the picture");
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose() => _vertices.Dispose();
}
