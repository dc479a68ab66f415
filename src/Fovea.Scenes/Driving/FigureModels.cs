using System;
using System.Linq;
using Fovea.Scenes.Driving.Town;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Driving;

/// <summary>The models of people: few different ones, each in the phases of its movement.</summary>
internal static class FigureModels
{
    /// <summary>How many different people there are; clothes have further colours.</summary>
    public const int Looks = 6;

    private const int Phases = 8;

    private static readonly Lazy<Model[]>[] LazyWalking = Each(i => [.. Enumerable.Range(0, Phases).Select(p => TownModels.Make("pedestrian", ("look", 3 * i), ("phase", p / (double)Phases)))]);
    private static readonly Lazy<Model[]>[] LazyStanding = Each(i => [TownModels.Make("pedestrian", ("look", 3 * i), ("pose", "stand"))]);
    private static readonly Lazy<Model[]>[] LazyCyclists = Each(i => [.. Enumerable.Range(0, Phases).Select(p => TownModels.Make("cyclist", ("look", 3 * i), ("phase", p / (double)Phases), ("part", "rider")))]);
    private static readonly Lazy<Model[]>[] LazyMotorcyclists = Each(i => [TownModels.Make("motorcyclist", ("look", 3 * i), ("part", "rider"))]);
    private static readonly Lazy<Model[]> LazyBicycles = new(() => [.. Enumerable.Range(0, Phases).Select(p => TownModels.Make("cyclist", ("phase", p / (double)Phases), ("part", "vehicle")))]);

    /// <summary>Somebody who walks.</summary>
    /// <param name="look">Which of <see cref="Looks"/>.</param>
    /// <param name="phase">Where in the cycle of two steps, 0..1.</param>
    public static Model Walking(int look, double phase) => LazyWalking[look].Value[(int)((phase * Phases) + 0.5) % Phases];

    /// <summary>Somebody who stands.</summary>
    /// <inheritdoc cref="Walking"/>
    public static Model Standing(int look) => LazyStanding[look].Value[0];

    /// <summary>Who rides a bicycle.</summary>
    /// <inheritdoc cref="Walking"/>
    public static Model Cyclist(int look, double phase) => LazyCyclists[look].Value[(int)((phase * Phases) + 0.5) % Phases];

    /// <summary>The bicycle below.</summary>
    /// <inheritdoc cref="Walking"/>
    public static Model Bicycle(double phase) => LazyBicycles.Value[(int)((phase * Phases) + 0.5) % Phases];

    /// <summary>Who rides a motorcycle.</summary>
    /// <inheritdoc cref="Walking"/>
    public static Model Motorcyclist(int look) => LazyMotorcyclists[look].Value[0];

    private static Lazy<Model[]>[] Each(Func<int, Model[]> make) => [.. Enumerable.Range(0, Looks).Select(i => new Lazy<Model[]>(() => make(i)))];
}
