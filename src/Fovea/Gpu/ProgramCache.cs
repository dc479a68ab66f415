using System;
using System.Collections.Generic;
using Fovea.Gpu.Caching;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Builds programs from the shader library and keeps them: the same sources with the same defines are built once.</summary>
public sealed class ProgramCache : IDisposable
{
    private readonly GpuContext _context;
    private readonly ShaderHeader _header;
    private readonly Dictionary<string, GpuProgram> _programs = new(StringComparer.Ordinal);

    internal ProgramCache(GpuContext context)
    {
        _context = context;
        _header = ShaderHeader.For(context.Info);
        Binaries = ProgramBinaries.TryOpen(context);
    }

    /// <summary>How many requests found their program already built.</summary>
    public int Hits { get; private set; }

    /// <summary>How many requests had to build.</summary>
    public int Misses { get; private set; }

    /// <summary>How many of those were loaded from the disk (<see cref="GpuOptions.Cache"/>) and not compiled.</summary>
    public int Loaded => Binaries?.Loaded ?? 0;

    internal ProgramBinaries? Binaries { get; }

    /// <summary>The compute program of a source.</summary>
    /// <param name="path">The source, <c>operators/conv/pointwise.comp</c>.</param>
    /// <param name="defines">What to specialise it by, or null for nothing.</param>
    /// <param name="within">
    /// The limits it must keep; null means <see cref="GpuLimits.Portable"/>. A variant that needs more declares how much, after it checked
    /// that <see cref="GpuContext.Limits"/> has it.
    /// </param>
    /// <returns>The program, owned by this cache.</returns>
    /// <exception cref="ShaderException">It is missing, does not compile or link, or exceeds the limits.</exception>
    public GpuProgram Compute(string path, ShaderDefines? defines = null, GpuLimits? within = null)
    {
        defines ??= ShaderDefines.None;
        within ??= GpuLimits.Portable;
        string key = KeyOf(path, defines, within);
        return TryFind(key) ?? Finish(Begin(key, path, defines, within));
    }

    /// <summary>The program of a vertex and a fragment source.</summary>
    /// <param name="vertexPath">The vertex source.</param>
    /// <param name="fragmentPath">The fragment source.</param>
    /// <param name="defines">What to specialise both by, or null for nothing.</param>
    /// <returns>The program, owned by this cache.</returns>
    /// <exception cref="ShaderException">One is missing, or they do not compile or link.</exception>
    public GpuProgram Graphics(string vertexPath, string fragmentPath, ShaderDefines? defines = null)
    {
        _context.AssertThread();
        defines ??= ShaderDefines.None;
        string key = $"{_context.Shaders.Revision}\n{vertexPath}\n{fragmentPath}\n{defines.Key}";
        if (TryFind(key) is { } found)
            return found;

        string label = $"{vertexPath} + {fragmentPath}";
        using var pending = new PendingProgram(
            _context,
            label,
            defines,
            (ShaderType.VertexShader, _context.Shaders.Expand(vertexPath, _header, defines)),
            (ShaderType.FragmentShader, _context.Shaders.Expand(fragmentPath, _header, defines)));
        return Keep(key, new GpuProgram(_context, pending.Finish(), label, default));
    }

    /// <summary>Has the driver begin with a compute program, unless it is built already.</summary>
    /// <returns>What <see cref="Finish"/> takes, or null where there is nothing to do.</returns>
    internal PendingCompute? Start(string path, ShaderDefines defines, GpuLimits within)
    {
        string key = KeyOf(path, defines, within);
        return TryFind(key) is null ? Begin(key, path, defines, within) : null;
    }

    /// <summary>Takes a program that was begun, and waits for it if it is not done.</summary>
    /// <exception cref="ShaderException">It does not compile or link, or exceeds the limits.</exception>
    internal GpuProgram Finish(PendingCompute pending)
    {
        using (pending)
            return Keep(pending.Key, pending.Finish());
    }

    /// <summary>Deletes every program.</summary>
    public void Dispose()
    {
        foreach (GpuProgram program in _programs.Values)
            program.Dispose();

        _programs.Clear();
    }

    private string KeyOf(string path, ShaderDefines defines, GpuLimits within)
    {
        _context.AssertThread();
        if (!_context.Info.HasCompute)
        {
            throw new GpuException(
                $"{_context.Info} has no compute shaders, which {path} needs: OpenGL 4.3 or OpenGL ES 3.1. Use another backend here.");
        }

        return $"{_context.Shaders.Revision}\n{path}\n{(within.Equals(GpuLimits.Portable) ? "" : within.ToString())}\n{defines.Key}";
    }

    private PendingCompute Begin(string key, string path, ShaderDefines defines, GpuLimits within) =>
        new(_context, key, _context.Shaders.Expand(path, _header, defines), within);

    private GpuProgram? TryFind(string key)
    {
        if (_programs.TryGetValue(key, out GpuProgram? program) && !program.IsDisposed)
        {
            Hits++;
            return program;
        }

        return null;
    }

    private GpuProgram Keep(string key, GpuProgram program)
    {
        Misses++;
        _programs[key] = program;
        return program;
    }
}
