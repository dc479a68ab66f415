using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Fills a polygon with triangles by cutting off ears: corners whose triangle lies within and holds no other corner.</summary>
internal static class EarClipping
{
    /// <summary>Fills an outline with holes.</summary>
    /// <param name="points">The outline counter-clockwise, then each hole clockwise.</param>
    /// <param name="starts">Where each begins, and the end.</param>
    /// <exception cref="ArgumentException">There is no ear: the outline crosses itself.</exception>
    public static int[] Fill(Vector2[] points, int[] starts)
    {
        List<int> ring = [.. Enumerable.Range(0, starts[1])];
        // Holes from the right: the bridge of one then never crosses a hole that is not joined yet.
        foreach (int hole in Enumerable.Range(1, starts.Length - 2).OrderByDescending(h => points[starts[h]..starts[h + 1]].Max(p => p.X)))
            Join(points, ring, [.. Enumerable.Range(starts[hole], starts[hole + 1] - starts[hole])]);

        List<int> triangles = [];
        while (ring.Count > 3)
        {
            int ear = FindEar(points, ring);
            triangles.AddRange([ring[Before(ear)], ring[ear], ring[After(ear)]]);
            ring.RemoveAt(ear);
        }

        triangles.AddRange(ring);
        return [.. triangles];

        int Before(int i) => (i + ring.Count - 1) % ring.Count;
        int After(int i) => (i + 1) % ring.Count;
    }

    // Puts a hole into the ring, there and back over the shortest bridge that crosses no edge.
    private static void Join(Vector2[] points, List<int> ring, int[] hole)
    {
        int from = 0, to = -1;
        double best = double.PositiveInfinity;
        for (int h = 0; h < hole.Length; h++)
        {
            for (int r = 0; r < ring.Count; r++)
            {
                double length = Vector2.DistanceSquared(points[hole[h]], points[ring[r]]);
                if (length < best && IsInside(points, ring, r, points[hole[h]]) && !Crosses(points, ring, ring[r], hole[h]) && !Crosses(points, hole, ring[r], hole[h]))
                    (best, from, to) = (length, h, r);
            }
        }

        if (to < 0)
            throw new ArgumentException("A polygon's hole is not inside its outline.");
        ring.InsertRange(to + 1, [.. hole[from..], .. hole[..(from + 1)], ring[to]]);
    }

    // Whether a point lies within the angle of the ring's corner.
    private static bool IsInside(Vector2[] points, List<int> ring, int corner, Vector2 point)
    {
        Vector2 a = points[ring[(corner + ring.Count - 1) % ring.Count]], b = points[ring[corner]], c = points[ring[(corner + 1) % ring.Count]];
        return Cross(a, b, c) >= 0
            ? Cross(a, b, point) >= 0 && Cross(b, c, point) >= 0
            : Cross(a, b, point) >= 0 || Cross(b, c, point) >= 0;
    }

    private static bool Crosses(Vector2[] points, IReadOnlyList<int> ring, int from, int to)
    {
        Vector2 p = points[from], q = points[to];
        for (int i = 0; i < ring.Count; i++)
        {
            Vector2 a = points[ring[i]], b = points[ring[(i + 1) % ring.Count]];
            if (a == p || a == q || b == p || b == q)
                continue;
            if (Cross(p, q, a) * Cross(p, q, b) <= 0 && Cross(a, b, p) * Cross(a, b, q) <= 0)
                return true;
        }

        return false;
    }

    private static int FindEar(Vector2[] points, List<int> ring)
    {
        int best = -1;
        double bestShape = -1;
        for (int i = 0; i < ring.Count; i++)
        {
            Vector2 a = points[ring[(i + ring.Count - 1) % ring.Count]], b = points[ring[i]], c = points[ring[(i + 1) % ring.Count]];
            double area = Cross(a, b, c);
            if (area < 0 || ring.Any(k => Holds(a, b, c, points[k])))
                continue;
            // The roundest ear first, so that no needles remain; corners on a straight line only when there is nothing else.
            double shape = area / (Vector2.DistanceSquared(a, b) + Vector2.DistanceSquared(b, c) + Vector2.DistanceSquared(c, a) + 1e-30);
            if (shape > bestShape)
                (best, bestShape) = (i, shape);
        }

        return best >= 0 ? best : throw new ArgumentException("A polygon's outline crosses itself.");
    }

    private static bool Holds(Vector2 a, Vector2 b, Vector2 c, Vector2 point)
    {
        if (point == a || point == b || point == c)
            return false;
        return Cross(a, b, point) >= 0 && Cross(b, c, point) >= 0 && Cross(c, a, point) >= 0;
    }

    private static double Cross(Vector2 a, Vector2 b, Vector2 c) =>
        (((double)b.X - a.X) * ((double)c.Y - a.Y)) - (((double)b.Y - a.Y) * ((double)c.X - a.X));
}
