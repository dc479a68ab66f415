using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>Sun, sky, air and weather, for one frame.</summary>
public sealed record RenderEnvironment
{
    /// <summary>The sun's height over the horizon, degrees; below 0 it is night.</summary>
    public float SunElevation { get; init; } = 45;

    /// <summary>Where the sun stands, degrees from -z (north) over +x (east).</summary>
    public float SunAzimuth { get; init; } = 135;

    /// <summary>Multiplies the sun's light.</summary>
    public float SunIntensity { get; init; } = 1;

    /// <summary>The colour temperature of the sun's light in kelvin; null for what its height makes of it.</summary>
    public float? SunTemperature { get; init; }

    /// <summary>Multiplies the sky's light.</summary>
    public float SkyIntensity { get; init; } = 1;

    /// <summary>How much of the sky is clouds, 0..1; 1 is overcast, and there is hardly a shadow.</summary>
    public float Clouds { get; init; } = 0.3f;

    /// <summary>Which clouds.</summary>
    public uint CloudSeed { get; init; }

    /// <summary>The class of the sky's pixels; 0 for none.</summary>
    public byte SkyClassId { get; init; }

    /// <summary>Extinction per metre: 3.9 / it is how far one sees; 0 for clear air.</summary>
    public float FogDensity { get; init; }

    /// <summary>Rain, 0..1; 1 is a downpour. Roads get wet.</summary>
    public float Rain { get; init; }

    /// <summary>Snowfall, 0..1. What looks up gets white.</summary>
    public float Snow { get; init; }

    /// <summary>The wind that takes rain and snow along, metres a second.</summary>
    public Vector3 Wind { get; init; }

    /// <summary>A colour behind everything instead of a sky; sRGB-encoded, 0..1. For scenes of flat shapes.</summary>
    public Vector3? Background { get; init; }
}
