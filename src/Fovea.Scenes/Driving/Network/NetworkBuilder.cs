using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Driving.Traffic;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Driving.Network;

/// <summary>Makes a network: junctions and roads are asked for one by one, then lanes and the ways through junctions follow from them.</summary>
internal sealed class NetworkBuilder
{
    private const double TownSpeed = 13.4, CountrySpeed = 19;

    private readonly RoadNetwork _network = new();

    /// <summary>Adds a junction.</summary>
    /// <param name="x">Its middle.</param>
    /// <param name="z">Its middle.</param>
    /// <param name="isTown">Whether it has pavements and crossings.</param>
    public Junction Junction(double x, double z, bool isTown)
    {
        var junction = new Junction(_network.Junctions.Count, new PlanPoint(x, z), isTown);
        _network.Junctions.Add(junction);
        return junction;
    }

    /// <summary>Adds a road.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="fromSide">The side of that junction, see <see cref="JunctionArm.Side"/>.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="toSide">The side of that junction.</param>
    /// <param name="corners">Where it turns on its way.</param>
    /// <param name="radius">Of these corners, metres.</param>
    /// <param name="street">How much at a town's end of a country road looks like a street; infinite for a street.</param>
    public Road Road(Junction from, int fromSide, Junction to, int toSide, IReadOnlyList<PlanPoint> corners, double radius = 45, double street = double.PositiveInfinity)
    {
        JunctionArm a = from.Arm(fromSide), b = to.Arm(toSide);
        PlanPoint[] line = [a.At(from.Corner, 0), .. corners, b.At(to.Corner, 0)];
        var spline = new Spline(Rounded(line, radius).Select(p => new Vector3((float)p.X, 0, (float)p.Z)).ToArray());
        var road = new Road(spline, a, b, from.IsTown ? street : 0, to.IsTown ? street : 0);
        _network.Roads.Add(road);
        return road;
    }

    /// <summary>Makes lanes, ways through junctions, and ways on foot.</summary>
    public RoadNetwork Build()
    {
        foreach (Road road in _network.Roads)
        {
            double start = road.From.Junction.StopLine - road.From.Junction.Corner;
            double end = road.Spline.Length - (road.To.Junction.StopLine - road.To.Junction.Corner);
            double middle = Network.Road.LaneWidth / 2, speed = road.IsStreet ? TownSpeed : CountrySpeed;
            road.Forward = Add(new LanePath(road.Sampled(middle, start, end)), speed, road, road.To);
            road.Backward = Add(new LanePath(road.Sampled(-middle, end, start)), speed, road, road.From);
        }

        foreach (Junction junction in _network.Junctions)
        {
            if (junction.IsTown)
            {
                foreach (JunctionArm arm in junction.Arms)
                {
                    arm.Crossing = new Crossing(_network.Crossings.Count, arm);
                    _network.Crossings.Add(arm.Crossing);
                }
            }

            foreach (JunctionArm entry in junction.Arms)
            {
                foreach (JunctionArm exit in junction.Arms.Where(e => e != entry))
                    Connect(junction, entry, exit);
                // The arm that has no arm opposite is the side road.
                entry.GivesWay = junction.Signal is null && junction.Find(entry.Side + 2) is null;
                if (entry.GivesWay)
                    entry.Incoming.SlowDownBefore(3);
            }

            FindConflicts(junction);
        }

        // Who is to turn, or to leave a straight road for a narrow bend, slows down before: a lane's last metres know all ways on.
        FootWays.Add(_network);
        return _network;
    }

    /// <summary>Puts arcs of circles where a line turns.</summary>
    private static List<PlanPoint> Rounded(PlanPoint[] line, double radius)
    {
        List<PlanPoint> points = [line[0]];
        for (int i = 1; i + 1 < line.Length; i++)
        {
            PlanPoint into = (line[i] - line[i - 1]).Unit, outOf = (line[i + 1] - line[i]).Unit;
            double cross = PlanPoint.Dot(into.Right, outOf), dot = PlanPoint.Dot(into, outOf);

            // The tangent of half the angle between both, and how long the arc's tangents are.
            double half = Math.Sqrt((1 - dot) / Math.Max(1e-9, 1 + dot)), tangent = radius * half;
            if (half < 0.02)
            {
                points.Add(line[i]);
                continue;
            }

            PlanPoint start = line[i] - (into * tangent), center = start + (into.Right * (cross > 0 ? radius : -radius));
            const int Parts = 6;
            for (int k = 0; k <= Parts; k++)
            {
                // A point of the chord, pushed out to the circle.
                PlanPoint end = line[i] + (outOf * tangent), chord = start + ((end - start) * ((double)k / Parts));
                points.Add(center + ((chord - center).Unit * radius));
            }
        }

        points.Add(line[^1]);

        // Points near the ends keep the road straight where it leaves a junction.
        List<PlanPoint> all = [points[0]];
        for (int i = 1; i < points.Count; i++)
        {
            double length = (points[i] - points[i - 1]).Length;
            int parts = Math.Max(1, (int)(length / 30));
            for (int k = 1; k <= parts; k++)
                all.Add(points[i - 1] + ((points[i] - points[i - 1]) * ((double)k / parts)));
        }

        return all;
    }

    private Lane Add(LanePath path, double speed, Road? road, JunctionArm arm)
    {
        var lane = new Lane(_network.Lanes.Count, path, speed, road) { Arm = arm };
        _network.Lanes.Add(lane);
        return lane;
    }

    private void Connect(Junction junction, JunctionArm entry, JunctionArm exit)
    {
        double middle = Network.Road.LaneWidth / 2, corner = junction.Corner, stop = junction.StopLine;
        PlanPoint a = entry.At(corner, -middle), b = exit.At(corner, middle);
        int turned = (exit.Side - entry.Side) & 3;
        List<PlanPoint> line = [entry.At(stop, -middle)];
        if (turned == 2)
        {
            line.Add(a);
        }
        else
        {
            // A cubic that is nearly a quarter of an ellipse, between the lanes' lines and tangent to both.
            const double Kappa = 0.5522847498;
            PlanPoint into = entry.Direction * -1, outOf = exit.Direction;
            double toCorner = PlanPoint.Dot(b - a, into), fromCorner = PlanPoint.Dot(b - a, outOf);
            PlanPoint c = a + (into * (Kappa * toCorner)), d = b - (outOf * (Kappa * fromCorner));
            for (int i = 0; i <= 24; i++)
            {
                double t = i / 24.0, u = 1 - t;
                line.Add((a * (u * u * u)) + (c * (3 * u * u * t)) + (d * (3 * u * t * t)) + (b * (t * t * t)));
            }
        }

        if (turned == 2)
            line.Add(b);
        line.Add(exit.At(stop, middle));
        Lane lane = Add(new LanePath(line), TownSpeed, null, entry);
        // As seen by who comes in, the next arm clockwise is to the left.
        lane.Turn = turned == 2 ? Turn.Straight : turned == 1 ? Turn.Left : Turn.Right;
        lane.Exit = exit;
        lane.Next.Add(exit.Outgoing);
        entry.Incoming.Next.Add(lane);
        junction.Connectors.Add(lane);
    }

    // Two ways conflict where buses on both would touch.
    private static void FindConflicts(Junction junction)
    {
        List<GroundBox>[] sweeps = [.. junction.Connectors.Select(c => Sweep(c.Path))];
        for (int a = 0; a < sweeps.Length; a++)
        {
            for (int b = 0; b < sweeps.Length; b++)
            {
                int last = a == b ? -1 : sweeps[a].FindLastIndex(one => sweeps[b].Exists(other => one.Overlaps(other)));
                // Who is shorter has left that place when its rear is where the bus's is.
                if (last >= 0)
                    junction.Connectors[a].Conflicts[junction.Connectors[b]] = last - VehicleKind.Bus.Length;
            }
        }
    }

    /// <summary>The ground that the longest vehicle takes up on a way, with a little around it: for each metre of its front, until its rear has left.</summary>
    internal static List<GroundBox> Sweep(LanePath path)
    {
        const double Around = 0.1;
        VehicleKind bus = VehicleKind.Bus;
        double overhang = VehicleKind.Overhang * bus.Length;
        List<GroundBox> boxes = [];
        for (int front = 0; front <= path.Length + bus.Length; front++)
        {
            PlanPoint first = path.Point(front - overhang), second = path.Point(front - bus.Length + overhang);
            boxes.Add(new GroundBox((first + second) * 0.5, (first - second).Unit, (bus.Length / 2) + Around, (bus.Width / 2) + Around));
        }

        return boxes;
    }
}
