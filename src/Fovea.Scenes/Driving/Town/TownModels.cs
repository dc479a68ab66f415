using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Catalog;

namespace Fovea.Scenes.Driving.Town;

/// <summary>The models of which all towns are made: few of each kind, so that many instances are one draw. Each is made when it is first needed, and kept.</summary>
internal static class TownModels
{
    private static readonly Lazy<TownBuilding[]> LazyBuildings = new(() =>
    [
        Building("plaster", 12, 12, 3, 1), Building("plaster", 15, 12, 4, 2), Building("plaster", 10, 11, 3, 3), Building("brick", 13, 12, 3, 4),
        Building("brick", 11, 11, 4, 5), Building("concrete", 18, 13, 5, 6), Building("office", 20, 14, 5, 7), Building("plaster", 14, 12, 5, 8), Building("brick", 16, 12, 2, 9),
    ]);

    private static readonly Lazy<TownBuilding[]> LazyHouses = new(() =>
    [
        House(10, 8.5, 2, 38, 1), House(9, 8, 1, 45, 2), House(12, 9, 2, 35, 3), House(8.5, 9, 2, 48, 4), House(14, 9, 1, 32, 5),
    ]);

    private static readonly Lazy<Model[]> LazyTrees = new(() =>
        [.. Enumerable.Range(1, 5).Select(i => Make("tree", ("seed", i), ("height", 6.5 + (0.8 * i)))), .. Enumerable.Range(6, 2).Select(i => Make("tree", ("species", "conifer"), ("seed", i), ("height", 5.0 + i)))]);

    private static readonly Lazy<Model[]> LazyBushes = new(() => [Make("bush", ("seed", 1), ("height", 1.1)), Make("bush", ("seed", 2), ("height", 1.7))]);

    private static readonly Lazy<Model[]> LazyLamps = new(() => [Make("street-lamp"), Make("street-lamp", ("lights", "on"))]);

    private static readonly Lazy<(Model Pole, Model Top)[]> LazySignals = new(() =>
        [.. new[] { "red", "red-amber", "green", "amber" }.Select(s => PoleSplit.Of(Make("traffic-light", ("state", s)), 0.145f))]);

    private static readonly ConcurrentDictionary<(string, int), (Model Pole, Model Top)> MadeSigns = new();

    /// <summary>Town buildings.</summary>
    public static IReadOnlyList<TownBuilding> Buildings => LazyBuildings.Value;

    /// <summary>Houses with gardens.</summary>
    public static IReadOnlyList<TownBuilding> Houses => LazyHouses.Value;

    /// <summary>Trees; the last two are conifers.</summary>
    public static IReadOnlyList<Model> Trees => LazyTrees.Value;

    /// <summary>Bushes, a low and a high one.</summary>
    public static IReadOnlyList<Model> Bushes => LazyBushes.Value;

    /// <summary>Street lamps, off and on.</summary>
    public static IReadOnlyList<Model> Lamps => LazyLamps.Value;

    /// <summary>Where in a lamp's space its light comes from.</summary>
    public static Vector3 LampPoint => new(0, 6.9f, -1.52f);

    /// <summary>A traffic light that shows a state, without its pole.</summary>
    public static Model Signal(SignalState state) => LazySignals.Value[(int)state].Top;

    /// <summary>The pole of a traffic light.</summary>
    public static Model SignalPole => LazySignals.Value[0].Pole;

    /// <summary>A traffic sign and its pole.</summary>
    /// <param name="name">As the catalog has it.</param>
    /// <param name="limit">The number on a speed limit.</param>
    public static (Model Pole, Model Top) Sign(string name, int limit = 50) =>
        MadeSigns.GetOrAdd((name, limit), static key => PoleSplit.Of(Make("traffic-sign", ("sign", key.Item1), ("limit", key.Item2)), 0.032f));

    /// <summary>A model of the catalog, kept there for as long as anybody holds it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">Its parameters.</param>
    public static Model Make(string name, params (string Name, object Value)[] parameters) =>
        ModelCatalog.Make(name, parameters.ToDictionary(p => p.Name, p => p.Value));

    private static TownBuilding Building(string style, double width, double depth, int floors, int seed) => new(
        width, depth,
        Make("building", ("style", style), ("width", width), ("depth", depth), ("floors", floors), ("seed", seed)),
        Make("building", ("style", style), ("width", width), ("depth", depth), ("floors", floors), ("seed", seed), ("lit", 0.3)), floors);

    private static TownBuilding House(double width, double depth, int floors, double pitch, int seed) => new(
        width, depth,
        Make("house", ("width", width), ("depth", depth), ("floors", floors), ("pitch", pitch), ("seed", seed)),
        Make("house", ("width", width), ("depth", depth), ("floors", floors), ("pitch", pitch), ("seed", seed), ("lit", 0.4)), floors);
}
