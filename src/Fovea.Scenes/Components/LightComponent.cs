using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Components;

/// <summary>A lamp where its entity is; with a cone it shines along the entity's -z.</summary>
public sealed class LightComponent : Component
{
    /// <summary>sRGB-encoded, 0..1.</summary>
    public Vector3 Color { get; set; } = new(1, 0.86f, 0.7f);

    /// <summary>White paper a metre away is as bright as in full noon sun at about 100.</summary>
    public float Intensity { get; set; } = 10;

    /// <summary>Metres beyond which it is not seen.</summary>
    public float Range { get; set; } = 15;

    /// <summary>The cone's angle from side to side, degrees; 360 for light in all directions.</summary>
    public float ConeAngle { get; set; } = 360;

    /// <summary>Whether it only shines when the sun is low or gone, as street lamps do.</summary>
    public bool OnlyAtNight { get; set; }

    /// <summary>Whether it is on.</summary>
    public bool IsOn { get; set; } = true;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Color = fields.Color("color", Color, "The light's colour.");
        Intensity = (float)fields.Number("intensity", Intensity, "White paper a metre away is as bright as in full noon sun at about 100.", 0);
        Range = (float)fields.Number("range", Range, "Metres beyond which it is not seen.", 0.01);
        ConeAngle = (float)fields.Number("coneAngle", ConeAngle, "The angle of its cone along -z, degrees; 360 for light in all directions.", 1, 360);
        OnlyAtNight = fields.Flag("onlyAtNight", OnlyAtNight, "Whether it only shines when the sun is low or gone, as street lamps do.");
        IsOn = fields.Flag("on", IsOn, "Whether it is on.");
    }

    /// <summary>The light as it is drawn.</summary>
    internal PointLight At(in Matrix4x4 world)
    {
        var position = new Vector3(world.M41, world.M42, world.M43);
        Vector3 direction = Rotations.Normalize(new Vector3(-world.M31, -world.M32, -world.M33));
        float cosine = ConeAngle >= 360 ? -1 : (float)PortableMath.Cos(ConeAngle * 0.5 * PortableMath.RadiansPerDegree);
        return new PointLight(position, Color, Intensity, Range, direction, cosine);
    }
}
