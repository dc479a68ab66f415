using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Catalog;
using Xunit;

namespace Fovea.Tests.Scenes.Meshes;

public sealed class PropTests
{
    /// <summary>Name, and the least and greatest width, height and length that such a thing has, metres.</summary>
    public static TheoryData<string, Vector3, Vector3> Sizes => new()
    {
        { "car", new(1.7f, 1.4f, 3.9f), new(2.2f, 1.6f, 4.3f) },
        { "truck", new(2.4f, 3.2f, 7), new(3, 4, 10) },
        { "bus", new(2.5f, 2.9f, 11), new(3.1f, 3.4f, 12.1f) },
        { "bicycle", new(0.5f, 0.9f, 1.6f), new(0.7f, 1.15f, 1.9f) },
        { "cyclist", new(0.5f, 1.6f, 1.6f), new(0.7f, 1.9f, 1.9f) },
        { "motorcyclist", new(0.7f, 1.5f, 1.9f), new(0.9f, 1.8f, 2.3f) },
        { "pedestrian", new(0.45f, 1.7f, 0.2f), new(0.7f, 1.85f, 1) },
        { "tree", new(4, 7.5f, 4), new(9, 8.5f, 9) },
        { "bush", new(0.8f, 0.7f, 0.8f), new(2, 1.1f, 2) },
        { "building", new(14, 12, 12), new(14.5f, 17, 12.5f) },
        { "house", new(10, 8, 8), new(11.5f, 12, 10) },
        { "traffic-light", new(0.3f, 3.2f, 0.2f), new(0.6f, 3.7f, 0.7f) },
        { "traffic-sign", new(0.5f, 2.4f, 0.03f), new(0.9f, 2.8f, 0.2f) },
        { "street-lamp", new(0.15f, 7, 1.5f), new(0.4f, 7.3f, 2.2f) },
        { "bench", new(1.5f, 0.8f, 0.4f), new(1.8f, 1, 0.8f) },
        { "mug", new(0.09f, 0.09f, 0.075f), new(0.125f, 0.1f, 0.09f) },
        { "bottle", new(0.07f, 0.25f, 0.07f), new(0.08f, 0.33f, 0.08f) },
        { "spoon", new(0.15f, 0.01f, 0.03f), new(0.2f, 0.03f, 0.05f) },
        { "banana", new(0.17f, 0.03f, 0.04f), new(0.24f, 0.04f, 0.09f) },
        { "die", new(0.015f), new(0.018f) },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Props_have_the_size_of_what_they_show_and_stand_on_the_ground(string name, Vector3 least, Vector3 most)
    {
        Model model = ModelCatalog.Make(name);
        Vector3 size = model.Bounds.Size;
        Assert.InRange(size.X, least.X, most.X);
        Assert.InRange(size.Y, least.Y, most.Y);
        Assert.InRange(size.Z, least.Z, most.Z);
        Assert.InRange(model.Bounds.Min.Y, -0.02f * size.Y, 0.06f * size.Y);
        MeshData mesh = Assert.Single(model.Parts).Mesh;
        Assert.InRange(mesh.Indices.Length / 3, 40, 2000);
        // No vertex's normal may look away from the side its triangle is seen from.
        Solid.AssertNormals(mesh, -0.05);
    }

    [Fact]
    public void Vehicles_look_to_the_front()
    {
        foreach (string name in new[] { "car", "truck", "bus" })
        {
            Dictionary<string, object> on = new() { ["lights"] = "on" };
            Vertex[] shining = [.. ModelCatalog.Make(name, on).Parts[0].Mesh.Vertices.Where(v => ((v.Surface >> 16) & 255) > 150 && ((v.Color >> 8) & 255) is > 200 or < 60)];
            Assert.Contains(shining, v => v.Position.Z < -1 && ((v.Color >> 8) & 255) > 200);
            Assert.All(shining, v => Assert.Equal(((v.Color >> 8) & 255) > 200, v.Position.Z < 0));
        }
    }

    [Fact]
    public void The_instances_colour_paints_lacquer_and_no_tyres()
    {
        MeshData car = ModelCatalog.Make("car").Parts[0].Mesh;
        Assert.Contains(car.Vertices, v => v.Surface >> 24 == 255);
        Assert.All(car.Vertices.Where(v => v.Position.Y < 0.1f), v => Assert.Equal(0u, v.Surface >> 24));
    }

    [Theory, InlineData("tree"), InlineData("bush"), InlineData("building"), InlineData("house")]
    public void A_seed_makes_one_form_and_another_seed_another(string name)
    {
        ModelKind kind = ModelCatalog.Find(name);
        MeshData Made(int seed) => kind.Factory(new ModelArguments(kind, new Dictionary<string, object> { ["seed"] = seed })).Parts[0].Mesh;
        Assert.Equal(Made(3).Vertices, Made(3).Vertices);
        Assert.NotEqual(Made(3).Vertices, Made(4).Vertices);
    }

    [Fact]
    public void Walkers_share_eight_meshes()
    {
        HashSet<MeshData> meshes = [];
        for (int i = 0; i <= 100; i++)
            meshes.Add(ModelCatalog.Make("pedestrian", new Dictionary<string, object> { ["phase"] = i / 100.0 }).Parts[0].Mesh);
        Assert.Equal(8, meshes.Count);
        // Half a cycle on, left and right have changed places.
        MeshData a = ModelCatalog.Make("pedestrian", new Dictionary<string, object> { ["phase"] = 0.25 }).Parts[0].Mesh;
        MeshData b = ModelCatalog.Make("pedestrian", new Dictionary<string, object> { ["phase"] = 0.75 }).Parts[0].Mesh;
        Assert.Equal(a.Bounds.Min.Z, b.Bounds.Min.Z, 1e-4);
        Assert.Equal(a.Bounds.Size.Y, b.Bounds.Size.Y, 1e-4);
    }

    [Theory, InlineData("red", 1), InlineData("amber", 1), InlineData("green", 1), InlineData("red-amber", 2), InlineData("off", 0)]
    public void Traffic_lights_shine_as_asked(string state, int lamps)
    {
        MeshData mesh = ModelCatalog.Make("traffic-light", new Dictionary<string, object> { ["state"] = state }).Parts[0].Mesh;
        Vertex[] shining = [.. mesh.Vertices.Where(v => ((v.Surface >> 16) & 255) > 0)];
        Assert.Equal(lamps, shining.Select(v => v.Color).Distinct().Count());
        if (state == "red")
            Assert.True(shining.Min(v => v.Position.Y) > 3);
    }

    [Fact]
    public void At_night_as_many_windows_are_lit_as_asked()
    {
        int Lit(double share) => ModelCatalog.Make("building", new Dictionary<string, object> { ["lit"] = share, ["floors"] = 10, ["width"] = 30 })
            .Parts[0].Mesh.Vertices.Count(v => ((v.Surface >> 16) & 255) > 0) / 4;
        int all = Lit(1);
        Assert.Equal(0, Lit(0));
        Assert.InRange(Lit(0.4), 0.3 * all, 0.5 * all);
    }
}
