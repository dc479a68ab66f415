using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Driving.Network;
using Xunit;

namespace Fovea.Tests.Scenes.Driving;

public sealed class NetworkTests
{
    public static TheoryData<ulong> Towns => [0UL, 1UL, 2UL, 3UL, 77UL, 1234567UL];

    [Theory, MemberData(nameof(Towns))]
    public void Lanes_run_into_each_other_without_a_gap_or_a_kink(ulong town)
    {
        RoadNetwork network = NetworkLayout.Draw(town);
        foreach (Lane lane in network.Lanes)
        {
            Assert.NotEmpty(lane.Next);
            foreach (Lane next in lane.Next)
            {
                Assert.True(lane.Path.Point(lane.Length).DistanceSquared(next.Path.Point(0)) < 0.01, $"gap after lane {lane.Index}");
                Assert.True(PlanPoint.Dot(lane.Path.Direction(lane.Length), next.Path.Direction(0)) > 0.999, $"kink after lane {lane.Index}");
            }

            // No bend that a bus could not take in its lane: its middle, between axles 7.4 m apart, cuts 0.3 m into a bend of 23 m.
            double sharpest = Enumerable.Range(0, lane.Path.Samples).Max(i => Math.Abs(lane.Path.Curvature(lane.Path.DistanceOf(i))));
            Assert.True(sharpest < (lane.IsConnector ? 1 / 7.0 : 1 / 23.0), $"lane {lane.Index} bends by {sharpest}");
        }
    }

    [Theory, MemberData(nameof(Towns))]
    public void Junctions_are_crossroads_and_T_in_town_and_country(ulong town)
    {
        RoadNetwork network = NetworkLayout.Draw(town);
        Assert.Equal([3, 3, 3, 3, 3, 3, 4, 4], network.Junctions.Select(j => j.Arms.Count).Order());
        Assert.Equal(2, network.Junctions.Count(j => !j.IsTown));
        Assert.All(network.Junctions.Where(j => j.Arms.Count == 4), j => Assert.NotNull(j.Signal));
        foreach (Junction junction in network.Junctions)
        {
            // From each arm to each other.
            Assert.Equal(junction.Arms.Count * (junction.Arms.Count - 1), junction.Connectors.Count);
            Assert.Equal(junction.Arms.Count == 3 && junction.Signal is null ? 1 : 0, junction.Arms.Count(a => a.GivesWay));
            Assert.All(junction.Connectors, c => Assert.All(c.Conflicts, other => Assert.Contains(c, (IDictionary<Lane, double>)other.Key.Conflicts)));
        }

        // Oncoming traffic that goes straight on does not conflict; traffic that crosses does.
        Junction cross = network.Junctions.First(j => j.Arms.Count == 4);
        Lane north = cross.Arms[0].Incoming.To(cross.Arms[2]), south = cross.Arms[2].Incoming.To(cross.Arms[0]), east = cross.Arms[1].Incoming.To(cross.Arms[3]);
        Assert.DoesNotContain(south, (IDictionary<Lane, double>)north.Conflicts);
        Assert.Contains(east, (IDictionary<Lane, double>)north.Conflicts);
        Assert.Equal((Turn.Straight, Turn.Left, Turn.Right), (north.Turn, cross.Arms[0].Incoming.To(cross.Arms[1]).Turn, cross.Arms[0].Incoming.To(cross.Arms[3]).Turn));
    }

    [Theory, MemberData(nameof(Towns))]
    public void Roads_keep_away_from_each_other(ulong town)
    {
        RoadNetwork network = NetworkLayout.Draw(town);
        for (int a = 0; a < network.Roads.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                Road one = network.Roads[a], other = network.Roads[b];
                Junction[] shared = [.. new[] { one.From, one.To }.Select(m => m.Junction).Intersect(new[] { other.From, other.To }.Select(m => m.Junction))];
                for (int i = 0; i < one.Line.Samples; i += 6)
                {
                    PlanPoint p = one.Line[i];
                    if (shared.Any(j => j.Center.DistanceSquared(p) < 50 * 50))
                        continue;
                    for (int k = 0; k < other.Line.Samples; k += 6)
                        Assert.True(p.DistanceSquared(other.Line[k]) > 20 * 20, $"roads {a} and {b} meet at {p}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Towns))]
    public void Not_even_a_bus_touches_who_waits_at_another_line(ulong town)
    {
        foreach (Junction junction in NetworkLayout.Draw(town).Junctions)
        {
            foreach (JunctionArm arm in junction.Arms)
            {
                var waiting = new GroundBox(arm.At(junction.StopLine + 5.8, -Road.LaneWidth / 2), arm.Direction * -1, 5.75, 1.275);
                Assert.All(junction.Connectors.Where(c => c.Arm != arm), way => Assert.DoesNotContain(NetworkBuilder.Sweep(way.Path), bus => bus.Overlaps(waiting)));
            }
        }
    }

    [Fact]
    public void Crossing_streets_never_have_green_together_and_lights_change_in_order()
    {
        Junction junction = NetworkLayout.Draw(1).Junctions.First(j => j.Arms.Count == 4);
        SignalState last = junction.Signal!.StateOf(junction.Arms[0], 0);
        HashSet<(SignalState, SignalState)> changes = [];
        for (int i = 0; i < 2000; i++)
        {
            double time = i * 0.1;
            SignalState[] states = [.. junction.Arms.Select(a => junction.Signal.StateOf(a, time))];
            Assert.Equal((states[0], states[1]), (states[2], states[3]));
            Assert.True(states[0] is SignalState.Red or SignalState.RedYellow || states[1] is SignalState.Red or SignalState.RedYellow);
            // Who walks across an arm while its traffic stands is over before it goes.
            Assert.Equal(states[0] is SignalState.Red or SignalState.RedYellow, junction.Signal.WalkingTime(junction.Arms[0], time) > 0);
            if (states[0] != last)
                changes.Add((last, states[0]));
            last = states[0];
        }

        Assert.Equal(
            [(SignalState.Red, SignalState.RedYellow), (SignalState.RedYellow, SignalState.Green), (SignalState.Green, SignalState.Yellow), (SignalState.Yellow, SignalState.Red)],
            changes.OrderBy(c => c.Item1));
    }

    [Fact]
    public void A_path_on_a_circle_has_its_length_and_bends_as_it_does()
    {
        const double R = 23;
        PlanPoint[] line = [.. Enumerable.Range(0, 201).Select(i => new PlanPoint(R * Math.Cos(i * Math.PI / 200), R * Math.Sin(i * Math.PI / 200)))];
        var path = new LanePath(line);
        Assert.Equal(R * Math.PI, path.Length, 2);
        // From +x over +z, which is south, to -x: clockwise as seen from above, to the right.
        Assert.Equal(1 / R, path.Curvature(20), 3);
        Assert.Equal(-1 / R, new LanePath([.. line.Reverse()]).Curvature(20), 3);
        PlanPoint quarter = path.Point(path.Length / 2);
        Assert.True(quarter.DistanceSquared(new PlanPoint(0, R)) < 1e-3);
        Assert.True(PlanPoint.Dot(path.Direction(path.Length / 2), new PlanPoint(-1, 0)) > 0.9999);
    }

    [Fact]
    public void Rectangles_overlap_where_their_common_area_is_not_empty()
    {
        var random = new Random(5);
        int met = 0;
        for (int i = 0; i < 3000; i++)
        {
            GroundBox a = Draw(), b = Draw();
            double area = Area(Clip(a, b));
            if (area is > 0 and < 1e-9)
                continue;
            met += area > 0 ? 1 : 0;
            Assert.Equal(area > 0, a.Overlaps(b));
            Assert.Equal(area > 0, b.Overlaps(a));
        }

        Assert.InRange(met, 500, 2500);

        GroundBox Draw()
        {
            double turn = random.NextDouble() * 2 * Math.PI;
            return new GroundBox(
                new PlanPoint(random.NextDouble() * 8, random.NextDouble() * 8), new PlanPoint(Math.Cos(turn), Math.Sin(turn)),
                0.3 + (3 * random.NextDouble()), 0.3 + (2 * random.NextDouble()));
        }

        // What one leaves of the other, edge by edge (Sutherland and Hodgman, 1974).
        static List<PlanPoint> Clip(GroundBox a, GroundBox b)
        {
            List<PlanPoint> rest = Corners(a);
            List<PlanPoint> by = Corners(b);
            for (int e = 0; e < 4; e++)
            {
                PlanPoint from = by[e], edge = by[(e + 1) % 4] - from;
                List<PlanPoint> kept = [];
                for (int i = 0; i < rest.Count; i++)
                {
                    PlanPoint p = rest[i], q = rest[(i + 1) % rest.Count];
                    double sp = Side(p), sq = Side(q);
                    if (sp >= 0)
                        kept.Add(p);
                    if (sp * sq < 0)
                        kept.Add(p + ((q - p) * (sp / (sp - sq))));
                }

                rest = kept;

                double Side(PlanPoint x) => (edge.X * (x - from).Z) - (edge.Z * (x - from).X);
            }

            return rest;
        }

        static List<PlanPoint> Corners(GroundBox box)
        {
            List<PlanPoint> corners = [box.Corner(1, 1), box.Corner(1, -1), box.Corner(-1, -1), box.Corner(-1, 1)];
            if (Signed(corners) < 0)
                corners.Reverse();
            return corners;
        }

        static double Area(List<PlanPoint> outline) => Math.Abs(Signed(outline));

        static double Signed(List<PlanPoint> outline)
        {
            double twice = 0;
            for (int i = 0; i < outline.Count; i++)
            {
                PlanPoint p = outline[i], q = outline[(i + 1) % outline.Count];
                twice += (p.X * q.Z) - (q.X * p.Z);
            }

            return twice / 2;
        }
    }
}
