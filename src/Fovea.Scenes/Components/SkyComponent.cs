using System;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Components;

/// <summary>Sun, sky, air and weather. A scene has one, or none for a plain fair day.</summary>
public sealed class SkyComponent : Component
{
    private RenderEnvironment? _from;
    private RenderEnvironment? _shown;

    /// <summary>All its numbers but the sky's class; set it to change them.</summary>
    public RenderEnvironment Environment { get; set; } = new();

    /// <summary>The class of the sky's pixels; null for none.</summary>
    public string? Class { get; set; }

    /// <summary>What is drawn: the numbers, with the class's own.</summary>
    internal RenderEnvironment EnvironmentIn(Scene scene)
    {
        if (!ReferenceEquals(_from, Environment))
            (_from, _shown) = (Environment, Environment with { SkyClassId = Class is null ? (byte)0 : scene.ClassOf(Class)?.Id ?? 0 });
        return _shown!;
    }

    /// <summary>Puts the sun where it stands at an hour of an equinox day.</summary>
    /// <param name="hours">0..24, with noon at 12.</param>
    /// <param name="latitude">Degrees north.</param>
    public void SetTimeOfDay(double hours, double latitude = 48)
    {
        // At an equinox the sun goes along the celestial equator: its hour angle alone says where it is.
        double hour = (hours - 12) * 15 * PortableMath.RadiansPerDegree, north = latitude * PortableMath.RadiansPerDegree;
        double elevation = PortableMath.Asin(PortableMath.Cos(north) * PortableMath.Cos(hour));
        double toEast = -PortableMath.Sin(hour), toNorth = -PortableMath.Sin(north) * PortableMath.Cos(hour);
        double azimuth = PortableMath.Atan2(toEast, toNorth);
        Environment = Environment with
        {
            SunElevation = (float)(elevation / PortableMath.RadiansPerDegree),
            SunAzimuth = (float)((azimuth < 0 ? azimuth + (2 * Math.PI) : azimuth) / PortableMath.RadiansPerDegree),
        };
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error)
    {
        if (Class is not null)
            scene.CheckedClass(Class, message => error("class", message));
    }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        RenderEnvironment e = Environment;
        Environment = e with
        {
            SunElevation = (float)fields.Number("sunElevation", e.SunElevation, "The sun's height over the horizon, degrees; below 0 it is night.", -90, 90),
            SunAzimuth = (float)fields.Number("sunAzimuth", e.SunAzimuth, "Where the sun stands, degrees from -z (north) over +x (east).", -360, 360),
            SunIntensity = (float)fields.Number("sunIntensity", e.SunIntensity, "Multiplies the sun's light.", 0),
            SunTemperature = (float?)fields.NumberOrNone("sunTemperature", null, "The colour temperature of the sun's light, kelvin; left out, its height decides.", 1000, 40000),
            SkyIntensity = (float)fields.Number("skyIntensity", e.SkyIntensity, "Multiplies the sky's light.", 0),
            Clouds = (float)fields.Number("clouds", e.Clouds, "How much of the sky is clouds; 1 is overcast.", 0, 1),
            CloudSeed = (uint)fields.Whole("cloudSeed", e.CloudSeed, "Which clouds.", 0),
            FogDensity = (float)fields.Number("fogDensity", e.FogDensity, "Extinction per metre: one sees 3.9 / it metres far; 0 for clear air.", 0, 10),
            Rain = (float)fields.Number("rain", e.Rain, "1 is a downpour. Roads get wet.", 0, 1),
            Snow = (float)fields.Number("snow", e.Snow, "Snowfall. What looks up gets white.", 0, 1),
            Wind = fields.Vector("wind", e.Wind, "The wind that takes rain and snow along, metres a second."),
            Background = fields.ColorOrNone("background", null, "A colour behind everything instead of a sky."),
        };
        if (fields.NumberOrNone("timeOfDay", null, "The hour of an equinox day, instead of sunElevation and sunAzimuth.", 0, 24) is { } hours)
            SetTimeOfDay(hours);
        Class = fields.TextOrNone("class", null, "The class of the sky's pixels.");
    }
}
