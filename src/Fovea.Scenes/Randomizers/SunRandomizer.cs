using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Varies the sun: where it stands, how strong and how warm its light is.</summary>
public sealed class SunRandomizer : Randomizer
{
    private Sampler? _elevation;
    private Sampler? _azimuth;
    private Sampler? _timeOfDay;
    private Sampler? _intensity;
    private Sampler? _temperature;

    /// <summary>Degrees north, for the time of day.</summary>
    public double Latitude { get; set; } = 48;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _elevation = fields.Sampler("elevation", "The sun's height over the horizon, degrees; below 0 it is night.");
        _azimuth = fields.Sampler("azimuth", "Where it stands, degrees from -z (north) over +x (east).");
        _timeOfDay = fields.Sampler("timeOfDay", "The hour of an equinox day, 0 to 24, instead of elevation and azimuth.");
        Latitude = fields.Number("latitude", Latitude, "Degrees north, for the time of day.", -90, 90);
        _intensity = fields.Sampler("intensity", "Multiplies its light.");
        _temperature = fields.Sampler("temperature", "The colour temperature of its light, kelvin; left out, its height decides.");
        if (_timeOfDay is not null && (_elevation ?? _azimuth) is not null)
            throw fields.Error("timeOfDay", "a time of day, or elevation and azimuth: not both.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        SkyComponent sky = World.SkyFor(this);
        if (_timeOfDay is not null)
            sky.SetTimeOfDay(Draw(_timeOfDay, "Sun.timeOfDay", 0, 0, 24), Latitude);
        sky.Environment = sky.Environment with
        {
            SunElevation = Draw(_elevation, "Sun.elevation", sky.Environment.SunElevation, -90, 90),
            SunAzimuth = Draw(_azimuth, "Sun.azimuth", sky.Environment.SunAzimuth, -360, 360),
            SunIntensity = Draw(_intensity, "Sun.intensity", sky.Environment.SunIntensity, 0, 1e6),
            SunTemperature = _temperature is null ? sky.Environment.SunTemperature : Draw(_temperature, "Sun.temperature", 0, 1000, 40000),
        };
    }
}
