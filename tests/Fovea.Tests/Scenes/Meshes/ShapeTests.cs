using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Shapes;
using Xunit;

namespace Fovea.Tests.Scenes.Meshes;

public sealed class ShapeTests
{
    private static readonly Vector3 Place = new(0.7f, -1.3f, 2.1f);

    /// <summary>Closed shapes at n parts of a turn, with the volume and area of the smooth body that they tend to.</summary>
    public static TheoryData<string, Func<int, MeshData>, double, double> Bodies => new()
    {
        { "sphere", n => Made(b => b.Sphere(Place, 1.5f, n)), 4 / 3.0 * Math.PI * 3.375, 4 * Math.PI * 2.25 },
        { "ellipsoid", n => Made(b => b.Ellipsoid(Place, new(1, 1, 2), n)), 4 / 3.0 * Math.PI * 2, Spheroid(1, 2) },
        { "cylinder", n => Made(b => b.Cylinder(Place, Place + new Vector3(1, 2, -2), 0.5f, n)), Math.PI * 0.25 * 3, (Math.PI * 3) + (Math.PI / 2) },
        { "cone", n => Made(b => b.Cone(Place, Place + new Vector3(0, 0, 4), 3, n)), Math.PI * 9 * 4 / 3, Math.PI * 3 * (3 + 5) },
        { "frustum", n => Made(b => b.Frustum(Place, Place + new Vector3(0, -4, 0), 4, 1, n)), Math.PI * 4 / 3 * 21, Math.PI * (16 + 1 + (5 * 5)) },
        { "capsule", n => Made(b => b.Capsule(Place, Place + new Vector3(2, 0, 0), 1, n)), Math.PI * (2 + (4 / 3.0)), Math.PI * (4 + 4) },
        { "torus", n => Made(b => b.Torus(Place, 2, 0.5f, n, n)), 2 * Math.PI * Math.PI * 2 * 0.25, 4 * Math.PI * Math.PI * 2 * 0.5 },
        { "tube", n => Made(b => b.Tube(Place, 2, 1, 3, n)), Math.PI * 3 * 3, 2 * Math.PI * ((2 + 1) * 3 + 3) },
    };

    [Theory, MemberData(nameof(Bodies))]
    public void Round_bodies_are_closed_and_tend_to_the_formula(string name, Func<int, MeshData> make, double volume, double area)
    {
        double before = double.PositiveInfinity;
        foreach (int segments in new[] { 12, 24, 48, 96 })
        {
            MeshData mesh = make(segments);
            Solid.AssertManifold(mesh);
            Solid.AssertNormals(mesh);
            double error = Math.Abs((Solid.Volume(mesh) / volume) - 1);
            // Inscribed polyhedra lose a share that falls with the square of the parts.
            Assert.True(error < Math.Max(before / 3.5, 2e-6), $"{name} at {segments}: error {error} after {before}");
            before = error;
        }

        Assert.Equal(volume, Solid.Volume(make(96)), volume * 3e-3);
        Assert.Equal(area, Solid.Area(make(96)), area * 3e-3);
    }

    [Fact]
    public void A_box_has_its_volume_area_and_bounds()
    {
        MeshData mesh = Made(b => b.Box(Place, new Vector3(2, 3, 5)));
        Solid.AssertManifold(mesh);
        Solid.AssertNormals(mesh, 0.999);
        Assert.Equal(30, Solid.Volume(mesh), 1e-4);
        Assert.Equal(62, Solid.Area(mesh), 1e-4);
        Assert.Equal(12, mesh.Indices.Length / 3);
        Assert.Equal(new Vector3(2, 3, 5), mesh.Bounds.Size);
        // Texture coordinates are metres: each face's spans its edges.
        Assert.All(mesh.Vertices, v => Assert.Contains(v.TexCoord.X, new[] { 0f, 2, 5 }));
    }

    [Fact]
    public void A_mirrored_body_still_looks_outward()
    {
        MeshData mesh = Made(b => b.Under(Matrix4x4.CreateScale(-2, 1, 1), m => m.Cylinder(new(1, 0, 0), new(1, 1, 0), 0.5f, 32)));
        Solid.AssertManifold(mesh);
        Solid.AssertNormals(mesh);
        Assert.Equal(2 * Math.PI * 0.25, Solid.Volume(mesh), 0.02);
        Assert.True(mesh.Bounds.Max.X < 0);
    }

    [Fact]
    public void Stretching_keeps_normals_at_right_angles()
    {
        // x²/9 + y² + z² = 1 has the normal (x/9, y, z).
        MeshData mesh = Made(b => b.Ellipsoid(Vector3.Zero, new(3, 1, 1), 64));
        foreach (Vertex v in mesh.Vertices)
            Assert.True(Vector3.Dot(v.Normal, Vector3.Normalize(v.Position / new Vector3(9, 1, 1))) > 0.9999f);
    }

    [Fact]
    public void A_plane_looks_up_and_follows_its_heights()
    {
        MeshData flat = Made(b => b.Plane(Place, 3, 5, 4, 7));
        Assert.Equal(15, Solid.Area(flat), 1e-4);
        Assert.All(flat.Vertices, v => Assert.Equal(Vector3.UnitY, v.Normal));
        Solid.AssertNormals(flat, 0.999);
        MeshData slope = Made(b => b.Plane(Place, 3, 5, 4, 7, (x, z) => (0.75f * x) + 2));
        Assert.Equal(15 * 1.25, Solid.Area(slope), 1e-4);
        Assert.All(slope.Vertices, v => Assert.True(Vector3.Distance(v.Normal, new Vector3(-0.6f, 0.8f, 0)) < 1e-5));
    }

    [Fact]
    public void Smoothing_rounds_what_is_round_and_leaves_edges()
    {
        MeshBuilder builder = new();
        builder.Box(Vector3.Zero, Vector3.One).Smooth(0, 30);
        MeshData box = builder.Build("box");
        Solid.AssertNormals(box, 0.999);
        Assert.Equal(24, box.Vertices.Length);
        builder = new MeshBuilder();
        builder.Box(Vector3.Zero, Vector3.One).Smooth(0, 100);
        // By symmetry the rounded cube's normals are its diagonals.
        Assert.All(builder.Build("box").Vertices, v => Assert.True(Vector3.Distance(v.Normal, Vector3.Normalize(v.Position)) < 1e-5));
    }

    [Fact]
    public void A_loft_of_circles_is_a_cylinder()
    {
        List<Vector3[]> sections = [];
        for (int s = 0; s <= 3; s++)
            sections.Add([.. Polygon.Regular(48, 1).Select(p => new Vector3(p.X, p.Y, s))]);
        MeshData mesh = Made(b => b.Loft(sections));
        Solid.AssertManifold(mesh);
        Solid.AssertNormals(mesh);
        Assert.Equal(3 * Math.PI, Solid.Volume(mesh), 0.04);
    }

    [Fact]
    public void Appended_meshes_keep_their_colours_and_move()
    {
        MeshData red = new MeshBuilder().With(Paint.Fixed(1, 0, 0)).Box(Vector3.Zero, Vector3.One).Build("red");
        MeshData both = Made(b => b.Append(red, Matrix4x4.CreateTranslation(3, 0, 0)).Append(red, Paint.Fixed(0, 1, 0)));
        Assert.Equal(2, Solid.Volume(both), 1e-5);
        Assert.Equal(new Vector3(3.5f, 0.5f, 0.5f), both.Bounds.Max);
        Assert.Equal(24, Array.FindAll(both.Vertices, v => v.Color == 0xFF0000FF).Length);
        Assert.Equal(24, Array.FindAll(both.Vertices, v => v.Color == 0xFF00FF00).Length);
    }

    [Fact]
    public void Shapes_refuse_what_makes_no_shape()
    {
        Assert.Throws<ArgumentException>(() => Made(b => b.Lathe([Vector2.Zero], 12)));
        Assert.Throws<ArgumentException>(() => Made(b => b.Lathe([Vector2.Zero, Vector2.One], 2)));
        Assert.Throws<ArgumentException>(() => Made(b => b.Lathe([new(-1, 0), Vector2.One], 8)));
        Assert.Throws<ArgumentException>(() => Made(b => b.Plane(Vector3.Zero, 1, 1, 0, 1)));
        Assert.Throws<ArgumentException>(() => Made(b => b.Loft([[Vector3.Zero]])));
    }

    private static MeshData Made(Action<MeshBuilder> add)
    {
        MeshBuilder builder = new();
        add(builder);
        return builder.Build("mesh");
    }

    // The area of a spheroid of half axes a, a, c with c > a.
    private static double Spheroid(double a, double c)
    {
        double e = Math.Sqrt(1 - (a * a / (c * c)));
        return 2 * Math.PI * a * a * (1 + (c / (a * e) * Math.Asin(e)));
    }
}
