using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Town;

/// <summary>Collects what stands in a town, and knows which ground is taken.</summary>
/// <param name="network">The roads, on which nothing stands.</param>
internal sealed class PropSet(RoadNetwork network)
{
    private readonly List<GroundBox> _taken = [];

    /// <summary>All there is.</summary>
    public List<Prop> Props { get; } = [];

    /// <summary>Where street lamps hang.</summary>
    public List<Vector3> Lamps { get; } = [];

    /// <summary>Whether a piece of ground is free.</summary>
    /// <param name="ground">The ground.</param>
    /// <param name="fromRoads">How far it stays away from pavements, metres.</param>
    public bool IsFree(in GroundBox ground, double fromRoads)
    {
        foreach (GroundBox taken in _taken)
        {
            if (taken.Overlaps(ground))
                return false;
        }

        if (network.IsNearRoad(ground.Middle, fromRoads))
            return false;
        for (int i = 0; i < 4; i++)
        {
            if (network.IsNearRoad(ground.Corner((i & 1) == 0 ? 1 : -1, (i & 2) == 0 ? 1 : -1), fromRoads))
                return false;
        }

        return true;
    }

    /// <summary>Takes a piece of ground.</summary>
    public void Take(in GroundBox ground) => _taken.Add(ground);

    /// <summary>Adds something.</summary>
    /// <param name="class">The class of its pixels.</param>
    /// <param name="day">What it looks like.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="direction">Where its front looks.</param>
    /// <param name="scale">Its size.</param>
    /// <param name="color">What its colour is multiplied by; null for nothing.</param>
    /// <param name="night">What it looks like by night; null for the same.</param>
    /// <param name="height">Metres above the roads.</param>
    /// <param name="isMirrored">Whether left and right are exchanged.</param>
    public void Add(
        string @class, Model day, PlanPoint place, PlanPoint direction, double scale = 1, Vector3? color = null, Model? night = null, double height = 0, bool isMirrored = false)
    {
        var size = (float)scale;
        Props.Add(new Prop(
            @class, day, night ?? day, new Vector3((float)place.X, (float)height, (float)place.Z),
            Rotations.Heading(new Vector3((float)direction.X, 0, (float)direction.Z)), new Vector3(isMirrored ? -size : size, size, size), color)
        {
            Far = FarOf(@class, day),
            FarFrom = @class switch { "vegetation" => 55, "static" or "fence" or "wall" => 140, "traffic sign" or "pole" => 220, "building" => 130, _ => null },
        });
    }

    private static Model? FarOf(string @class, Model near)
    {
        if (@class == "building")
        {
            // Houses have few triangles anyway.
            foreach (TownBuilding building in TownModels.Buildings)
            {
                if (building.Day == near)
                    return FarModels.Building(near, building.Floors);
            }

            return near;
        }

        if (@class != "vegetation")
            return null;
        for (int i = 0; i < TownModels.Trees.Count; i++)
        {
            if (TownModels.Trees[i] == near)
                return FarModels.Tree(near, isConifer: i >= TownModels.Trees.Count - 2);
        }

        return FarModels.Bush(near);
    }

    /// <summary>Adds a street lamp whose arm reaches over the road.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="toRoad">The direction to the road.</param>
    public void AddLamp(PlanPoint place, PlanPoint toRoad)
    {
        double height = Road.Street.KerbHeight;
        Add("pole", TownModels.Lamps[0], place, toRoad, 1, null, TownModels.Lamps[1], height);
        Vector3 lamp = TownModels.LampPoint;
        PlanPoint shine = place + (toRoad * -lamp.Z);
        Lamps.Add(new Vector3((float)shine.X, lamp.Y + (float)height, (float)shine.Z));
    }
}
