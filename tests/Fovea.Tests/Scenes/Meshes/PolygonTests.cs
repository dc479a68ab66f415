using System;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Shapes;
using Xunit;

namespace Fovea.Tests.Scenes.Meshes;

public sealed class PolygonTests
{
    private static readonly Vector2[] Comb =
        [new(0, 0), new(7, 0), new(7, 5), new(6, 1), new(5, 5), new(4, 1), new(3, 5), new(2, 1), new(1, 5), new(0, 1)];

    [Fact]
    public void Concave_outlines_are_filled_in_either_direction()
    {
        Polygon comb = new(Comb), reversed = new([.. Comb.Reverse()]);
        double shoelace = Math.Abs(Enumerable.Range(0, Comb.Length).Sum(i => (Comb[i].X * Comb[(i + 1) % 10].Y) - (Comb[(i + 1) % 10].X * Comb[i].Y))) / 2;
        Assert.Equal(shoelace, comb.Area, 1e-6);
        Assert.Equal(shoelace, reversed.Area, 1e-6);
        Assert.Equal(3 * (10 - 2), comb.Triangles.Length);
    }

    [Fact]
    public void Holes_stay_open()
    {
        Polygon plan = new(
            Polygon.Rectangle(10, 8),
            Polygon.Rectangle(1, 1),
            [.. Polygon.Star(5, 1, 0.4f).Select(p => p + new Vector2(3, 1))],
            [.. Polygon.Regular(24, 0.75f).Select(p => p + new Vector2(-3, -2))]);
        double star = 5 * 1 * 0.4 * Math.Sin(Math.PI / 5), disc = 12 * 0.75 * 0.75 * Math.Sin(2 * Math.PI / 24);
        Assert.Equal(80 - 1 - star - disc, plan.Area, 1e-5);
        // Euler: n corners and h holes take n + 2h - 2 triangles.
        Assert.Equal(4 + 4 + 10 + 24 + (2 * 3) - 2, plan.Triangles.Length / 3);
        MeshData mesh = new MeshBuilder().Extrude(plan, 1, 3).Build("plan");
        Solid.AssertManifold(mesh);
        Solid.AssertNormals(mesh, 0.999);
        Assert.Equal(2 * plan.Area, Solid.Volume(mesh), 1e-4);
    }

    [Fact]
    public void An_extrusion_is_seen_unmirrored_from_above_and_from_the_front()
    {
        Vector2[] triangle = [new(0, 0), new(2, 0), new(0, 1)];
        MeshData lying = new MeshBuilder().Extrude(new Polygon(triangle), 0, 1).Build("lying");
        Assert.Contains(lying.Vertices, v => v.Position == new Vector3(0, 1, -1));
        Assert.Contains(lying.Vertices, v => v.Position == new Vector3(2, 1, 0));
        MeshData standing = new MeshBuilder().Stand(new Polygon(triangle), -0.25f, 0.5f).Build("standing");
        Solid.AssertManifold(standing);
        Assert.Equal(0.75, Solid.Volume(standing), 1e-6);
        // Who stands before the front looks along +z, and has -x at the right hand.
        Assert.Contains(standing.Vertices, v => v.Position == new Vector3(-2, 0, -0.25f) && v.Normal == -Vector3.UnitZ);
        Assert.Contains(standing.Vertices, v => v.Position == new Vector3(0, 1, 0.5f) && v.Normal == Vector3.UnitZ);
    }

    [Fact]
    public void Random_stars_are_filled_exactly()
    {
        Random random = new(5);
        for (int trial = 0; trial < 60; trial++)
        {
            int corners = random.Next(3, 60);
            Vector2[] outline = [.. Enumerable.Range(0, corners).Select(i => 2 * Math.PI * i / corners)
                .Select(t => (0.2f + random.NextSingle()) * new Vector2((float)Math.Cos(t), (float)Math.Sin(t)))];
            Assert.Equal(corners - 2, new Polygon(outline).Triangles.Length / 3);
        }
    }

    [Fact]
    public void What_crosses_itself_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Polygon([new(0, 0), new(2, 2), new(2, 0), new(0, 2)]));
        Assert.Throws<ArgumentException>(() => new Polygon([new(0, 0), new(1, 1), new(2, 2)]));
        Assert.Throws<ArgumentException>(() => new Polygon([new(0, 0), new(1, 1)]));
        Assert.Throws<ArgumentException>(() => new Polygon(Polygon.Rectangle(1, 1), Polygon.Rectangle(2, 2)));
    }
}
