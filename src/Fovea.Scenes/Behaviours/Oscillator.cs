using System;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Behaviours;

/// <summary>Moves and turns its entity to and fro about where it began, as a sine does.</summary>
public sealed class Oscillator : Behaviour, IAnimated
{
    private Vector3 _place;
    private Quaternion _rotation;
    private double _time;

    /// <summary>How far it goes at most, metres in its parent's space.</summary>
    public Vector3 Amplitude { get; set; }

    /// <summary>How far it turns at most, degrees.</summary>
    public double Angle { get; set; }

    /// <summary>The axis that it turns about, in its own space.</summary>
    public Vector3 Axis { get; set; } = Vector3.UnitY;

    /// <summary>Seconds to and fro.</summary>
    public double Period { get; set; } = 2;

    /// <inheritdoc/>
    public double Phase { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Amplitude = fields.Vector("amplitude", Amplitude, "How far it goes at most, metres in its parent's space.");
        Angle = fields.Number("angle", Angle, "How far it turns at most, degrees.");
        Axis = fields.Vector("axis", Axis, "The axis that it turns about, in its own space.");
        Period = fields.Number("period", Period, "Seconds to and fro.", 0.001);
        Phase = fields.Number("phase", Phase, "Which part of the period it is ahead at the beginning.", 0, 1);
        if (Axis == Vector3.Zero)
            throw fields.Error("axis", "an axis has a length.");
    }

    /// <inheritdoc/>
    public override void Start()
    {
        (_place, _rotation, _time, Axis) = (Entity.Position, Entity.Rotation, 0, Rotations.Normalize(Axis));
        Move();
    }

    /// <inheritdoc/>
    public override void Update(float dt)
    {
        _time += dt;
        Move();
    }

    private void Move()
    {
        double sine = PortableMath.Sin(2 * Math.PI * ((_time / Period) + Phase));
        Entity.Position = _place + (Amplitude * (float)sine);
        Entity.Rotation = Rotations.Multiply(_rotation, Rotations.About(Axis, Angle * sine));
    }
}
