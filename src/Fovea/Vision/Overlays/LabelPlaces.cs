using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>
/// Where labels go: above their boxes, or inside, at the right or below where a better label is already; within the picture, where it is large
/// enough. Places are found by a compute shader for detections on the GPU, and here for records in memory.
/// </summary>
internal sealed class LabelPlaces : IDisposable
{
    private const float Padding = 4;

    private readonly GpuContext _context;
    private readonly GpuProgram? _program;
    private readonly int[] _nameLengths;
    private readonly Vector2[] _places;
    private readonly Vector4[] _placed;

    /// <param name="context">Where to draw.</param>
    /// <param name="categories">The names of the classes.</param>
    /// <param name="capacity">The most labels.</param>
    public LabelPlaces(GpuContext context, IReadOnlyList<string> categories, int capacity)
    {
        _context = context;
        _nameLengths = new int[categories.Count];
        for (int i = 0; i < _nameLengths.Length; i++)
            _nameLengths[i] = Math.Min(categories[i].Length, OverlayFont.LongestName);
        _places = new Vector2[capacity];
        _placed = new Vector4[capacity];
        if (context.Info.HasCompute)
            _program = context.Programs.Compute("vision/overlay/labels.comp");
        Buffer = new GpuBuffer(context, 8 * capacity, "places of labels", BufferUsageARB.StreamDraw);
    }

    /// <summary>The top left of each label, in target pixels.</summary>
    public GpuBuffer Buffer { get; }

    /// <summary>Places the labels of detections on the GPU.</summary>
    /// <param name="detections">What suppression wrote; its barrier for storage is set.</param>
    /// <param name="names">The lengths of the names, as <see cref="OverlayFont.CreateNames"/> holds them.</param>
    /// <param name="target">Where.</param>
    /// <param name="style">How.</param>
    public void Place(GpuBuffer detections, GpuTexture names, in OverlayTarget target, OverlayStyle style)
    {
        GpuProgram program = _program!;
        OverlayPen.Use(program, target, style, style.LineWidth);
        Vector4 bounds = target.LabelBounds;
        _context.GL.Uniform4(program.Uniform("bounds"), bounds.X, bounds.Y, bounds.Z, bounds.W);
        names.Bind(0);
        _context.GL.Uniform1(program.Uniform("names"), 0);
        detections.Whole.BindStorage(0);
        Buffer.Whole.BindStorage(1);
        _context.GL.DispatchCompute(1, 1, 1);
        _context.Barrier(MemoryBarrierMask.VertexAttribArrayBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit);
    }

    /// <summary>Places the labels of records in memory, the first one best.</summary>
    /// <param name="records">As <see cref="DetectionLayout"/> has them.</param>
    /// <param name="numbered">Whether the label shows the number of the thing too.</param>
    /// <param name="target">Where.</param>
    /// <param name="style">How.</param>
    public void Place(ReadOnlySpan<float> records, bool numbered, in OverlayTarget target, OverlayStyle style)
    {
        const int floats = DetectionLayout.RecordBytes / 4;
        float gap = 0.5f * style.LineWidth * target.Zoom, perUnit = OverlayPen.TextHeight(target, style) / OverlayFont.LineHeight;
        float scaleX = target.Picture.Width / target.SourceWidth, scaleY = target.Picture.Height / target.SourceHeight;
        Vector4 bounds = target.LabelBounds;
        int count = records.Length / floats;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> at = records.Slice(floats * i, floats);
            var size = new Vector2((OverlayFont.Advance * Characters(at, numbered)) + (2 * Padding), OverlayFont.LineHeight) * perUnit;
            var low = new Vector2(target.Picture.X + (at[0] * scaleX), target.Picture.Y + (at[1] * scaleY));
            var high = new Vector2(target.Picture.X + ((at[0] + at[2]) * scaleX), target.Picture.Y + ((at[1] + at[3]) * scaleY));
            Vector2 place = Free(low, high, size, gap, bounds, i);
            _places[i] = place;
            _placed[i] = new Vector4(place, place.X + size.X, place.Y + size.Y);
        }

        Buffer.Upload<Vector2>(_places.AsSpan(0, count));
    }

    public void Dispose() => Buffer.Dispose();

    private int Characters(ReadOnlySpan<float> record, bool numbered)
    {
        int number = (int)(record[5] + 0.5f), name = (uint)number < (uint)_nameLengths.Length ? _nameLengths[number] : 0;
        return (name > 0 ? name + 1 : 0) + (numbered ? OverlayCanvas.LengthOf((int)(record[6] + 0.5f)) + 1 : 0) + 4;
    }

    private Vector2 Free(Vector2 low, Vector2 high, Vector2 size, float gap, Vector4 bounds, int better)
    {
        float left = low.X - gap, right = high.X + gap - size.X, above = low.Y - gap - size.Y, below = high.Y + gap;
        Span<Vector2> slots = stackalloc Vector2[]
        {
            new(left, above), new(left, low.Y + gap), new(right, above), new(right, low.Y + gap), new(left, below), new(left, high.Y - gap - size.Y),
        };
        for (int i = 0; i < slots.Length; i++)
        {
            bool outside = slots[i].Y < bounds.Y || slots[i].Y + size.Y > bounds.W;
            Vector2 least = new(bounds.X, bounds.Y), most = Vector2.Max(new Vector2(bounds.Z, bounds.W) - size, least);
            Vector2 slot = Vector2.Min(Vector2.Max(slots[i], least), most) + new Vector2(0.5f);
            slots[i] = new Vector2(MathF.Floor(slot.X), MathF.Floor(slot.Y));
            if (!outside && !IsCovered(slots[i], size, better))
                return slots[i];
        }

        return slots[above < bounds.Y ? 1 : 0];
    }

    private bool IsCovered(Vector2 low, Vector2 size, int better)
    {
        foreach (Vector4 other in _placed.AsSpan(0, better))
        {
            if (low.X < other.Z && other.X < low.X + size.X && low.Y < other.W && other.Y < low.Y + size.Y)
                return true;
        }

        return false;
    }
}
