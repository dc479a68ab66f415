using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Driving.Town;
using Fovea.Scenes.Driving.Traffic;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving;

/// <summary>What a vehicle looks like: its kind and its colour.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Color">Its lacquer, sRGB-encoded.</param>
/// <param name="Number">Which of the people that there are rides it, where somebody is seen.</param>
internal sealed record VehicleLook(VehicleKind Kind, Vector3 Color, int Number)
{
    /// <summary>What is parked at streets, and how often.</summary>
    public static readonly (VehicleKind Kind, double Weight)[] Parked =
        [(VehicleKind.Hatchback, 5), (VehicleKind.Saloon, 4), (VehicleKind.Van, 1.6), (VehicleKind.Pickup, 0.8)];

    /// <summary>What drives, and how often.</summary>
    public static readonly (VehicleKind Kind, double Weight)[] Moving =
    [
        (VehicleKind.Hatchback, 5), (VehicleKind.Saloon, 4), (VehicleKind.Van, 1.5), (VehicleKind.Pickup, 0.8),
        (VehicleKind.Truck, 1), (VehicleKind.Bus, 0.9), (VehicleKind.Motorcycle, 0.9), (VehicleKind.Bicycle, 1.6),
    ];

    /// <summary>Metres from which on a car is shown with few triangles.</summary>
    public const float FarFrom = 95;

    // As cars are sold: mostly without colour, a few in all.
    private static readonly Vector3[] Lacquers =
    [
        new(0.92f, 0.92f, 0.92f), new(0.92f, 0.92f, 0.92f), new(0.09f, 0.09f, 0.10f), new(0.09f, 0.09f, 0.10f), new(0.55f, 0.57f, 0.60f), new(0.55f, 0.57f, 0.60f), new(0.30f, 0.31f, 0.33f), new(0.72f, 0.73f, 0.74f),
        new(0.13f, 0.22f, 0.42f), new(0.20f, 0.36f, 0.58f), new(0.62f, 0.09f, 0.09f), new(0.45f, 0.08f, 0.10f), new(0.16f, 0.28f, 0.20f), new(0.72f, 0.60f, 0.42f), new(0.85f, 0.62f, 0.12f), new(0.35f, 0.26f, 0.20f),
    ];

    private static readonly Vector3[] Buses = [new(0.85f, 0.13f, 0.12f), new(0.93f, 0.78f, 0.20f), new(0.90f, 0.90f, 0.92f), new(0.15f, 0.42f, 0.62f), new(0.25f, 0.55f, 0.30f)];

    private static readonly Dictionary<(VehicleKind, bool), Model> Models = [];

    /// <summary>Draws one.</summary>
    /// <param name="among">Kinds and how often they come.</param>
    /// <param name="random">What it is drawn from.</param>
    public static VehicleLook Draw((VehicleKind Kind, double Weight)[] among, ref CounterRandom random)
    {
        double sum = 0;
        foreach ((VehicleKind _, double weight) in among)
            sum += weight;
        double drawn = random.NextDouble() * sum;
        VehicleKind kind = among[^1].Kind;
        foreach ((VehicleKind Kind, double Weight) candidate in among)
        {
            drawn -= candidate.Weight;
            if (drawn < 0)
            {
                kind = candidate.Kind;
                break;
            }
        }

        Vector3[] colors = kind == VehicleKind.Bus ? Buses : Lacquers;
        return new VehicleLook(kind, colors[random.NextIndex(colors.Length)], random.NextIndex(FigureModels.Looks));
    }

    /// <summary>The model of a car, truck or bus.</summary>
    /// <param name="isLit">Whether its lamps shine.</param>
    public Model Model(bool isLit)
    {
        lock (Models)
        {
            if (!Models.TryGetValue((Kind, isLit), out Model? model))
                Models[(Kind, isLit)] = model = Make(isLit ? "on" : "off");
            return model;
        }
    }

    private Model Make(string lights) => Kind.Name switch
    {
        "truck" => TownModels.Make("truck", ("lights", lights)),
        "bus" => TownModels.Make("bus", ("lights", lights)),
        "motorcycle" => TownModels.Make("motorcyclist", ("part", "vehicle")),
        _ => TownModels.Make("car", ("style", Kind == VehicleKind.Hatchback ? "hatchback" : Kind == VehicleKind.Saloon ? "saloon" : Kind == VehicleKind.Van ? "van" : "pickup"), ("lights", lights)),
    };
}
