using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Behaviours;

/// <summary>Turns its entity about an axis, at the same speed all the time.</summary>
public sealed class Rotator : Behaviour, IAnimated
{
    private Quaternion _start;
    private double _time;

    /// <summary>The axis in its entity's space.</summary>
    public Vector3 Axis { get; set; } = Vector3.UnitY;

    /// <summary>Degrees a second.</summary>
    public double Speed { get; set; } = 30;

    /// <inheritdoc/>
    public double Phase { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Axis = fields.Vector("axis", Axis, "The axis in its own space.");
        Speed = fields.Number("speed", Speed, "Degrees a second.");
        Phase = fields.Number("phase", Phase, "Which part of a turn it is ahead at the beginning.", 0, 1);
        if (Axis == Vector3.Zero)
            throw fields.Error("axis", "an axis has a length.");
    }

    /// <inheritdoc/>
    public override void Start()
    {
        (_start, _time, Axis) = (Entity.Rotation, 0, Rotations.Normalize(Axis));
        Turn();
    }

    /// <inheritdoc/>
    public override void Update(float dt)
    {
        _time += dt;
        Turn();
    }

    private void Turn() => Entity.Rotation = Rotations.Multiply(_start, Rotations.About(Axis, (Speed * _time) + (360 * Phase)));
}
