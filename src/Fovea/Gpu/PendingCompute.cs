using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A compute program on its way into the <see cref="ProgramCache"/>.</summary>
internal sealed class PendingCompute : IDisposable
{
    private readonly GpuContext _context;
    private readonly ShaderText _source;
    private readonly GpuLimits _within;
    private readonly PendingProgram _program;

    public PendingCompute(GpuContext context, string key, ShaderText source, GpuLimits within)
    {
        Key = key;
        _context = context;
        _source = source;
        _within = within;
        _program = new PendingProgram(context, source.Path, source.Defines, (ShaderType.ComputeShader, source));
    }

    /// <summary>What the cache knows it by.</summary>
    public string Key { get; }

    /// <summary>Whether <see cref="Finish"/> need not wait.</summary>
    public bool IsDone => _program.IsDone;

    /// <summary>The program.</summary>
    /// <exception cref="ShaderException">It does not compile or link, or exceeds the limits.</exception>
    public GpuProgram Finish() => ComputeBuilder.Finish(_context, _program, _source, _within);

    /// <summary>Gives it up.</summary>
    public void Dispose() => _program.Dispose();
}
