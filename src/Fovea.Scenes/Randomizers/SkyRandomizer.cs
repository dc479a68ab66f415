using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Varies clouds, air, rain, snow and wind, each by its number; <see cref="WeatherRandomizer"/> chooses weathers as a whole.</summary>
public sealed class SkyRandomizer : Randomizer
{
    private Sampler? _clouds;
    private Sampler? _intensity;
    private Sampler? _visibility;
    private Sampler? _rain;
    private Sampler? _snow;
    private Sampler? _windSpeed;
    private Sampler? _windDirection;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _clouds = fields.Sampler("clouds", "How much of the sky is clouds, 0 to 1. Which clouds is drawn in any case.");
        _intensity = fields.Sampler("skyIntensity", "Multiplies the sky's light.");
        _visibility = fields.Sampler("visibility", "Metres that one sees through fog.");
        _rain = fields.Sampler("rain", "0 to 1, a downpour.");
        _snow = fields.Sampler("snow", "0 to 1.");
        _windSpeed = fields.Sampler("windSpeed", "Metres a second.");
        _windDirection = fields.Sampler("windDirection", "Where it comes from, degrees from -z (north) over +x (east); left out, any.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        SkyComponent sky = World.SkyFor(this);
        RenderEnvironment e = sky.Environment;
        sky.Environment = e with
        {
            Clouds = Draw(_clouds, "Sky.clouds", e.Clouds, 0, 1),
            CloudSeed = Random("Sky.cloudSeed").NextBits(),
            SkyIntensity = Draw(_intensity, "Sky.skyIntensity", e.SkyIntensity, 0, 1e6),
            FogDensity = _visibility is null ? e.FogDensity : 3.9f / Draw(_visibility, "Sky.visibility", 1, 0.39, 1e9),
            Rain = Draw(_rain, "Sky.rain", e.Rain, 0, 1),
            Snow = Draw(_snow, "Sky.snow", e.Snow, 0, 1),
            Wind = _windSpeed is null ? e.Wind : WindOf(Draw(_windSpeed, "Sky.windSpeed", 0), Draw(_windDirection ?? Any, "Sky.windDirection", 0)),
        };
    }

    private static Sampler Any { get; } = new UniformSampler(0, 360);

    // It blows from there to the other side.
    private static Vector3 WindOf(double speed, double from) => new(
        (float)(-speed * PortableMath.Sin(from * PortableMath.RadiansPerDegree)), 0, (float)(speed * PortableMath.Cos(from * PortableMath.RadiansPerDegree)));
}
