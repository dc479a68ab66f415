using System;
using System.Collections.Generic;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A linked program, shared by all who asked the <see cref="ProgramCache"/> for the same one; the cache disposes it.</summary>
public sealed class GpuProgram : GpuResource
{
    private readonly Dictionary<string, int> _uniforms = new(StringComparer.Ordinal);

    internal GpuProgram(GpuContext context, uint handle, string label, (int X, int Y, int Z) workGroup)
        : base(context, ResourceKind.Program, handle, label) => WorkGroup = workGroup;

    /// <summary>The local size of a compute program along x, y and z; zeros for a graphics program.</summary>
    public (int X, int Y, int Z) WorkGroup { get; }

    /// <summary>Makes it the current program. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Use()
    {
        Context.AssertThread();
        Context.GL.UseProgram(Handle);
        Context.Check("UseProgram");
    }

    /// <summary>Where a uniform outside any block is. Asked of the driver once; later calls are cheap.</summary>
    /// <param name="name">The uniform.</param>
    /// <returns>Its location, or -1 when the program does not use it; setting -1 does nothing.</returns>
    public int Uniform(string name)
    {
        if (!_uniforms.TryGetValue(name, out int location))
        {
            Context.AssertThread();
            _uniforms[name] = location = Context.GL.GetUniformLocation(Handle, name);
            Context.Check("GetUniformLocation");
        }

        return location;
    }
}
