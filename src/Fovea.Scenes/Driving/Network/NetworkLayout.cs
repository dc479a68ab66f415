using System;
using System.Linq;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Network;

/// <summary>Draws networks: six junctions of a town with crossroads and T junctions, and country roads around it that meet at two more.</summary>
/// <remarks>
/// The plan is always the same, its measures are not, and it may be mirrored to the left or upside down:
/// <code>
///     +-------------H-----+
///     |             |      |
///     |   +---------K--+   |        H, K  country, T
///     |   |            |   +-+
///     |   +---A--------B-----C      A, C, E, G  town, T
///     |       |        |     |      B, F  town, crossroads
///     +-------E--------F-----G--+
///                      |        |
///                      +--------+
/// </code>
/// </remarks>
internal static class NetworkLayout
{
    private const int North = 0, East = 1, South = 2, West = 3;

    /// <summary>The network of a town.</summary>
    /// <param name="town">The town's number.</param>
    public static RoadNetwork Draw(ulong town)
    {
        var random = new CounterRandom(town, 0, "town", "NetworkLayout");
        bool mirrorX = random.Chance(0.5), mirrorZ = random.Chance(0.5);
        double ab = random.Between(84, 112), bc = random.Between(84, 112), ae = random.Between(84, 106);
        double kNorth = random.Between(135, 165), hNorth = kNorth + random.Between(95, 125);
        double kWest = random.Between(66, 80), aWest = random.Between(95, 120), eWest = aWest + random.Between(80, 110);
        double cNorth = random.Between(80, 100), cEast = random.Between(92, 110), fSouth = random.Between(105, 140), gEast = random.Between(85, 115);
        double street = random.Between(35, 50), radius = random.Between(36, 42);
        var builder = new NetworkBuilder();
        Junction a = At(0, 0), b = At(ab, 0), c = At(ab + bc, 0), e = At(0, ae), f = At(ab, ae), g = At(ab + bc, ae);
        Junction k = At(ab - kWest, -kNorth, false), h = At(ab - kWest, -hNorth, false);
        foreach (Junction lit in new[] { b, f, random.Chance(0.5) ? a : g, random.Chance(0.3) ? e : c }.Distinct())
            lit.Signal = new TrafficSignal(random.Between(11, 16));

        Join(a, East, b, West);
        Join(b, East, c, West);
        Join(e, East, f, West);
        Join(f, East, g, West);
        Join(a, South, e, North);
        Join(b, South, f, North);
        Join(c, South, g, North);
        Country(b, North, k, East, P(ab, -kNorth));
        Country(k, West, a, West, P(-aWest, -kNorth), P(-aWest, 0));
        Country(c, North, h, East, P(ab + bc, -cNorth), P(ab + bc + cEast, -cNorth), P(ab + bc + cEast, -hNorth));
        Country(h, West, e, West, P(-eWest, -hNorth), P(-eWest, ae));
        Country(f, South, g, East, P(ab, ae + fSouth), P(ab + bc + gEast, ae + fSouth), P(ab + bc + gEast, ae));
        Country(h, South, k, North);
        return builder.Build();

        PlanPoint P(double x, double z) => new(mirrorX ? -x : x, mirrorZ ? -z : z);

        int Side(int side) => (side & 1) == 1 ? (mirrorX ? side ^ 2 : side) : (mirrorZ ? side ^ 2 : side);

        Junction At(double x, double z, bool isTown = true)
        {
            PlanPoint p = P(x, z);
            return builder.Junction(p.X, p.Z, isTown);
        }

        void Join(Junction from, int fromSide, Junction to, int toSide) => builder.Road(from, Side(fromSide), to, Side(toSide), []);

        void Country(Junction from, int fromSide, Junction to, int toSide, params PlanPoint[] corners) =>
            builder.Road(from, Side(fromSide), to, Side(toSide), corners, radius, street);
    }
}
