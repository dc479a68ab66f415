using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>Draws an <see cref="OverlayCanvas"/>.</summary>
internal sealed class CanvasPainter : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuProgram _program;
    private readonly GpuTexture _atlas;
    private readonly GpuVertexArray _vertices;
    private readonly GpuBuffer _buffer;

    /// <param name="context">Where to draw.</param>
    /// <param name="capacity">The most rectangles and characters.</param>
    /// <param name="label">What it is for.</param>
    public CanvasPainter(GpuContext context, int capacity, string label)
    {
        _context = context;
        Canvas = new OverlayCanvas(capacity);
        _program = context.Programs.Graphics("vision/overlay/hud.vert", "vision/overlay/hud.frag");
        using var making = new Making();
        _atlas = making.Own(OverlayFont.CreateAtlas(context));
        _vertices = making.Own(new GpuVertexArray(context, label));
        _buffer = making.Own(new GpuBuffer(context, capacity * OverlayCanvas.Stride, label, BufferUsageARB.StreamDraw));
        making.Complete();
    }

    /// <summary>What is drawn.</summary>
    public OverlayCanvas Canvas { get; }

    /// <summary>Draws it into the bound framebuffer.</summary>
    public void Draw(in OverlayTarget target)
    {
        if (Canvas.Count == 0)
            return;

        using (_context.Enter())
        {
            _buffer.Upload(Canvas.Data);
            OverlayPen.Begin(_context, target);
            _vertices.Bind(_buffer, 0, OverlayCanvas.Stride, OverlayCanvas.Attributes);
            OverlayPen.Use(_program, target);
            _atlas.Bind(0);
            _context.GL.Uniform1(_program.Uniform("glyphs"), 0);
            _context.GL.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, (uint)Canvas.Count);
            _context.Check("drawing panels and text");
        }
    }

    public void Dispose()
    {
        _vertices.Dispose();
        _buffer.Dispose();
        _atlas.Dispose();
    }
}
