using System.Linq;
using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>
/// Varies a camera's pose. With a distance it stands about a target and looks at it; otherwise it is shifted and turned from where the scene
/// has it.
/// </summary>
public sealed class CameraRandomizer : Randomizer
{
    private Sampler? _distance;
    private Sampler? _azimuth;
    private Sampler? _elevation;
    private Sampler? _jitter;
    private Sampler? _roll;
    private Sampler? _pan;
    private Sampler? _tilt;
    private Sampler? _x;
    private Sampler? _y;
    private Sampler? _z;

    /// <summary>What it looks at, in the space of the camera's parent; metres.</summary>
    public Vector3 Target { get; set; }

    /// <summary>The name or path of an entity to look at, from which <see cref="Target"/> counts then; null for none.</summary>
    public string? LookAt { get; set; }

    /// <summary>The least height of the camera, metres.</summary>
    public double LeastHeight { get; set; } = 0.05;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _distance = fields.Sampler("distance", "Metres from the target; left out, the camera is shifted and turned from where it is.");
        _azimuth = fields.Sampler("azimuth", "From which side it looks, degrees from -z (north) over +x (east); left out, any.");
        _elevation = fields.Sampler("elevation", "How high over the target it stands, degrees; left out, 0 to 60.");
        Target = fields.Vector("target", Target, "What it looks at, metres in the space of its parent, or from the entity in lookAt.");
        LookAt = fields.TextOrNone("lookAt", null, "The name of an entity to look at, which comes before the camera in the scene.");
        _jitter = fields.Sampler("jitter", "Metres along each axis by which it looks beside the target.");
        _x = fields.Sampler("offsetX", "Metres to its right; without a distance.");
        _y = fields.Sampler("offsetY", "Metres up; without a distance.");
        _z = fields.Sampler("offsetZ", "Metres back; without a distance.");
        _pan = fields.Sampler("pan", "Degrees to the left; without a distance.");
        _tilt = fields.Sampler("tilt", "Degrees upward; without a distance.");
        _roll = fields.Sampler("roll", "Degrees about its line of sight.");
        LeastHeight = fields.Number("leastHeight", LeastHeight, "It is never lower than that, metres: not below the ground.");
        if (_distance is null && (_azimuth ?? _elevation ?? _jitter) is not null)
            throw fields.Error("distance", "azimuth, elevation and jitter need a distance from the target.");
        if (_distance is not null && (_x ?? _y ?? _z ?? _pan ?? _tilt) is not null)
            throw fields.Error("distance", "a distance from the target, or offsets, pan and tilt: not both.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        if (_distance is not null)
            Orbit();
        else
            Shift();
    }

    /// <summary>Where something stands that is seen from a target in a direction.</summary>
    /// <param name="target">The target.</param>
    /// <param name="distance">Metres.</param>
    /// <param name="azimuth">Degrees from -z over +x.</param>
    /// <param name="elevation">Degrees over the horizon.</param>
    internal static Vector3 Around(Vector3 target, double distance, double azimuth, double elevation)
    {
        double a = azimuth * PortableMath.RadiansPerDegree, e = elevation * PortableMath.RadiansPerDegree, level = distance * PortableMath.Cos(e);
        return target + new Vector3((float)(level * PortableMath.Sin(a)), (float)(distance * PortableMath.Sin(e)), (float)(-level * PortableMath.Cos(a)));
    }

    private void Orbit()
    {
        Vector3 target = LookAt is null ? Target : PlaceOf(LookAt) + Target;
        double distance = Draw(_distance, "Camera.distance", 0, 1e-3, 1e6);
        double azimuth = Draw(_azimuth ?? Any, "Camera.azimuth", 0), elevation = Draw(_elevation ?? Upper, "Camera.elevation", 0, -90, 90);
        Entity.Position = Raised(Around(target, distance, azimuth, elevation));
        var aside = new Vector3(
            (float)Draw(_jitter, "Camera.jitterX", 0), (float)Draw(_jitter, "Camera.jitterY", 0), (float)Draw(_jitter, "Camera.jitterZ", 0));
        Entity.Rotation = Rotations.Multiply(Rotations.LookAlong(target + aside - Entity.Position), Roll());
    }

    private void Shift()
    {
        var offset = new Vector3((float)Draw(_x, "Camera.offsetX", 0), (float)Draw(_y, "Camera.offsetY", 0), (float)Draw(_z, "Camera.offsetZ", 0));
        Entity.Position = Raised(Entity.Position + Rotations.Rotate(Entity.Rotation, offset));
        Quaternion pan = Rotations.About(Vector3.UnitY, Draw(_pan, "Camera.pan", 0)), tilt = Rotations.About(Vector3.UnitX, Draw(_tilt, "Camera.tilt", 0));
        Entity.Rotation = Rotations.Multiply(Rotations.Multiply(pan, Entity.Rotation), Rotations.Multiply(tilt, Roll()));
    }

    private Quaternion Roll() => Rotations.About(Vector3.UnitZ, Draw(_roll, "Camera.roll", 0));

    private Vector3 Raised(Vector3 place) => place.Y < LeastHeight ? place with { Y = (float)LeastHeight } : place;

    private Vector3 PlaceOf(string name)
    {
        if (Entity.Parent is not null)
            throw new SceneException($"The CameraRandomizer of the entity '{Entity.Path}' has 'lookAt', which is for cameras without a parent.");
        WorldEntity found = World.Entities.FirstOrDefault(e => e.Name == name || e.Path == name)
            ?? throw new SceneException($"The CameraRandomizer of the entity '{Entity.Path}' looks at '{name}', but there is no such entity.");
        return found.WorldPosition;
    }

    private static Sampler Any { get; } = new UniformSampler(0, 360);

    private static Sampler Upper { get; } = new UniformSampler(0, 60);
}
