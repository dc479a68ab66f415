using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Town;

/// <summary>A town with the country around it: all that is always there. It never changes, and each is made once.</summary>
internal sealed class TownPlan
{
    private static readonly ConcurrentDictionary<int, TownPlan> Made = new();

    private TownPlan(int number)
    {
        ulong town = StableHash.Combine((ulong)number, StableHash.Of("Fovea's town"));
        Number = number;
        Network = NetworkLayout.Draw(town);
        var surfaces = new List<(string, Model)>();
        void Surface(string @class, MeshData mesh) => surfaces.Add((@class, Model.Of(mesh)));
        foreach (Road road in Network.Roads)
            RoadSurface.Add(road, Surface);
        foreach (Junction junction in Network.Junctions)
            JunctionSurface.Add(junction, Surface);
        var ground = new Ground(Network, town);
        ground.Add(Surface);
        Surfaces = surfaces;

        var props = new PropSet(Network);
        var streets = new StreetSides(props, town);
        var country = new Countryside(props, ground, town);
        for (int i = 0; i < Network.Roads.Count; i++)
        {
            if (Network.Roads[i].IsStreet)
                streets.Add(Network.Roads[i], i);
        }

        for (int i = 0; i < Network.Roads.Count; i++)
        {
            if (!Network.Roads[i].IsStreet)
                country.Add(Network.Roads[i], i);
        }

        country.AddWoods();
        var signs = new Signs(props);
        foreach (JunctionArm arm in Network.Junctions.SelectMany(j => j.Arms))
            signs.Add(arm);
        (Props, Lamps, Signals) = (props.Props, props.Lamps, signs.Signals);
        Parking = [.. Network.Roads.Where(r => r.IsStreet).SelectMany(Bays)];
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>Its roads.</summary>
    public RoadNetwork Network { get; }

    /// <summary>Roads, pavements and land, each with its class.</summary>
    public IReadOnlyList<(string Class, Model Model)> Surfaces { get; }

    /// <summary>What stands on them.</summary>
    public IReadOnlyList<Prop> Props { get; }

    /// <summary>Where street lamps shine from.</summary>
    public IReadOnlyList<Vector3> Lamps { get; }

    /// <summary>Its traffic lights.</summary>
    public IReadOnlyList<SignalHead> Signals { get; }

    /// <summary>Where cars may be parked: the middle and the direction of each bay.</summary>
    public IReadOnlyList<(PlanPoint Middle, PlanPoint Direction)> Parking { get; }

    /// <summary>The town of a number; made when it is first asked for. Safe on any thread.</summary>
    public static TownPlan Of(int number) => Made.GetOrAdd(number, Make);

    /// <summary>Makes the town of a number anew.</summary>
    internal static TownPlan Make(int number) => new(number);

    private static IEnumerable<(PlanPoint Middle, PlanPoint Direction)> Bays(Road road)
    {
        const double Bay = 6.2;
        double beside = Road.LaneWidth + (Road.Street.Shoulder / 2), first = road.From.Junction.StopLine - road.From.Junction.Corner + 6;
        double last = road.Spline.Length - first;
        for (double at = first + (Bay / 2); at + (Bay / 2) < last; at += Bay)
        {
            PlanPoint middle = road.Line.Point(at), along = road.Line.Direction(at);
            yield return (middle + (along.Right * beside), along);
            yield return (middle - (along.Right * beside), along * -1);
        }
    }
}
