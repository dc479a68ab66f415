using System;
using System.Collections.Generic;
using Fovea.Gpu.Caching;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>
/// A program that the driver was told to compile and link, or that was loaded from the disk. Where the driver compiles on threads of its own
/// (<c>GL_KHR_parallel_shader_compile</c>) it can be asked whether it is done; nothing waits for it before <see cref="Finish"/>.
/// </summary>
internal sealed class PendingProgram : IDisposable
{
    private readonly GpuContext _context;
    private readonly string _label;
    private readonly ShaderDefines _defines;
    private readonly (ShaderType Type, ShaderText Source)[] _stages;
    private readonly List<uint> _shaders = new();
    private readonly string? _key;
    private readonly bool _loaded;
    private uint _program;

    public PendingProgram(GpuContext context, string label, ShaderDefines defines, params (ShaderType Type, ShaderText Source)[] stages)
    {
        _context = context;
        _label = label;
        _defines = defines;
        _stages = stages;
        ProgramBinaries? binaries = context.Programs.Binaries;
        _key = binaries?.KeyOf(stages);
        _program = binaries?.TryLoad(_key!) ?? 0;
        _loaded = _program != 0;
        if (_loaded)
            return;

        try
        {
            Start(context.GL, binaries);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether <see cref="Finish"/> need not wait; always true where the driver cannot be asked.</summary>
    public unsafe bool IsDone
    {
        get
        {
            if (_loaded || !_context.Info.HasParallelCompile)
                return true;
            int done;
            _context.GL.GetProgram(_program, GLEnum.CompletionStatusKhr, &done);
            return done != 0;
        }
    }

    /// <summary>The GL name of the program, which is the caller's from now on.</summary>
    /// <exception cref="ShaderException">It does not compile or link.</exception>
    public uint Finish()
    {
        GL gl = _context.GL;
        if (!_loaded)
        {
            if (gl.GetProgram(_program, ProgramPropertyARB.LinkStatus) == 0)
                throw Failure();
            foreach (uint shader in _shaders)
                gl.DetachShader(_program, shader);
            _context.Programs.Binaries?.Store(_key!, _program);
        }

        _context.SetLabel(ObjectIdentifier.Program, _program, _label);
        _context.Check("LinkProgram");
        uint program = _program;
        _program = 0;
        Dispose();
        return program;
    }

    /// <summary>Gives it up.</summary>
    public void Dispose()
    {
        foreach (uint shader in _context.IsGone ? new List<uint>() : _shaders)
            _context.GL.DeleteShader(shader);
        _shaders.Clear();
        if (_program != 0 && !_context.IsGone)
            _context.GL.DeleteProgram(_program);
        _program = 0;
    }

    private void Start(GL gl, ProgramBinaries? binaries)
    {
        _program = gl.CreateProgram();
        foreach ((ShaderType type, ShaderText source) in _stages)
        {
            uint shader = gl.CreateShader(type);
            _shaders.Add(shader);
            gl.ShaderSource(shader, source.Text);
            gl.CompileShader(shader);
            gl.AttachShader(_program, shader);
        }

        binaries?.Prepare(_program);
        gl.LinkProgram(_program);
    }

    // A stage that does not compile does not link either, and says more.
    private ShaderException Failure()
    {
        GL gl = _context.GL;
        for (int i = 0; i < _shaders.Count; i++)
        {
            if (gl.GetShader(_shaders[i], ShaderParameterName.CompileStatus) == 0)
                return ShaderException.Compilation(_stages[i].Source, gl.GetShaderInfoLog(_shaders[i]), _context.Info, _context.Shaders);
        }

        string log = gl.GetProgramInfoLog(_program);
        _context.Check("LinkProgram");
        return ShaderException.Linking(_label, _defines, log, _context.Info);
    }
}
