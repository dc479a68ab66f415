using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>
/// Draws boxes, keypoints and labels over a picture: straight from the buffer that <see cref="Suppression"/> wrote, by indirect draws whose
/// counts the CPU never sees; or from a <see cref="DetectionResult"/>, where there are no compute shaders.
/// </summary>
/// <remarks>
/// The records are read as instanced vertex attributes, because OpenGL ES 3.1 promises no storage buffers in vertex shaders; the digits of a
/// score are made in the fragment shader. A label that would cover that of a better detection goes to another side of its box, if there is room.
/// Nothing is read back, and drawing allocates nothing.
/// </remarks>
public sealed class DetectionOverlay : IDisposable
{
    private static readonly int[] KeypointAttributes = { 2 };

    private readonly GpuContext _context;
    private readonly GpuProgram _dots;
    private readonly RecordPainter _painter;
    private readonly Source _gpu;
    private readonly Source _cpu;
    private readonly byte[] _staging;
    private GpuBuffer? _upload;

    /// <summary>Builds programs and lettering. Do this outside the frame loop; where there are no compute shaders it works too.</summary>
    /// <param name="context">Where to draw.</param>
    /// <param name="layout">The layout of the detections that will be drawn.</param>
    /// <param name="categories">The names of the classes, in the order of their numbers.</param>
    /// <param name="style">How it looks, or null for the defaults.</param>
    public DetectionOverlay(GpuContext context, DetectionLayout layout, IReadOnlyList<string> categories, OverlayStyle? style = null)
    {
        _context = context;
        Layout = layout;
        Style = style ?? new OverlayStyle();
        _dots = context.Programs.Graphics("vision/overlay/dot.vert", "vision/overlay/dot.frag");
        _painter = new RecordPainter(context, categories, layout.MaxDetections);
        _gpu = new Source(context, "overlay of GPU results");
        _cpu = new Source(context, "overlay of CPU results");
        _staging = new byte[layout.Bytes];
    }

    /// <summary>The layout of the detections that are drawn.</summary>
    public DetectionLayout Layout { get; }

    /// <summary>How it looks. May be changed between draws.</summary>
    public OverlayStyle Style { get; set; }

    /// <summary>Draws what the latest run of suppression found into the bound framebuffer, as the GPU will know it by then.</summary>
    /// <param name="detections"><see cref="Suppression.Results"/>, of this overlay's layout.</param>
    /// <param name="target">Where.</param>
    /// <exception cref="ArgumentException">The buffer is not of this overlay's layout.</exception>
    public void Draw(GpuBuffer detections, in OverlayTarget target)
    {
        if (detections.Size != Layout.Bytes)
            throw new ArgumentException($"The overlay draws {Layout.Bytes} bytes of detections; {detections} has {detections.Size}.", nameof(detections));

        using (_context.Enter())
        {
            if (Style.Labels)
                _painter.PlaceLabels(detections, target, Style);
            _context.GL.BindBuffer(BufferTargetARB.DrawIndirectBuffer, detections.Handle);
            Draw(_gpu, detections, target, null);
        }
    }

    /// <summary>Draws detections that are known on the CPU into the bound framebuffer, with ordinary instanced draws.</summary>
    /// <param name="detections">What to draw, of this overlay's layout.</param>
    /// <param name="target">Where.</param>
    /// <exception cref="ArgumentException">The result is not of this overlay's layout.</exception>
    public void Draw(DetectionResult detections, in OverlayTarget target)
    {
        if (detections.Layout.Bytes != Layout.Bytes || detections.Layout.KeypointCount != Layout.KeypointCount)
            throw new ArgumentException("The result has another layout than this overlay was made for.", nameof(detections));

        if (detections.Count == 0)
            return;

        detections.Write(_staging);
        _upload ??= new GpuBuffer(_context, Layout.Bytes, "detections from the CPU", BufferUsageARB.StreamDraw);
        using (_context.Enter())
        {
            _upload.Upload<byte>(_staging);
            ReadOnlySpan<byte> records = _staging.AsSpan(DetectionLayout.HeaderBytes, detections.Count * DetectionLayout.RecordBytes);
            if (Style.Labels)
                _painter.PlaceLabels(MemoryMarshal.Cast<byte, float>(records), numbered: false, target, Style);
            Draw(_cpu, _upload, target, detections.Count);
        }
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _gpu.Dispose();
        _cpu.Dispose();
        _painter.Dispose();
        _upload?.Dispose();
    }

    private void Draw(Source source, GpuBuffer buffer, in OverlayTarget target, int? count)
    {
        OverlayPen.Begin(_context, target);
        source.Records.Bind(buffer, DetectionLayout.HeaderBytes, DetectionLayout.RecordBytes, RecordPainter.Attributes);
        _painter.UseBoxes(target, Style, numbered: false);
        Issue(DetectionLayout.BoxVertices, DetectionLayout.BoxArguments, count);

        if (Style.Keypoints && Layout.KeypointCount > 0)
        {
            source.Keypoints.Bind(buffer, Layout.KeypointsOffset, DetectionLayout.KeypointBytes, KeypointAttributes);
            _painter.Use(_dots, target, Style, Style.LineWidth);
            _context.GL.Uniform1(_dots.Uniform("keypoints"), Layout.KeypointCount);
            Issue(DetectionLayout.QuadVertices, DetectionLayout.KeypointArguments, count * Layout.KeypointCount);
            source.Records.Bind(buffer, DetectionLayout.HeaderBytes, DetectionLayout.RecordBytes, RecordPainter.Attributes);
        }

        if (Style.Labels)
        {
            _painter.UseLabels(source.Records, target, Style, numbered: false);
            Issue(DetectionLayout.QuadVertices, DetectionLayout.LabelArguments, count);
        }

        _context.Check("drawing detections");
    }

    private unsafe void Issue(int vertices, int arguments, int? instances)
    {
        if (instances is { } count)
            _context.GL.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, (uint)vertices, (uint)count);
        else
            _context.GL.DrawArraysIndirect(PrimitiveType.TriangleStrip, (void*)arguments);
    }

    /// <summary>The vertex arrays for one sort of buffer.</summary>
    private sealed class Source : IDisposable
    {
        public Source(GpuContext context, string label)
        {
            Records = new GpuVertexArray(context, label);
            Keypoints = new GpuVertexArray(context, label + ", keypoints");
        }

        public GpuVertexArray Records { get; }

        public GpuVertexArray Keypoints { get; }

        public void Dispose()
        {
            Records.Dispose();
            Keypoints.Dispose();
        }
    }
}
