using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Varies lamps: how warm and how strong their light is, how wide their cone, and whether they are on.</summary>
public sealed class LightRandomizer : Randomizer
{
    private Sampler? _temperature;
    private Sampler? _intensity;
    private Sampler? _coneAngle;

    /// <summary>How probable it is that the lamp is on, 0..1; null to leave it as it is.</summary>
    public double? OnChance { get; set; }

    /// <summary>Whether the lamps below the entity are varied too: all with the same temperature and strength.</summary>
    public bool Below { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _temperature = fields.Sampler("temperature", "Colour temperature, kelvin: 1900 a candle, 2700 a warm lamp, 6500 daylight.");
        _intensity = fields.Sampler("intensity", "Multiplies the lamp's strength.");
        _coneAngle = fields.Sampler("coneAngle", "The cone's angle from side to side, degrees.");
        OnChance = fields.NumberOrNone("onChance", null, "How probable it is that the lamp is on; left out, as the scene has it.", 0, 1);
        Below = fields.Flag("below", Below, "Whether the lamps below the entity are varied too, all alike.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        double temperature = Draw(_temperature, "Light.temperature", 0);
        float intensity = Draw(_intensity, "Light.intensity", 1, 0, 1e9);
        CounterRandom on = Random("Light.on");
        bool isOn = on.Chance(OnChance ?? 1);
        foreach (LightComponent light in Targets<LightComponent>(Below))
        {
            if (_temperature is not null)
                light.Color = ColorTemperature.ToRgb(temperature);
            light.Intensity *= intensity;
            light.ConeAngle = Draw(_coneAngle, "Light.coneAngle", light.ConeAngle, 1, 360);
            light.IsOn = OnChance is null ? light.IsOn : isOn;
        }
    }
}
