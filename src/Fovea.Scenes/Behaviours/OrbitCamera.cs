using System;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Behaviours;

/// <summary>
/// Goes around a target from where its entity begins, and keeps looking at it as it did in the beginning: for cameras that show a scene.
/// </summary>
public sealed class OrbitCamera : Behaviour, IAnimated
{
    private Vector3 _arm;
    private Quaternion _rotation;
    private double _time;

    /// <summary>What it goes around, metres in its parent's space.</summary>
    public Vector3 Target { get; set; }

    /// <summary>Degrees a second, counter-clockwise as seen from above.</summary>
    public double Speed { get; set; } = 10;

    /// <summary>How far it goes to both sides at most, degrees; 0 to go all around.</summary>
    public double Swing { get; set; }

    /// <inheritdoc/>
    public double Phase { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Target = fields.Vector("target", Target, "What it goes around, metres in its parent's space.");
        Speed = fields.Number("speed", Speed, "Degrees a second, counter-clockwise as seen from above; with a swing, the greatest.");
        Swing = fields.Number("swing", Swing, "How far it goes to both sides at most, degrees; 0 to go all around.", 0, 180);
        Phase = fields.Number("phase", Phase, "Which part of its course it is ahead at the beginning.", 0, 1);
    }

    /// <inheritdoc/>
    public override void Start()
    {
        (_arm, _rotation, _time) = (Entity.Position - Target, Entity.Rotation, 0);
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
        double angle = Swing > 0
            ? Swing * PortableMath.Sin((Speed * _time / Swing) + (2 * Math.PI * Phase))
            : (Speed * _time) + (360 * Phase);
        Quaternion turn = Rotations.About(Vector3.UnitY, angle);
        Entity.Position = Target + Rotations.Rotate(turn, _arm);
        Entity.Rotation = Rotations.Multiply(turn, _rotation);
    }
}
