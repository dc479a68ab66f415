using System.Collections.Generic;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>A kind of weather: what clouds, visibility, rain, snow and wind are like then.</summary>
/// <param name="Name">What files call it.</param>
/// <param name="Clouds">How much of the sky is clouds, 0..1.</param>
/// <param name="Visibility">How far one sees, metres.</param>
/// <param name="Rain">0..1.</param>
/// <param name="Snow">0..1.</param>
/// <param name="WindSpeed">Metres a second.</param>
internal sealed record Weather(string Name, Sampler Clouds, Sampler Visibility, Sampler Rain, Sampler Snow, Sampler WindSpeed)
{
    private static readonly Sampler None = new ConstantSampler(0);

    /// <summary>All kinds. Fog is what meteorology calls so: less than a kilometre; mist is up to two.</summary>
    public static IReadOnlyList<Weather> All { get; } =
    [
        new("clear", Between(0, 0.3), Between(20000, 60000), None, None, Between(0, 4)),
        new("cloudy", Between(0.35, 0.75), Between(10000, 30000), None, None, Between(0, 8)),
        new("overcast", Between(0.9, 1), Between(4000, 20000), None, None, Between(0, 8)),
        new("rain", Between(0.9, 1), Between(500, 4000), Between(0.2, 1), None, Between(0, 10)),
        new("snow", Between(0.9, 1), Between(200, 1500), None, Between(0.2, 1), Between(0, 5)),
        new("fog", Between(0.7, 1), new LogUniformSampler(60, 1000), None, None, Between(0, 2)),
    ];

    private static UniformSampler Between(double least, double most) => new(least, most);
}
