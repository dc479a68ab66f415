using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Roads;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Town;

/// <summary>The meshes of a road: carriageway with its markings, and pavements with their kerbs, in pieces short enough to be left out when out of view.</summary>
internal static class RoadSurface
{
    private const double Piece = 90;

    private static readonly Paint White = Paint.Fixed(0.80f, 0.80f, 0.77f, 0.65f);

    /// <summary>Adds a road's meshes.</summary>
    /// <param name="road">The road.</param>
    /// <param name="add">Takes a class and a mesh of it.</param>
    public static void Add(Road road, Action<string, MeshData> add)
    {
        double length = road.Spline.Length;
        foreach ((double from, double to) in Parts(road))
        {
            RoadProfile profile = road.ProfileAt((from + to) / 2);
            RoadMesh mesh = new(road.Spline, profile);
            int pieces = Math.Max(1, (int)Math.Ceiling((to - from) / Piece));
            for (int i = 0; i < pieces; i++)
            {
                double start = from + ((to - from) * i / pieces), end = from + ((to - from) * (i + 1) / pieces);
                var surface = new MeshBuilder();
                surface.Append(mesh.Carriageway(start, end));
                Wear(surface, road, profile, start, end);
                Markings(surface, road, mesh, profile, start, end);
                add("road", surface.Build("road"));
                if (profile.PavementWidth > 0)
                    add("sidewalk", new MeshBuilder().Append(mesh.Kerbs(start, end)).Append(mesh.Pavements(start, end)).Build("pavement"));
                else
                    add("terrain", Verges(road, profile, start, end));
            }
        }
    }

    // Wheels polish their tracks, and what was dug up was filled with other asphalt.
    private static void Wear(MeshBuilder builder, Road road, RoadProfile profile, double start, double end)
    {
        const double Lift = 0.004;
        for (int lane = -1; lane <= 0; lane++)
        {
            double middle = profile.LaneCenter(lane);
            builder.With(Paint.Fixed(0.283f, 0.283f, 0.292f, 0.88f));
            foreach (double track in new[] { middle - 0.75, middle + 0.75 })
                builder.Ribbon(road.Spline, start, end, track - 0.28, track + 0.28, Lift, profile.Step);
        }

        var random = new CounterRandom(StableHash.Of("wear"), (long)(start * 1000), (ulong)road.Forward.Index, (ulong)(road.Spline.Length * 1000));
        for (double at = start + random.Between(2, 14); at < end - 6; at += random.Between(7, 24))
        {
            double length = random.Between(0.8, 5), width = random.Between(0.6, 2.2), left = random.Between(profile.LeftEdge + 0.1, profile.RightEdge - width - 0.1);
            float grey = (float)random.Between(0.25, 0.33);
            builder.With(Paint.Fixed(grey, grey, grey + 0.01f, 0.9f));
            builder.Ribbon(road.Spline, at, Math.Min(end, at + length), left, left + width, Lift + 0.001, profile.Step);
            if (profile.PavementWidth > 0 && random.Chance(0.6))
            {
                // A manhole's cover.
                Vector3 cover = road.Spline.Beside(at + 4, random.Between(-2.5, 2.5), Lift + 0.002);
                builder.With(Paint.Fixed(0.20f, 0.19f, 0.18f, 0.6f)).At(cover, b => b.Cap(new Polygon(Polygon.Regular(12, 0.33f)), 0));
            }
        }
    }

    // Grass along a country road, whatever grows behind it.
    private static MeshData Verges(Road road, RoadProfile profile, double start, double end)
    {
        var builder = new MeshBuilder().With(Paint.Fixed(0.37f, 0.45f, 0.21f, 0.95f));
        builder.Ribbon(road.Spline, start, end, profile.LeftEdge - 2.6, profile.LeftEdge, -0.03, profile.Step);
        builder.Ribbon(road.Spline, start, end, profile.RightEdge, profile.RightEdge + 2.6, -0.03, profile.Step);
        // Gravel at the edge of the asphalt.
        builder.With(Paint.Fixed(0.47f, 0.45f, 0.40f, 0.95f));
        builder.Ribbon(road.Spline, start, end, profile.LeftEdge - 0.35, profile.LeftEdge, -0.02, profile.Step);
        builder.Ribbon(road.Spline, start, end, profile.RightEdge, profile.RightEdge + 0.35, -0.02, profile.Step);
        return builder.Build("verges");
    }

    // The street at the start, the country between, the street at the end.
    private static IEnumerable<(double From, double To)> Parts(Road road)
    {
        double length = road.Spline.Length, end = length - road.StreetTo;
        if (road.StreetFrom > 0)
            yield return (0, road.StreetFrom);
        if (end > road.StreetFrom)
            yield return (road.StreetFrom, end);
        if (road.StreetTo > 0)
            yield return (end, length);
    }

    private static void Markings(MeshBuilder builder, Road road, RoadMesh mesh, RoadProfile profile, double start, double end)
    {
        double stopFrom = road.From.Junction.StopLine - road.From.Junction.Corner, stopTo = road.To.Junction.StopLine - road.To.Junction.Corner;
        double first = stopFrom, last = road.Spline.Length - stopTo, solid = 16;
        builder.With(White);
        // Nobody overtakes where he is about to stop.
        Between(first, Math.Min(first + solid, last), (a, b) => builder.Append(mesh.Line(0, a, b), White));
        Between(first + solid, last - solid, (a, b) => builder.Append(mesh.Dashes(0, a, b), White));
        Between(Math.Max(last - solid, first + solid), last, (a, b) => builder.Append(mesh.Line(0, a, b), White));
        if (profile.PavementWidth == 0)
        {
            Between(first, last, (a, b) => builder
                .Append(mesh.Line(Road.LaneWidth, a, b), White)
                .Append(mesh.Line(-Road.LaneWidth, a, b), White));
        }

        AtStop(road.From, first, -1);
        AtStop(road.To, last, 1);

        void Between(double from, double to, Action<double, double> line)
        {
            double a = Math.Max(from, start), b = Math.Min(to, end);
            if (b - a > 0.1)
                line(a, b);
        }

        // How a junction's arm is marked: where to stop, and where people cross. Towards: 1 where the road runs to the junction.
        void AtStop(JunctionArm arm, double at, int towards)
        {
            if (at < start || at > end)
                return;
            double near = at - (towards * 0.1), far = at - (towards * 0.5), left = towards > 0 ? 0.1 : -Road.LaneWidth, right = left + Road.LaneWidth - 0.1;
            (near, far) = (Math.Min(near, far), Math.Max(near, far));
            if (arm.GivesWay)
            {
                for (double x = left + 0.1; x < right - 0.3; x += 0.75)
                    builder.Ribbon(road.Spline, near, far, x, x + 0.45, profile.MarkingLift);
            }
            else if (arm.Junction.IsTown)
            {
                builder.Ribbon(road.Spline, near, far, left, right, profile.MarkingLift);
            }

            if (arm.Crossing is not { } crossing)
                return;
            double middle = arm.OnRoad(crossing.Middle), edge = profile.RightEdge - 0.25;
            for (double x = -edge; x + 0.5 <= edge + 0.01; x += 1.0)
                builder.Ribbon(road.Spline, middle - (Crossing.Width / 2), middle + (Crossing.Width / 2), x, x + 0.5, profile.MarkingLift);
        }
    }
}
