using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Vision.Tracking;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>
/// Draws what a <see cref="Tracker"/> follows: boxes with labels such as "car 7 0.84", and behind them where they have been, fading away. Two
/// instanced draws and one for the trails; drawing allocates nothing.
/// </summary>
/// <remarks>Tracks that are not believed yet are not drawn; of lost ones the trail is, as long as it has not faded away.</remarks>
public sealed class TrackOverlay : IDisposable
{
    // A trail's points, the place where it is drawn to, and what stands between two trails.
    private const int PointFloats = 4, PointBytes = 4 * PointFloats, RecordFloats = DetectionLayout.RecordBytes / 4;

    private static readonly int[] Stretch = { 4, 4, 4, 4 };

    private readonly GpuContext _context;
    private readonly Tracker _tracker;
    private readonly RecordPainter _painter;
    private readonly GpuProgram _trails;
    private readonly GpuVertexArray _recordArray;
    private readonly GpuVertexArray _pointArray;
    private readonly GpuBuffer _recordBuffer;
    private readonly GpuBuffer _pointBuffer;
    private readonly float[] _records;
    private readonly float[] _points;
    private readonly TrailPoint[] _trail;
    private int _recordCount;
    private int _pointCount;

    /// <summary>Builds programs, lettering and buffers. Do this outside the frame loop; where there are no compute shaders it works too.</summary>
    /// <param name="context">Where to draw.</param>
    /// <param name="tracker">What is drawn; it stays the caller's.</param>
    /// <param name="categories">The names of the classes, in the order of their numbers.</param>
    /// <param name="style">How it looks, or null for the defaults.</param>
    public TrackOverlay(GpuContext context, Tracker tracker, IReadOnlyList<string> categories, TrackStyle? style = null)
    {
        _context = context;
        _tracker = tracker;
        Style = style ?? new TrackStyle();
        int tracks = tracker.Options.MaxTracks;
        _trail = new TrailPoint[tracker.Options.TrailLength];
        _records = new float[tracks * RecordFloats];
        _points = new float[((tracks * (_trail.Length + 2)) + 1) * PointFloats];
        _trails = context.Programs.Graphics("vision/overlay/trail.vert", "vision/overlay/trail.frag");
        using var making = new Making();
        _painter = making.Own(new RecordPainter(context, categories, tracks));
        _recordArray = making.Own(new GpuVertexArray(context, "tracks"));
        _pointArray = making.Own(new GpuVertexArray(context, "trails"));
        _recordBuffer = making.Own(new GpuBuffer(context, 4 * _records.Length, "tracks", BufferUsageARB.StreamDraw));
        _pointBuffer = making.Own(new GpuBuffer(context, 4 * _points.Length, "trails", BufferUsageARB.StreamDraw));
        making.Complete();
    }

    /// <summary>How it looks. May be changed between draws.</summary>
    public TrackStyle Style { get; set; }

    /// <summary>Draws the tracks into the bound framebuffer.</summary>
    /// <param name="target">Where.</param>
    /// <param name="time">
    /// The time of the picture that is shown: boxes move on to where they should be by then. Null shows them as of the tracker's latest frame.
    /// </param>
    public void Draw(in OverlayTarget target, TimeSpan? time = null)
    {
        Collect(time ?? _tracker.Time);
        using (_context.Enter())
        {
            OverlayPen.Begin(_context, target);
            if (_pointCount > 3)
            {
                _pointBuffer.Upload<float>(_points.AsSpan(0, _pointCount * PointFloats));
                _pointArray.Bind(_pointBuffer, 0, PointBytes, Stretch);
                _painter.Use(_trails, target, Style.Boxes, Style.TrailWidth);
                Issue(DetectionLayout.QuadVertices, _pointCount - 3);
            }

            if (_recordCount > 0)
            {
                _recordBuffer.Upload<float>(_records.AsSpan(0, _recordCount * RecordFloats));
                _recordArray.Bind(_recordBuffer, 0, DetectionLayout.RecordBytes, RecordPainter.Attributes);
                _painter.UseBoxes(target, Style.Boxes, numbered: true);
                Issue(DetectionLayout.BoxVertices, _recordCount);
                if (Style.Boxes.Labels)
                {
                    _painter.PlaceLabels(_records.AsSpan(0, _recordCount * RecordFloats), numbered: true, target, Style.Boxes);
                    _painter.UseLabels(_recordArray, target, Style.Boxes, numbered: true);
                    Issue(DetectionLayout.QuadVertices, _recordCount);
                }
            }

            _context.Check("drawing tracks");
        }
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _painter.Dispose();
        _recordArray.Dispose();
        _pointArray.Dispose();
        _recordBuffer.Dispose();
        _pointBuffer.Dispose();
    }

    private void Issue(int vertices, int instances) =>
        _context.GL.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, (uint)vertices, (uint)instances);

    private void Collect(TimeSpan time)
    {
        (_recordCount, _pointCount) = (0, 0);
        AddPoint(0, 0, -1, 0);
        for (int i = 0; i < _tracker.Count; i++)
        {
            Track track = _tracker[i];
            if (track.State == TrackState.Tentative)
                continue;

            int color = Style.ColorByIdentity ? track.Id - 1 : track.Class;
            Box box = track.BoxAt(time);
            if (Style.Trails)
                AddTrail(i, track, box, time, color);
            if (track.State == TrackState.Tracked)
                AddRecord(track, box, color);
        }
    }

    private void AddTrail(int index, in Track track, Box box, TimeSpan time, int color)
    {
        int count = _tracker.CopyTrail(index, _trail);
        double full = Math.Max(Style.TrailTime.TotalSeconds, 1e-3);
        for (int i = 0; i < count; i++)
        {
            float opacity = (float)(1 - ((time - _trail[i].Time).TotalSeconds / full));
            if (opacity >= 0)
                AddPoint(_trail[i].Position.X, _trail[i].Position.Y, Math.Min(opacity, 1), color);
        }

        // On to where the box is drawn.
        if (track.State == TrackState.Tracked && time > track.Time)
            AddPoint(box.X + (box.Width / 2), box.Y + (box.Height / 2), 1, color);
        AddPoint(0, 0, -1, 0);
    }

    private void AddPoint(float x, float y, float opacity, int color)
    {
        Span<float> at = _points.AsSpan(_pointCount++ * PointFloats, PointFloats);
        (at[0], at[1], at[2], at[3]) = (x, y, opacity, color);
    }

    private void AddRecord(in Track track, Box box, int color)
    {
        Span<float> at = _records.AsSpan(_recordCount++ * RecordFloats, RecordFloats);
        (at[0], at[1], at[2], at[3]) = (box.X, box.Y, box.Width, box.Height);
        (at[4], at[5], at[6], at[7]) = (track.Score, track.Class, track.Id, color);
    }
}
