using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>A flat outline, with holes or without, and the triangles that fill it.</summary>
/// <remarks>Filled by ear clipping after each hole is joined to the outline by a bridge; O(n²), for outlines of up to some hundreds of corners.</remarks>
public sealed class Polygon
{
    private readonly int[] _starts;

    /// <summary>Makes a polygon.</summary>
    /// <param name="outline">Three or more corners in either direction; it may not cross itself.</param>
    /// <param name="holes">Outlines within, which do not touch each other.</param>
    /// <exception cref="ArgumentException">Fewer than three corners, no area, or an outline that crosses itself.</exception>
    public Polygon(IReadOnlyList<Vector2> outline, params IReadOnlyList<Vector2>[] holes)
    {
        if (outline.Count < 3 || holes.Any(h => h.Count < 3))
            throw new ArgumentException("A polygon's outlines have three or more corners.", nameof(outline));
        List<Vector2> points = [.. AreaOf(outline) >= 0 ? outline : outline.Reverse()];
        List<int> starts = [0, points.Count];
        foreach (IReadOnlyList<Vector2> hole in holes)
        {
            points.AddRange(AreaOf(hole) <= 0 ? hole : hole.Reverse());
            starts.Add(points.Count);
        }

        (Points, _starts) = ([.. points], [.. starts]);
        Triangles = EarClipping.Fill(Points, _starts);
        Area = Enumerable.Range(0, Contours).Sum(i => AreaOf(Contour(i)));
        double filled = 0;
        for (int i = 0; i < Triangles.Length; i += 3)
            filled += AreaOf([Points[Triangles[i]], Points[Triangles[i + 1]], Points[Triangles[i + 2]]]);
        if (Area <= 0 || Math.Abs(filled - Area) > 1e-4 * Area)
            throw new ArgumentException("A polygon's outline crosses itself, has no area, or has holes that are not inside it.", nameof(outline));
    }

    /// <summary>All corners: the outline's counter-clockwise, then each hole's clockwise.</summary>
    public Vector2[] Points { get; }

    /// <summary>Three corners for each triangle, counter-clockwise.</summary>
    public int[] Triangles { get; }

    /// <summary>The area without the holes.</summary>
    public double Area { get; }

    /// <summary>The outline and how many holes.</summary>
    public int Contours => _starts.Length - 1;

    /// <summary>The corners of the outline (0), or of a hole (1 and on).</summary>
    public Vector2[] Contour(int number) => Points[_starts[number].._starts[number + 1]];

    /// <summary>A regular polygon about the origin, its first corner at the top.</summary>
    /// <param name="corners">3 or more.</param>
    /// <param name="radius">From the middle to a corner.</param>
    public static Vector2[] Regular(int corners, float radius) =>
        [.. Enumerable.Range(0, corners).Select(i => Circle.At(i, corners)).Select(c => new Vector2(-c.Sin, c.Cos) * radius)];

    /// <summary>A star about the origin, its first tip at the top.</summary>
    /// <param name="tips">2 or more.</param>
    /// <param name="outer">From the middle to a tip.</param>
    /// <param name="inner">From the middle to the corners between tips.</param>
    public static Vector2[] Star(int tips, float outer, float inner) =>
        [.. Enumerable.Range(0, 2 * tips).Select(i => (i, c: Circle.At(i, 2 * tips))).Select(p => new Vector2(-p.c.Sin, p.c.Cos) * (p.i % 2 == 0 ? outer : inner))];

    /// <summary>A rectangle about the origin.</summary>
    public static Vector2[] Rectangle(float width, float height) =>
        [new(-width / 2, -height / 2), new(width / 2, -height / 2), new(width / 2, height / 2), new(-width / 2, height / 2)];

    /// <summary>The signed area, positive counter-clockwise (the shoelace formula).</summary>
    internal static double AreaOf(IReadOnlyList<Vector2> outline)
    {
        double twice = 0;
        for (int i = 0, j = outline.Count - 1; i < outline.Count; j = i++)
            twice += ((double)outline[j].X * outline[i].Y) - ((double)outline[i].X * outline[j].Y);
        return twice / 2;
    }
}
