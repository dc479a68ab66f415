using System.Collections.Generic;
using Fovea.Gpu.Caching;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Compiles and links, or loads what was compiled before. Touches no state that the host can see.</summary>
internal static class ProgramBuilder
{
    public static uint Link(GpuContext context, string label, ShaderDefines defines, params (ShaderType Type, ShaderText Source)[] stages)
    {
        GL gl = context.GL;
        ProgramBinaries? binaries = context.Programs.Binaries;
        string? key = binaries?.KeyOf(stages);
        uint program = binaries?.TryLoad(key!) ?? 0;
        if (program != 0)
        {
            context.SetLabel(ObjectIdentifier.Program, program, label);
            return program;
        }

        var shaders = new List<uint>();
        try
        {
            foreach ((ShaderType type, ShaderText source) in stages)
                shaders.Add(Compile(context, type, source));

            program = gl.CreateProgram();
            foreach (uint shader in shaders)
                gl.AttachShader(program, shader);

            binaries?.Prepare(program);
            gl.LinkProgram(program);
            if (gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 0)
            {
                string log = gl.GetProgramInfoLog(program);
                context.Check("LinkProgram");
                throw ShaderException.Linking(label, defines, log, context.Info);
            }

            foreach (uint shader in shaders)
                gl.DetachShader(program, shader);

            binaries?.Store(key!, program);
            context.SetLabel(ObjectIdentifier.Program, program, label);
            context.Check("LinkProgram");
            return program;
        }
        catch
        {
            if (program != 0)
                gl.DeleteProgram(program);

            throw;
        }
        finally
        {
            foreach (uint shader in shaders)
                gl.DeleteShader(shader);
        }
    }

    private static uint Compile(GpuContext context, ShaderType type, ShaderText source)
    {
        GL gl = context.GL;
        uint shader = gl.CreateShader(type);
        gl.ShaderSource(shader, source.Text);
        gl.CompileShader(shader);
        if (gl.GetShader(shader, ShaderParameterName.CompileStatus) != 0)
            return shader;

        string log = gl.GetShaderInfoLog(shader);
        gl.DeleteShader(shader);
        throw ShaderException.Compilation(source, log, context.Info, context.Shaders);
    }
}
