using System;
using System.Linq;
using System.Numerics;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Randomizers;

/// <summary>Shapes that a network must learn to leave alone: walls of them, and among the things that count.</summary>
public sealed class DistractorTests : IDisposable
{
    private const string Things = """
        { "name": "a", "position": [0, 1, 0], "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 0.4, "height": 0.2, "depth": 0.4 } }, { "type": "Label", "class": "thing" } ] },
        { "name": "b", "position": [1, 1.4, 0], "rotation": [0, 30, 0], "components": [ { "type": "MeshRenderer", "mesh": "box" }, { "type": "Label", "class": "other" } ] },
        { "name": "eye", "position": [0, 2, 6], "components": [ { "type": "Camera", "width": 400, "height": 200, "fieldOfView": 40 } ] },
        """;

    private readonly SceneFolder _scenes = new();

    public void Dispose() => _scenes.Dispose();

    [Fact]
    public void A_wall_is_full_of_shapes_of_any_look()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "BackgroundPlacementRandomizer", "size": [6, 4], "separation": 0.5, "layers": 3, "scale": [1, 2], "saturation": [0.5, 1], "patternChance": 0.25 }""");
        var world = new World(scene);
        for (int frame = 0; frame < 5; frame++)
        {
            world.Begin(4, frame);
            WorldEntity[] shapes = world.Entities[0].Children.ToArray();
            Assert.All(shapes, s => Assert.True(MathF.Abs(s.Position.X) <= 3 && MathF.Abs(s.Position.Y) <= 2));
            foreach (float z in new[] { 0, -0.5f, -1 })
            {
                WorldEntity[] layer = shapes.Where(s => s.Position.Z == z).ToArray();
                // A maximal pattern has between the densest packing's share of 0.91 and a covering's 0.3 of discs of half the distance.
                Assert.InRange(layer.Length * Math.PI * 0.25 * 0.25 / 24, 0.3, 0.91);
                Assert.All(layer, a => Assert.All(layer, b => Assert.True(a == b || (a.Position - b.Position).Length() >= 0.5f - 1e-5f)));
            }

            Assert.Equal(shapes.Length, shapes.Count(s => s.Position.Z is 0 or -0.5f or -1));
            MeshRendererComponent[] meshes = shapes.Select(s => s.Find<MeshRendererComponent>()!).ToArray();
            Assert.Equal(7, meshes.Select(m => m.Mesh).Distinct().Count());
            SceneFolder.AssertShare(meshes.Count(m => m.Pattern != SurfacePattern.None), meshes.Length, 0.25);
            SceneFolder.AssertUniform(shapes.Zip(meshes, (s, m) => (double)(s.Scale.X * Longest(m.Model.Bounds))).ToArray(), 0.5, 1);
            Assert.All(shapes, s => Assert.Equal(0u, s.InstanceId));
        }
    }

    [Fact]
    public void Beside_labelled_things_they_stand_on_the_same_ground_and_touch_none()
    {
        Scene scene = _scenes.Load(Things + """{ "name": "it", "components": [ { "type": "DistractorRandomizer", "count": 8, "distance": [0.2, 1.2], "size": [0.05, 0.3] } ] }""");
        var world = new World(scene);
        int there = 0;
        for (int frame = 0; frame < 50; frame++)
        {
            world.Begin(4, frame);
            WorldEntity[] shapes = world.Entities.Single(e => e.Name == "it").Children.Where(c => c.IsActive).ToArray();
            there += shapes.Length;
            foreach (WorldEntity shape in shapes)
            {
                (Vector3 least, Vector3 most) = Extent(shape);
                Assert.Equal(0.9f, least.Y, 1e-4f); // both things stand there
                float a = new Vector2(shape.Position.X, shape.Position.Z).Length(), b = new Vector2(shape.Position.X - 1, shape.Position.Z).Length();
                Assert.True(a is >= 0.2f and <= 1.2f || b is >= 0.2f and <= 1.2f, $"{a} {b}");
                // The first thing lies along the axes.
                Assert.True(least.X >= 0.2f - 1e-4f || most.X <= -0.2f + 1e-4f || least.Z >= 0.2f - 1e-4f || most.Z <= -0.2f + 1e-4f || Slanted(shape));
            }
        }

        Assert.InRange(there, 300, 400);

        // Boxes that are turned may stand across a corner without touching; then no corner point is inside.
        static bool Slanted(WorldEntity shape) => Outline(shape).All(p => MathF.Abs(p.X) > 0.2f || MathF.Abs(p.Z) > 0.2f);
    }

    [Fact]
    public void In_view_means_where_the_camera_sees()
    {
        Scene scene = _scenes.Load(Things + """{ "name": "it", "components": [ { "type": "DistractorRandomizer", "place": "inView", "count": 10, "distance": [2, 4], "size": 0.1 } ] }""");
        Vector3[] all = Enumerable.Range(0, 100).SelectMany(frame =>
        {
            var world = new World(scene);
            world.Begin(4, frame);
            return world.Entities.Single(e => e.Name == "it").Children.Where(c => c.IsActive).Select(c => c.Position - new Vector3(0, 2, 6));
        }).ToArray();
        Assert.Equal(1000, all.Length);
        SceneFolder.AssertUniform(all.Select(p => -(double)p.Z).ToArray(), 2, 4);
        double slope = Math.Tan(20 * Math.PI / 180);
        SceneFolder.AssertUniform(all.Select(p => p.Y / -(double)p.Z).ToArray(), -slope, slope);
        SceneFolder.AssertUniform(all.Select(p => p.X / -(double)p.Z).ToArray(), -2 * slope, 2 * slope);
    }

    [Theory]
    [InlineData("""{ "type": "DistractorRandomizer", "meshes": ["bax"] }""", "meshes", "box")]
    [InlineData("""{ "type": "DistractorRandomizer", "place": "far" }""", "place", "inView")]
    [InlineData("""{ "type": "BackgroundPlacementRandomizer", "separation": 0.01, "size": [100, 100] }""", "separation", "greater")]
    [InlineData("""{ "type": "BackgroundPlacementRandomizer", "layers": 1.5 }""", "layers", "whole number")]
    [InlineData("""{ "type": "BackgroundPlacementRandomizer", "meshes": [] }""", "meshes", "nothing to choose")]
    public void Says_what_makes_no_sense(string component, string field, string hint) => _scenes.AssertRefused(component, field, hint);

    [Fact]
    public void Distractors_stand_by_themselves()
    {
        Scene scene = _scenes.Load("""{ "name": "it", "position": [1, 0, 0], "components": [ { "type": "DistractorRandomizer" } ] }""");
        Assert.Contains("origin", Assert.Throws<SceneException>(() => new World(scene).Begin(1, 0)).Message, StringComparison.Ordinal);
    }

    private static float Longest(Bounds bounds) => MathF.Max(bounds.Size.X, MathF.Max(bounds.Size.Y, bounds.Size.Z));

    private static Vector3[] Outline(WorldEntity entity) =>
        entity.Find<MeshRendererComponent>()!.Model.Parts[0].Mesh.Outline.ToArray().Select(p => Vector3.Transform(p, entity.WorldMatrix)).ToArray();

    private static (Vector3 Least, Vector3 Most) Extent(WorldEntity entity) =>
        (Outline(entity).Aggregate(Vector3.Min), Outline(entity).Aggregate(Vector3.Max));
}
