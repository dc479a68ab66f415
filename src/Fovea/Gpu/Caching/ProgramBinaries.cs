using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Silk.NET.OpenGL;

namespace Fovea.Gpu.Caching;

/// <summary>
/// Linked programs as the driver gives them out, kept on disk: the next start loads them instead of compiling. A driver that has no
/// binary format, or that refuses a binary it once made (after an update that its version string does not show), compiles as ever.
/// </summary>
internal sealed class ProgramBinaries
{
    private readonly GpuContext _context;
    private readonly DiskCache _disk;
    private readonly HashSet<int> _formats;
    private bool _complained;

    private ProgramBinaries(GpuContext context, DiskCache disk, IEnumerable<int> formats)
    {
        _context = context;
        _disk = disk;
        _formats = new HashSet<int>(formats);
    }

    /// <summary>How many programs came from the disk.</summary>
    public int Loaded { get; private set; }

    /// <summary>How many were stored there.</summary>
    public int Stored { get; private set; }

    /// <summary>The binaries of a context, or null where it has no cache or its driver no binaries.</summary>
    public static unsafe ProgramBinaries? TryOpen(GpuContext context)
    {
        if (context.Options.Cache is not { } disk || !HasBinaries(context.Info))
            return null;
        context.GL.GetInteger(GLEnum.NumProgramBinaryFormats, out int count);
        if (count <= 0)
            return null;
        var formats = new int[count];
        fixed (int* pointer = formats)
            context.GL.GetInteger(GLEnum.ProgramBinaryFormats, pointer);
        return new ProgramBinaries(context, disk, formats);
    }

    /// <summary>The key of a program: whoever compiles, and every word that is compiled.</summary>
    public string KeyOf(IReadOnlyList<(ShaderType Type, ShaderText Source)> stages)
    {
        GpuInfo info = _context.Info;
        var key = new StringBuilder("program\n");
        foreach (string part in new[] { info.Vendor, info.Renderer, info.VersionText, info.ShadingLanguage })
            key.Append(part).Append('\n');
        foreach ((ShaderType type, ShaderText source) in stages)
            key.Append((int)type).Append(' ').Append(source.Text.Length).Append('\n').Append(source.Text);
        return key.ToString();
    }

    /// <summary>A program from the disk, linked and ready; 0 where there is none that the driver takes.</summary>
    public uint TryLoad(string key)
    {
        byte[]? entry = _disk.TryRead(key);
        if (entry is null || entry.Length <= 4)
            return 0;
        int format = BinaryPrimitives.ReadInt32LittleEndian(entry);
        if (!_formats.Contains(format))
            return 0;

        GL gl = _context.GL;
        uint program = gl.CreateProgram();
        gl.ProgramBinary<byte>(program, (GLEnum)format, entry.AsSpan(4), (uint)(entry.Length - 4));
        if (gl.GetProgram(program, ProgramPropertyARB.LinkStatus) != 0)
        {
            Loaded++;
            return program;
        }

        gl.DeleteProgram(program);
        // A refused binary may leave an error, which is neither the host's nor of interest to anybody.
        gl.GetError();
        return 0;
    }

    /// <summary>Asks for a program that is about to be linked to be given out later.</summary>
    public void Prepare(uint program) => _context.GL.ProgramParameter(program, GLEnum.ProgramBinaryRetrievableHint, 1);

    /// <summary>Stores a linked program.</summary>
    public void Store(string key, uint program)
    {
        GL gl = _context.GL;
        int bytes = gl.GetProgram(program, ProgramPropertyARB.ProgramBinaryLength);
        if (bytes <= 0)
            return;
        var entry = new byte[4 + bytes];
        gl.GetProgramBinary<byte>(program, out uint length, out GLEnum format, entry.AsSpan(4));
        BinaryPrimitives.WriteInt32LittleEndian(entry, (int)format);
        if (length == 0)
            return;
        if (_disk.TryWrite(key, entry.AsSpan(0, 4 + (int)length)))
            Stored++;
        else if (!_complained)
        {
            _complained = true;
            _context.Options.Log?.Invoke($"{_disk.Problem} Programs are compiled anew at every start.");
        }
    }

    private static bool HasBinaries(GpuInfo info) =>
        info.IsAtLeast(desktop: 41, embedded: 30) || info.IsExtensionPresent("GL_ARB_get_program_binary");
}
