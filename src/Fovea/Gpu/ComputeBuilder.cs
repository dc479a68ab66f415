using System;
using System.Collections.Generic;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Builds compute programs, and refuses those that need more than the limits they are to keep.</summary>
internal static class ComputeBuilder
{
    public static unsafe GpuProgram Finish(GpuContext context, PendingProgram program, ShaderText source, GpuLimits within)
    {
        uint handle = program.Finish();
        try
        {
            int* size = stackalloc int[3];
            context.GL.GetProgram(handle, GLEnum.ComputeWorkGroupSize, size);
            AssertWithin(context.GL, handle, source, within, (size[0], size[1], size[2]));
            context.Check("asking what a program uses");
            return new GpuProgram(context, handle, source.Path, (size[0], size[1], size[2]));
        }
        catch
        {
            context.GL.DeleteProgram(handle);
            throw;
        }
    }

    private static void AssertWithin(GL gl, uint program, ShaderText source, GpuLimits within, (int X, int Y, int Z) size)
    {
        var excesses = new List<string>();
        void Compare(string what, long found, long allowed)
        {
            if (found > allowed)
                excesses.Add($"{found} {what} (at most {allowed})");
        }

        Compare("invocations in a group", (long)size.X * size.Y * size.Z, within.MaxInvocations);
        Compare("invocations along x", size.X, within.MaxLocalX);
        Compare("invocations along y", size.Y, within.MaxLocalY);
        Compare("invocations along z", size.Z, within.MaxLocalZ);
        Compare("storage buffers", Count(gl, program, GLEnum.ShaderStorageBlock), within.MaxStorageBuffers);
        Compare("uniform blocks", Count(gl, program, GLEnum.UniformBlock), within.MaxUniformBuffers);
        Compare("bytes of shared memory", SharedMemory.Measure(source.Text, source.Defines.Macros), within.MaxSharedBytes);
        if (excesses.Count > 0)
        {
            throw new ShaderException(
                source.Path,
                $"Shader {source.Path} ({source.Defines}) needs more than the limits it is to keep: {string.Join(", ", excesses)}. " +
                "Use less, or declare the larger limits and check GpuContext.Limits before choosing this variant.");
        }
    }

    private static int Count(GL gl, uint program, GLEnum kind)
    {
        gl.GetProgramInterface(program, kind, GLEnum.ActiveResources, out int count);
        return count;
    }
}
