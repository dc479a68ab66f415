using System;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Roads;
using Fovea.Scenes.Meshes.Shapes;
using Xunit;

namespace Fovea.Tests.Scenes.Meshes;

public sealed class SplineTests
{
    // A circle of radius 50, counter-clockwise from above, through 48 points: a Catmull-Rom curve comes within millimetres of it.
    private static readonly Spline Circle = new([.. Polygon.Regular(48, 50).Select(p => new Vector3(p.X, 3, -p.Y))], true);

    [Fact]
    public void A_straight_line_is_walked_at_its_length()
    {
        Spline line = new([new(0, 0, 0), new(0, 3, -4), new(0, 9, -12)]);
        Assert.Equal(15, line.Length, 1e-9);
        for (double d = 0; d <= 15; d += 0.37)
        {
            Assert.True(Vector3.Distance(line.Point(d), new Vector3(0, (float)(0.6 * d), (float)(-0.8 * d))) < 1e-5);
            Assert.True(Vector3.Distance(line.Direction(d), new Vector3(0, 0.6f, -0.8f)) < 1e-6);
            Assert.True(Vector3.Distance(line.Right(d), Vector3.UnitX) < 1e-6);
            Assert.Equal(0, line.Curvature(d), 1e-9);
        }

        Assert.Equal(line.Point(15), line.Point(99));
        Assert.Equal(line.Point(0), line.Point(-3));
        Assert.Equal(6.25, line.Nearest(new Vector3(7, 3.75f, -5)), 1e-3);
    }

    [Fact]
    public void A_circle_has_its_length_curvature_and_directions()
    {
        Assert.Equal(2 * Math.PI * 50, Circle.Length, 0.01);
        for (double d = -20; d < 400; d += 3.3)
        {
            Vector3 p = Circle.Point(d), radial = new(p.X, 0, p.Z);
            Assert.Equal(50, radial.Length(), 2e-3);
            Assert.Equal(3, p.Y, 1e-6);
            // It turns left: the middle is to the left, and what is right is outside.
            Assert.True(Vector3.Dot(Circle.Right(d), Vector3.Normalize(radial)) > 0.9999);
            Assert.Equal(-1 / 50.0, Circle.Curvature(d), 2e-3);
            Assert.Equal(48, MathF.Sqrt(MathF.Pow(Circle.Beside(d, -2).X, 2) + MathF.Pow(Circle.Beside(d, -2).Z, 2)), 3e-3);
            double along = Circle.Nearest(Circle.Beside(d, 5, 1));
            Assert.Equal(0, Math.IEEERemainder(along - d, Circle.Length), 0.05);
        }
    }

    [Fact]
    public void Distances_are_lengths_of_the_curve()
    {
        Spline spline = new([new(0, 0, 0), new(10, 1, 5), new(12, 0, 40), new(90, -4, 41), new(91, 0, 40.5f)]);
        double sum = 0;
        const int Parts = 20000;
        for (int i = 0; i < Parts; i++)
        {
            double step = Vector3.Distance(spline.Point(spline.Length * i / Parts), spline.Point(spline.Length * (i + 1) / Parts));
            Assert.InRange(step, 0, (spline.Length / Parts) + 2e-5);
            sum += step;
        }

        Assert.Equal(spline.Length, sum, 0.02);
        foreach (Vector3 point in new Vector3[] { new(10, 1, 5), new(12, 0, 40), new(90, -4, 41) })
            Assert.True(Vector3.Distance(spline.Point(spline.Nearest(point)), point) < 1e-3);
    }

    [Fact]
    public void A_swept_square_is_a_closed_ring()
    {
        MeshData ring = new MeshBuilder().Sweep(Circle, [new(-1, 0), new(1, 0), new(1, 2), new(-1, 2)], 0, Circle.Length, 1).Build("ring");
        Solid.AssertManifold(ring);
        // Pappus: section times the way of its middle.
        Assert.Equal(4 * 2 * Math.PI * 50, Solid.Volume(ring), 1.0);
        MeshData part = new MeshBuilder().Sweep(Circle, [new(-1, 0), new(1, 0), new(1, 2), new(-1, 2)], 10, 20, 1).Build("part");
        Solid.AssertManifold(part);
        Assert.Equal(40, Solid.Volume(part), 0.05);
    }

    [Fact]
    public void A_roads_parts_have_their_areas_and_lie_where_they_should()
    {
        RoadProfile profile = new() { LanesForward = 2, LanesBackward = 1, LaneWidth = 3, Shoulder = 0.5 };
        RoadMesh road = new(Circle, profile);
        double length = Circle.Length;
        // A ring between two radii: right is outside.
        Assert.Equal(Math.PI * ((56.5 * 56.5) - (46.5 * 46.5)), Solid.Area(road.Carriageway(0, length)), 4.0);
        MeshData carriageway = road.Carriageway(0, length), pavements = road.Pavements(0, length), lines = road.Lines(0, length);
        Assert.Equal(Math.PI * ((57.0 + 1.85) * (57.0 + 1.85) - (56.65 * 56.65) + (46.35 * 46.35) - (44.15 * 44.15)), Solid.Area(pavements), 4.0);
        Assert.All(carriageway.Vertices, v => Assert.Equal(3, v.Position.Y, 1e-5));
        Assert.All(pavements.Vertices, v => Assert.Equal(3.12, v.Position.Y, 1e-5));
        Assert.All(lines.Vertices, v => Assert.Equal(3.01, v.Position.Y, 1e-5));
        foreach (MeshData mesh in new[] { carriageway, pavements, lines, road.Verges(0, 50, 5), road.Zebra(20), road.StopLine(18), road.StopLine(30, false) })
            Solid.AssertNormals(mesh, 0.999);
        // Two solid edges and two broken lines of one third.
        Assert.Equal(0.12 * 2 * Math.PI * ((50 + 6) + (50 - 3) + ((50 + 0) / 3.0) + ((50 + 3) / 3.0)), Solid.Area(lines), 1.0);
        // 9 m take nine bars of half a metre.
        // The middle of the carriageway is at a radius of 51.5, the forward lanes' at 53.
        Assert.Equal(9 * 0.5 * 4 * 51.5 / 50, Solid.Area(road.Zebra(20)), 0.2);
        Assert.Equal(0.4 * (6 - 0.06) * 53 / 50, Solid.Area(road.StopLine(18)), 0.02);
        Solid.AssertManifold(road.Kerbs(10, 60));
        Assert.Equal(4.5, profile.LaneCenter(1));
        Assert.Equal(-1.5, profile.LaneCenter(-1));
    }

    [Fact]
    public void What_is_no_curve_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Spline([Vector3.Zero]));
        Assert.Throws<ArgumentException>(() => new Spline([Vector3.Zero, Vector3.One], true));
        Assert.Throws<ArgumentException>(() => new Spline([Vector3.Zero, Vector3.One, Vector3.One]));
        Assert.Throws<ArgumentException>(() => new Spline([Vector3.Zero, new(float.NaN)]));
    }
}
