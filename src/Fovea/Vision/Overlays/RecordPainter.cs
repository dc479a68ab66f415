using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>The programs and textures for frames and labels around records of <see cref="DetectionLayout.RecordBytes"/>.</summary>
internal sealed class RecordPainter : IDisposable
{
    public static readonly int[] Attributes = { 4, 4 };

    private readonly GpuContext _context;
    private readonly GpuProgram _boxes;
    private readonly GpuProgram _labels;
    private readonly GpuTexture _atlas;
    private readonly GpuTexture _names;
    private readonly GpuTexture _palette;
    private readonly LabelPlaces _places;

    /// <param name="context">Where to draw.</param>
    /// <param name="categories">The names of the classes.</param>
    /// <param name="capacity">The most records.</param>
    public RecordPainter(GpuContext context, IReadOnlyList<string> categories, int capacity)
    {
        _context = context;
        _boxes = context.Programs.Graphics("vision/overlay/box.vert", "vision/overlay/box.frag");
        _labels = context.Programs.Graphics("vision/overlay/label.vert", "vision/overlay/label.frag");
        using var making = new Making();
        _atlas = making.Own(OverlayFont.CreateAtlas(context));
        _names = making.Own(OverlayFont.CreateNames(context, categories));
        _palette = making.Own(ClassPalette.CreateTexture(context));
        _places = making.Own(new LabelPlaces(context, categories, capacity));
        making.Complete();
    }

    /// <summary>Gets ready to draw <see cref="DetectionLayout.BoxVertices"/> vertices a record.</summary>
    /// <param name="target">Where.</param>
    /// <param name="style">How.</param>
    /// <param name="numbered">Whether the records' last two numbers are the thing's and its colour's.</param>
    public void UseBoxes(in OverlayTarget target, OverlayStyle style, bool numbered)
    {
        Use(_boxes, target, style, style.LineWidth);
        _context.GL.Uniform1(_boxes.Uniform("numbered"), numbered ? 1 : 0);
    }

    /// <summary>Finds places for the labels of detections on the GPU.</summary>
    /// <param name="detections">What suppression wrote.</param>
    /// <param name="target">Where.</param>
    /// <param name="style">How.</param>
    public void PlaceLabels(GpuBuffer detections, in OverlayTarget target, OverlayStyle style) => _places.Place(detections, _names, target, style);

    /// <summary>Finds places for the labels of records in memory.</summary>
    /// <param name="records">The records, best first.</param>
    /// <param name="numbered">Whether the records' last two numbers are the thing's and its colour's.</param>
    /// <param name="target">Where.</param>
    /// <param name="style">How.</param>
    public void PlaceLabels(ReadOnlySpan<float> records, bool numbered, in OverlayTarget target, OverlayStyle style) =>
        _places.Place(records, numbered, target, style);

    /// <summary>Gets ready to draw <see cref="DetectionLayout.QuadVertices"/> vertices a record, after their labels were placed.</summary>
    /// <param name="records">The bound vertex array of the records.</param>
    /// <param name="target">Where.</param>
    /// <param name="style">How.</param>
    /// <param name="numbered">Whether the records' last two numbers are the thing's and its colour's.</param>
    public void UseLabels(GpuVertexArray records, in OverlayTarget target, OverlayStyle style, bool numbered)
    {
        records.BindSecond(_places.Buffer, attribute: 2, components: 2);
        Use(_labels, target, style, style.LineWidth);
        _atlas.Bind(1);
        _names.Bind(2);
        _context.GL.Uniform1(_labels.Uniform("glyphs"), 1);
        _context.GL.Uniform1(_labels.Uniform("names"), 2);
        _context.GL.Uniform1(_labels.Uniform("numbered"), numbered ? 1 : 0);
    }

    /// <summary>Uses a program whose vertex shader includes <c>common.glsl</c> and <c>palette.glsl</c>.</summary>
    /// <param name="program">The program.</param>
    /// <param name="target">Where.</param>
    /// <param name="style">How.</param>
    /// <param name="lineWidth">The thickness of lines, as the style gives it.</param>
    public void Use(GpuProgram program, in OverlayTarget target, OverlayStyle style, float lineWidth)
    {
        OverlayPen.Use(program, target, style, lineWidth);
        _palette.Bind(0);
        _context.GL.Uniform1(program.Uniform("palette"), 0);
    }

    public void Dispose()
    {
        _atlas.Dispose();
        _names.Dispose();
        _palette.Dispose();
        _places.Dispose();
    }
}
