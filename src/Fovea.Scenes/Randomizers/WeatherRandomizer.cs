using System.Linq;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Chooses the weather as a whole: clouds, visibility, rain, snow and wind that go together.</summary>
public sealed class WeatherRandomizer : Randomizer
{
    private WeightedChoice _choice = null!;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        double[] weights = Weather.All.Select(w => fields.Number(w.Name, 1, $"How probable the weather '{w.Name}' is, in proportion.", 0)).ToArray();
        _choice = Weights.Choice(fields, Weather.All[0].Name, weights, weights.Length);
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        SkyComponent sky = World.SkyFor(this);
        CounterRandom random = Random("Weather");
        Weather weather = Weather.All[_choice.Next(ref random)];
        sky.Environment = sky.Environment with
        {
            Clouds = (float)weather.Clouds.Sample(ref random),
            CloudSeed = random.NextBits(),
            FogDensity = (float)(3.9 / weather.Visibility.Sample(ref random)),
            Rain = (float)weather.Rain.Sample(ref random),
            Snow = (float)weather.Snow.Sample(ref random),
            Wind = Rotations.Rotate(Rotations.About(Vector3.UnitY, random.Between(0, 360)), new Vector3((float)weather.WindSpeed.Sample(ref random), 0, 0)),
        };
    }
}
