using System;
using Fovea.Gpu;
using Fovea.Scenes.Rendering;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Labels;

/// <summary>Puts the maps that are asked for, and no others, into memory that goes to the CPU.</summary>
internal sealed class LabelPacker : IDisposable
{
    // Where a buffer may be bound, in rows: 64 rows of any width of 4-byte pixels begin at a multiple of 256 bytes.
    private const int RowStep = 64;
    private const LabelParts Maps = LabelParts.Identity | LabelParts.Depth | LabelParts.Normals | LabelParts.Flow;

    private readonly GpuContext _context;
    private readonly GpuProgram?[] _programs = new GpuProgram?[(int)Maps + 1];
    private GpuFramebuffer? _color;

    public LabelPacker(GpuContext context) => _context = context;

    /// <summary>Writes the parts of a frame but for its measures. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Pack(SceneTargets targets, in LabelTransfer layout, GpuBuffer into)
    {
        if (layout.Has(Maps))
            PackMaps(targets, layout, into);
        if (!layout.Has(LabelParts.Color))
            return;
        if (!ReferenceEquals(_color?.Color, targets.Color))
        {
            _color?.Dispose();
            _color = new GpuFramebuffer(targets.Color);
        }

        _color!.ReadInto(into.Slice(layout.Color, 4L * layout.Pixels));
    }

    public void Dispose() => _color?.Dispose();

    private void PackMaps(SceneTargets targets, in LabelTransfer layout, GpuBuffer into)
    {
        GpuProgram program = ProgramOf(layout.Parts & Maps);
        targets.Geometry.Bind(0);
        targets.Flow.Bind(1);
        program.Use();

        // A device may bind no more of a buffer at once than a part of a very large picture.
        long rows = Math.Min(layout.Height, _context.Limits.MaxStorageRange / (8L * layout.Width) / RowStep * RowStep);
        for (int first = 0; first < layout.Height; first += (int)rows)
        {
            long pixels = Math.Min(rows, layout.Height - first) * layout.Width, before = (long)first * layout.Width;
            Bind(0, LabelParts.Identity, layout, into, layout.Identity + (4 * before), 4 * pixels);
            Bind(1, LabelParts.Depth, layout, into, layout.Depth + (4 * before), 4 * pixels);
            Bind(2, LabelParts.Normals, layout, into, layout.Normals + (4 * before), 4 * pixels);
            Bind(3, LabelParts.Flow, layout, into, layout.Flow + (8 * before), 8 * pixels);
            _context.GL.Uniform1(program.Uniform("firstRow"), first);
            _context.Dispatch(program, (uint)((layout.Width + 63) / 64), (uint)(pixels / layout.Width));
        }
    }

    private static void Bind(uint index, LabelParts part, in LabelTransfer layout, GpuBuffer buffer, long offset, long size)
    {
        if (layout.Has(part))
            buffer.Slice(offset, size).BindStorage(index);
    }

    private GpuProgram ProgramOf(LabelParts parts) => _programs[(int)parts] ??= _context.Programs.Compute("scenes/labels/pack.comp", ShaderDefines.None
        .With("IDENTITY", parts.HasFlag(LabelParts.Identity))
        .With("DEPTH", parts.HasFlag(LabelParts.Depth))
        .With("NORMALS", parts.HasFlag(LabelParts.Normals))
        .With("FLOW", parts.HasFlag(LabelParts.Flow)));
}
