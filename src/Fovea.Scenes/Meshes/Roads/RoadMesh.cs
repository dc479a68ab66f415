using System;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Roads;

/// <summary>A road's meshes along a spline: each part by itself, since road, marking, kerb and pavement are different classes.</summary>
/// <remarks>The carriageway lies at the spline's height. Ranges are metres along the spline, so that junctions and crossings can be left out.</remarks>
public sealed class RoadMesh
{
    private static readonly Paint Asphalt = Paint.Tinted(0.30f, 0.30f, 0.31f, 0.92f);
    private static readonly Paint Concrete = Paint.Tinted(0.62f, 0.61f, 0.59f, 0.9f);
    private static readonly Paint Slabs = Paint.Tinted(0.53f, 0.51f, 0.49f, 0.92f);
    private static readonly Paint White = Paint.Tinted(0.93f, 0.93f, 0.90f, 0.6f);
    private static readonly Paint Grass = Paint.Tinted(0.33f, 0.42f, 0.20f, 0.95f);

    private readonly Spline _spline;
    private readonly RoadProfile _profile;

    /// <summary>Makes the meshes' maker; nothing is computed yet.</summary>
    /// <param name="spline">The line between the two directions.</param>
    /// <param name="profile">The cross-section.</param>
    public RoadMesh(Spline spline, RoadProfile profile) => (_spline, _profile) = (spline, profile);

    /// <summary>The asphalt.</summary>
    public MeshData Carriageway(double from, double to) =>
        Strip("carriageway", Asphalt, b => b.Ribbon(_spline, from, to, _profile.LeftEdge, _profile.RightEdge, 0, _profile.Step));

    /// <summary>The raised edge stones on one side or both.</summary>
    public MeshData Kerbs(double from, double to, bool left = true, bool right = true) => Strip("kerbs", Concrete, b =>
    {
        if (left)
            Kerb(b, _profile.LeftEdge - _profile.KerbWidth, _profile.LeftEdge, from, to);
        if (right)
            Kerb(b, _profile.RightEdge, _profile.RightEdge + _profile.KerbWidth, from, to);
    });

    /// <summary>The pavements on one side or both, as high as the kerbs.</summary>
    public MeshData Pavements(double from, double to, bool left = true, bool right = true) => Strip("pavements", Slabs, b =>
    {
        if (left)
            b.Ribbon(_spline, from, to, _profile.LeftOutside, _profile.LeftEdge - _profile.KerbWidth, _profile.KerbHeight, _profile.Step);
        if (right)
            b.Ribbon(_spline, from, to, _profile.RightEdge + _profile.KerbWidth, _profile.RightOutside, _profile.KerbHeight, _profile.Step);
    });

    /// <summary>Level grass beyond the pavements, a little below their edge.</summary>
    /// <param name="from">Metres along the spline.</param>
    /// <param name="to">Metres along the spline.</param>
    /// <param name="width">Metres on each side; less than the radius of the sharpest bend.</param>
    public MeshData Verges(double from, double to, double width) => Strip("verges", Grass, b => b
        .Ribbon(_spline, from, to, _profile.LeftOutside - width, _profile.LeftOutside, -0.02, _profile.Step)
        .Ribbon(_spline, from, to, _profile.RightOutside, _profile.RightOutside + width, -0.02, _profile.Step));

    /// <summary>The lines along the road: solid at the edges and broken between lanes; between the directions as asked.</summary>
    /// <param name="from">Metres along the spline.</param>
    /// <param name="to">Metres along the spline.</param>
    /// <param name="isMiddleSolid">Whether the line between the directions forbids to overtake.</param>
    public MeshData Lines(double from, double to, bool isMiddleSolid = false) => Strip("lines", White, b =>
    {
        AddLine(b, _profile.LanesForward * _profile.LaneWidth, from, to);
        AddLine(b, -_profile.LanesBackward * _profile.LaneWidth, from, to);
        for (int lane = 1 - _profile.LanesBackward; lane < _profile.LanesForward; lane++)
        {
            if (lane == 0 && isMiddleSolid)
                AddLine(b, 0, from, to);
            else
                AddDashes(b, lane * _profile.LaneWidth, from, to);
        }
    });

    /// <summary>A solid line.</summary>
    /// <param name="right">Metres to the right of the spline.</param>
    /// <param name="from">Metres along it.</param>
    /// <param name="to">Metres along it.</param>
    public MeshData Line(double right, double from, double to) => Strip("line", White, b => AddLine(b, right, from, to));

    /// <summary>A broken line.</summary>
    /// <inheritdoc cref="Line"/>
    public MeshData Dashes(double right, double from, double to) => Strip("dashes", White, b => AddDashes(b, right, from, to));

    /// <summary>A pedestrian crossing: bars of half a metre along the road, from edge to edge of the carriageway.</summary>
    /// <param name="at">The metre along the spline where it begins.</param>
    /// <param name="length">Along the road, metres.</param>
    public MeshData Zebra(double at, double length = 4) => Strip("zebra", White, b =>
    {
        const double Bar = 0.5;
        double left = -_profile.LanesBackward * _profile.LaneWidth, width = (_profile.LanesForward + _profile.LanesBackward) * _profile.LaneWidth;
        int bars = Math.Max(1, (int)Math.Floor(((width / Bar) + 1) / 2));
        double first = left + ((width - (((2 * bars) - 1) * Bar)) / 2);
        for (int i = 0; i < bars; i++)
            b.Ribbon(_spline, at, at + length, first + (2 * i * Bar), first + (((2 * i) + 1) * Bar), _profile.MarkingLift, _profile.Step);
    });

    /// <summary>A stop line across the lanes of one direction.</summary>
    /// <param name="at">The metre along the spline of its near edge, seen along the spline.</param>
    /// <param name="isForward">For the lanes along the spline, or for those against it.</param>
    /// <param name="width">Along the road, metres.</param>
    public MeshData StopLine(double at, bool isForward = true, double width = 0.4) => Strip("stop line", White, b => b.Ribbon(
        _spline, at, at + width,
        isForward ? _profile.LineWidth / 2 : -_profile.LanesBackward * _profile.LaneWidth,
        isForward ? _profile.LanesForward * _profile.LaneWidth : -_profile.LineWidth / 2,
        _profile.MarkingLift, _profile.Step));

    private static MeshData Strip(string name, Paint paint, Action<MeshBuilder> add)
    {
        MeshBuilder builder = new() { Paint = paint };
        add(builder);
        return builder.Build(name);
    }

    private void Kerb(MeshBuilder builder, double left, double right, double from, double to)
    {
        // Sunk into the ground, so that no gap shows below where the carriageway is coarser.
        float l = (float)left, r = (float)right, h = (float)_profile.KerbHeight;
        if (right > left)
            builder.Sweep(_spline, [new(l, -0.1f), new(r, -0.1f), new(r, h), new(l, h)], from, to, _profile.Step);
    }

    private void AddLine(MeshBuilder builder, double right, double from, double to) => builder.Ribbon(
        _spline, from, to, right - (_profile.LineWidth / 2), right + (_profile.LineWidth / 2), _profile.MarkingLift, _profile.Step);

    private void AddDashes(MeshBuilder builder, double right, double from, double to)
    {
        double period = _profile.Dash + _profile.Gap;
        // Dashes keep their place on the road whatever range is asked for, so that ranges join.
        for (double start = Math.Floor(from / period) * period; start < to; start += period)
        {
            double begin = Math.Max(start, from), end = Math.Min(start + _profile.Dash, to);
            if (end - begin > 0.05)
                AddLine(builder, right, begin, end);
        }
    }
}
