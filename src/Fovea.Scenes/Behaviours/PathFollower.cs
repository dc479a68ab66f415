using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Behaviours;

/// <summary>Takes its entity along a path, at the same speed all the time: a walker, a train, or a camera that flies.</summary>
public sealed class PathFollower : Behaviour, IAnimated
{
    private Func<double, Vector3> _point = null!;
    private Func<double, Vector3> _direction = null!;
    private double _length;
    private double _distance;

    /// <summary>The points of the path, metres in its parent's space.</summary>
    public IReadOnlyList<Vector3> Points { get; set; } = [];

    /// <summary>Whether the path goes on from its last point to its first.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether it is a curve through the points, rather than lines from one to the next.</summary>
    public bool IsSmooth { get; set; } = true;

    /// <summary>Metres a second; below 0 the other way.</summary>
    public double Speed { get; set; } = 1;

    /// <summary>What happens at the end.</summary>
    public PathEnd End { get; set; } = PathEnd.Return;

    /// <summary>Where it looks.</summary>
    public PathFacing Facing { get; set; } = PathFacing.Travel;

    /// <summary>What it looks at, in its parent's space.</summary>
    public Vector3 Target { get; set; }

    /// <inheritdoc/>
    public double Phase { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Points = fields.Points("points", Points, "The points of the path, metres in its parent's space.");
        IsClosed = fields.Flag("closed", IsClosed, "Whether the path goes on from its last point to its first.");
        IsSmooth = fields.Flag("smooth", IsSmooth, "Whether it is a curve through the points, rather than lines from one to the next.");
        Speed = fields.Number("speed", Speed, "Metres a second; below 0 the other way.");
        End = fields.Choice("end", End, "What happens at the end of an open path.");
        Facing = fields.Choice("facing", Facing, "Where it looks.");
        Target = fields.Vector("target", Target, "What it looks at, metres in its parent's space, where it looks at a target.");
        Phase = fields.Number("phase", Phase, "Which part of the path it is ahead at the beginning.", 0, 1);
        if (Points.Count == 0)
            return; // Told when it is checked: a schema has no points either.
        try
        {
            MakePath();
        }
        catch (ArgumentException e)
        {
            throw fields.Error("points", e.Message.Split(" (Parameter")[0]);
        }
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error)
    {
        if (Points.Count == 0)
            throw error("points", "a path has two or more points.");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The points make no path.</exception>
    public override void Start()
    {
        MakePath();
        _distance = Phase * _length * (End == PathEnd.Return && !IsClosed ? 2 : 1);
        Place();
    }

    /// <inheritdoc/>
    public override void Update(float dt)
    {
        _distance += Speed * dt;
        Place();
    }

    private void MakePath()
    {
        if (IsSmooth)
        {
            var path = new Spline(Points, IsClosed);
            (_point, _direction, _length) = (path.Point, path.Direction, path.Length);
        }
        else
        {
            var path = new Polyline(Points, IsClosed);
            (_point, _direction, _length) = (path.Point, path.Direction, path.Length);
        }
    }

    private void Place()
    {
        double at = _distance, sense = Speed < 0 ? -1 : 1;
        if (IsClosed || End == PathEnd.Repeat)
        {
            at -= _length * Math.Floor(at / _length);
        }
        else if (End == PathEnd.Return)
        {
            at -= 2 * _length * Math.Floor(at / (2 * _length));
            if (at > _length)
                (at, sense) = ((2 * _length) - at, -sense);
        }

        Entity.Position = _point(at);
        if (Facing == PathFacing.Travel)
            Entity.Rotation = Rotations.LookAlong(_direction(at) * (float)sense);
        else if (Facing == PathFacing.Target)
            Entity.Rotation = Rotations.LookAlong(Target - Entity.Position);
    }
}
