using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Scenes.Driving.Network;

/// <summary>Makes the ways on foot of a network: the pavements of its streets, joined at the corners and crossings of its junctions.</summary>
internal static class FootWays
{
    /// <summary>From the middle of a street to the middle of its pavement, metres.</summary>
    public static double Pavement => Road.Street.RightEdge + Road.Street.KerbWidth + (Road.Street.PavementWidth * 0.5);

    /// <summary>Adds them.</summary>
    /// <param name="network">Its roads are complete.</param>
    public static void Add(RoadNetwork network)
    {
        // Where ways meet: at both ends of each crossing.
        Dictionary<(JunctionArm Arm, int Side), List<(FootWay Way, bool AtEnd)>> nodes = [];
        foreach (Junction junction in network.Junctions.Where(j => j.IsTown))
        {
            for (int i = 0; i < junction.Arms.Count; i++)
            {
                JunctionArm arm = junction.Arms[i], next = junction.Arms[(i + 1) % junction.Arms.Count];
                Join((arm, -1), (arm, 1), [End(arm, -1), End(arm, 1)], arm.Crossing);
                // From the right side of an arm around the corner, or straight on, to the left side of the next one clockwise.
                bool isCorner = ((next.Side - arm.Side) & 3) == 1;
                Join((arm, 1), (next, -1), isCorner ? Corner(arm, next) : [End(arm, 1), End(next, -1)], null);
            }
        }

        foreach (Road road in network.Roads.Where(r => r.IsStreet))
        {
            double from = road.From.OnRoad(road.From.Crossing!.Middle), to = road.To.OnRoad(road.To.Crossing!.Middle);
            // What lies to the right of the road is right of who leaves its first junction and left of who leaves its second.
            Join((road.From, 1), (road.To, -1), road.Sampled(Pavement, from, to), null);
            Join((road.From, -1), (road.To, 1), road.Sampled(-Pavement, from, to), null);
        }

        foreach (List<(FootWay Way, bool AtEnd)> node in nodes.Values)
        {
            foreach ((FootWay way, bool atEnd) in node)
                (atEnd ? way.AtEnd : way.AtStart).AddRange(node.Where(other => other.Way != way).Select(other => (other.Way, !other.AtEnd)));
        }

        void Join((JunctionArm, int) a, (JunctionArm, int) b, PlanPoint[] line, Crossing? crossing)
        {
            var way = new FootWay(new LanePath(line), crossing);
            network.FootWays.Add(way);
            At(a).Add((way, false));
            At(b).Add((way, true));
        }

        List<(FootWay, bool)> At((JunctionArm, int) node) => nodes.TryGetValue(node, out List<(FootWay, bool)>? found) ? found : nodes[node] = [];
    }

    private static PlanPoint End(JunctionArm arm, int side) => arm.At(arm.Crossing!.Middle, side * Pavement);

    private static PlanPoint[] Corner(JunctionArm arm, JunctionArm next)
    {
        PlanPoint corner = arm.Junction.Center + (arm.Direction * Pavement) + (next.Direction * Pavement);
        PlanPoint start = End(arm, 1), end = End(next, -1);
        var line = new PlanPoint[13];
        for (int i = 0; i < line.Length; i++)
        {
            // A parabola within the corner.
            double t = i / (line.Length - 1.0), u = 1 - t;
            line[i] = (start * (u * u)) + (corner * (2 * u * t)) + (end * (t * t));
        }

        return line;
    }
}
