using System.Collections.Generic;

namespace Fovea.Scenes.Driving.Network;

/// <summary>The roads of a town and the country around it, as vehicles and people on foot see them. It never changes once it is made.</summary>
internal sealed class RoadNetwork
{
    /// <summary>Junctions, by number.</summary>
    public List<Junction> Junctions { get; } = [];

    /// <summary>Roads.</summary>
    public List<Road> Roads { get; } = [];

    /// <summary>Lanes of roads and ways through junctions, by number.</summary>
    public List<Lane> Lanes { get; } = [];

    /// <summary>Places to cross roads on foot, by number.</summary>
    public List<Crossing> Crossings { get; } = [];

    /// <summary>Ways for people on foot.</summary>
    public List<FootWay> FootWays { get; } = [];

    /// <summary>Whether a place is nearer to the middle of any road, or to a junction's, than a distance.</summary>
    /// <param name="place">The place.</param>
    /// <param name="beyond">Metres, beyond the outer edge of the pavement.</param>
    public bool IsNearRoad(PlanPoint place, double beyond)
    {
        foreach (Junction junction in Junctions)
        {
            double reach = junction.Corner + beyond;
            if (junction.Center.DistanceSquared(place) < reach * reach * (junction.IsTown ? 1 : 0.7))
                return true;
        }

        foreach (Road road in Roads)
        {
            double wide = (road.StreetFrom > 0 || road.StreetTo > 0 ? Road.Street : Road.Highway).RightOutside + beyond;
            for (int i = 0; i < road.Line.Samples; i += 4)
            {
                // Samples are two metres apart: what is that much nearer lies within the road for certain.
                if (road.Line[i].DistanceSquared(place) < (wide * wide) + 1)
                    return true;
            }
        }

        return false;
    }
}
