using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers.Placement;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Randomizers;

public sealed class PlacementTests : IDisposable
{
    private const string Prefabs = """
        "crate": { "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 0.6, "height": 0.4, "depth": 0.2 } },
                                   { "type": "TransformRandomizer", "scale": [0.5, 1.5] } ] },
        "log": { "rotation": [0, 0, 90], "components": [ { "type": "MeshRenderer", "mesh": "cylinder", "parameters": { "radius": 0.1, "height": 1 } },
                                   { "type": "TransformRandomizer", "rotationY": [0, 360] } ] },
        "stone": { "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 0.3, "height": 0.2, "depth": 0.25 } },
                                   { "type": "TransformRandomizer", "anyRotation": true } ] },
        "lamp": { "children": [ { "name": "pole", "position": [0, 1, 0], "components": [ { "type": "MeshRenderer", "mesh": "cylinder", "parameters": { "radius": 0.05, "height": 2 } } ] },
                                { "name": "arm", "position": [0.4, 2, 0], "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 0.8, "height": 0.1, "depth": 0.1 } } ] } ] }
        """;

    private readonly SceneFolder _scenes = new();

    public void Dispose() => _scenes.Dispose();

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Points_of_a_disk_pattern_keep_their_distance_and_leave_no_gap(ulong seed)
    {
        var random = new CounterRandom(seed, 0, "it", "points");
        const double D = 0.37;
        List<(double X, double Y)> points = PoissonDisk.Fill(7, 5, D, (x, y) => (x * x) + (y * y) > 1, ref random);
        Assert.All(points, p => Assert.True(Math.Abs(p.X) <= 3.5 && Math.Abs(p.Y) <= 2.5 && (p.X * p.X) + (p.Y * p.Y) > 1));
        for (int i = 0; i < points.Count; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.True(Square(points[i], points[j]) >= D * D);
        }

        // Maximal: from nowhere is it far to the next, up to what thirty tries may miss.
        for (double x = -3.5; x <= 3.5; x += 0.1)
        {
            for (double y = -2.5; y <= 2.5; y += 0.1)
            {
                if ((x * x) + (y * y) > 1)
                    Assert.True(points.Min(p => Square(p, (x, y))) < 1.3 * D * 1.3 * D, $"{x} {y}");
            }
        }

        static double Square((double X, double Y) a, (double X, double Y) b) => ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y));
    }

    [Theory]
    [InlineData("\"area\": \"rectangle\", \"size\": [4, 3]")]
    [InlineData("\"area\": \"disc\", \"radius\": 2")]
    [InlineData("\"area\": \"ring\", \"radius\": 2.5, \"innerRadius\": 1")]
    public void Nothing_goes_through_another_or_off_its_ground_and_all_rest_on_it(string area)
    {
        Scene scene = _scenes.LoadOne($$"""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["crate", "log", "stone", "lamp"], "count": [5, 20], {{area}}, "separation": 0.05, "height": 0.5 }""", Prefabs);
        var world = new World(scene);
        int most = 0;
        for (int frame = 0; frame < 60; frame++)
        {
            world.Begin(3, frame);
            WorldEntity[] things = world.Entities[0].Children.Where(c => c.IsActive).ToArray();
            most = Math.Max(most, things.Length);
            Vector2[][] plans = things.Select(Plan).ToArray();
            for (int i = 0; i < things.Length; i++)
            {
                // No two nearer than allowed; by the distance of their corners and edges, not by the randomizer's own test.
                for (int j = 0; j < i; j++)
                    Assert.True(Distance(plans[i], plans[j]) >= 0.05 - 1e-5, $"frame {frame}: {things[i].Name} and {things[j].Name}");
                Assert.Equal(0.5f, Points(things[i]).Min(p => p.Y), 1e-5f);
                Assert.All(plans[i], p => Assert.True(area.Contains("rectangle", StringComparison.Ordinal)
                    ? MathF.Abs(p.X) <= 2 + 1e-5f && MathF.Abs(p.Y) <= 1.5f + 1e-5f
                    : p.Length() <= (area.Contains("ring", StringComparison.Ordinal) ? 2.5f : 2) + 1e-5f));
                if (area.Contains("ring", StringComparison.Ordinal))
                    Assert.True(Distance(plans[i], [Vector2.Zero]) >= 1 - 1e-5);
            }
        }

        Assert.True(most > 12, $"{most}");
    }

    [Fact]
    public void A_table_has_its_things_on_its_top_and_away_from_what_stands_there()
    {
        Scene scene = _scenes.Load("""
            { "name": "it", "position": [5, 0, 0], "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 2, "height": 0.8, "depth": 1 } },
                { "type": "ForegroundPlacementRandomizer", "prefabs": ["crate"], "count": 30, "area": "top", "margin": 0.1 } ],
              "children": [ { "name": "lamp", "prefab": "lamp", "position": [-0.5, 0.4, 0] } ] }
            """, Prefabs);
        var world = new World(scene);
        for (int frame = 0; frame < 30; frame++)
        {
            world.Begin(3, frame);
            WorldEntity[] all = world.Entities[0].Children.Where(c => c.IsActive).ToArray();
            Assert.InRange(all.Length, 4, 30);
            Assert.Equal(new Vector3(-0.5f, 0.4f, 0), all[0].Position);
            Assert.All(all, t => Assert.Equal(0.4f, Points(t).Min(p => p.Y), 1e-5f));
            Assert.All(all.Skip(1).SelectMany(Plan), p => Assert.True(MathF.Abs(p.X) < 0.9f + 1e-5f && MathF.Abs(p.Y) < 0.4f + 1e-5f));
            Assert.All(all.Skip(1), t => Assert.True(Distance(Plan(t), Plan(all[0])) > 0.01 - 1e-5));
        }
    }

    [Fact]
    public void Counts_weights_and_places_are_as_probable_as_said()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["a", "b"], "weights": [1, 3], "count": { "choice": [2, 4] }, "size": [8, 2], "turn": [0, 90] }""", """
            "a": { "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 0.01, "height": 0.01, "depth": 0.01 } } ] },
            "b": { "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 0.01, "height": 0.01, "depth": 0.01 } } ] }
            """);
        WorldEntity[][] all = SceneFolder.Episodes(scene, 1000, w => w.Entities[0].Children.Where(c => c.IsActive).ToArray());
        SceneFolder.AssertShare(all.Count(e => e.Length == 4), 1000, 0.5);
        Assert.All(all, e => Assert.True(e.Length is 2 or 4));
        WorldEntity[] things = all.SelectMany(e => e).ToArray();
        SceneFolder.AssertShare(things.Count(t => t.Name.StartsWith('b')), things.Length, 0.75);
        SceneFolder.AssertUniform(things.Select(t => (double)t.Position.X).ToArray(), -4, 4);
        SceneFolder.AssertUniform(things.Select(t => (double)t.Position.Z).ToArray(), -1, 1);
        SceneFolder.AssertUniform(things.Select(t => 2 * Math.Atan2(t.Rotation.Y, t.Rotation.W) * 180 / Math.PI).ToArray(), 0, 90);
    }

    [Fact]
    public void A_bottle_that_lies_rolled_on_its_side_touches_the_ground()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["log"], "count": 1, "lift": 0.25 }""", Prefabs);
        Assert.All(SceneFolder.Episodes(scene, 20, w => w.Entities[0].Children.Single()), log =>
        {
            Assert.Equal(0.25f, Points(log).Min(p => p.Y), 1e-5f);
            Assert.Equal(0.35f, log.Position.Y, 1e-3f);
        });
    }

    [Fact]
    public void Frame_731_alone_is_frame_731_of_a_run_and_others_change_nothing()
    {
        const string Field = """{ "name": "field", "components": [ { "type": "ForegroundPlacementRandomizer", "prefabs": ["crate", "stone"], "count": [3, 9] } ] }""";
        const string Other = """{ "name": "other", "position": [50, 0, 0], "components": [ { "type": "ForegroundPlacementRandomizer", "prefabs": ["log", "stone"] } ] }, """;
        Scene scene = _scenes.Load(Field, Prefabs), with = _scenes.Load(Other + Field, Prefabs);
        var run = new World(scene);
        for (int frame = 725; frame <= 731; frame++)
            run.Begin(8, frame);
        World alone = Begin(scene, 731), beside = Begin(with, 731);
        Assert.Equal(Bits(alone), Bits(run));
        Assert.Equal(Bits(alone), Bits(beside));
        Assert.NotEqual(Bits(alone), Bits(Begin(scene, 732)));

        static World Begin(Scene scene, long frame)
        {
            var world = new World(scene);
            world.Begin(8, frame);
            return world;
        }

        static (string, Matrix4x4, bool)[] Bits(World world) =>
            world.Entities.Where(e => e.Path.StartsWith("field/", StringComparison.Ordinal)).Select(e => (e.Path, e.WorldMatrix, e.IsActive)).ToArray();
    }

    [Fact]
    public void Two_randomizers_of_a_kind_draw_numbers_of_their_own()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["crate"], "count": 3 }, { "type": "ForegroundPlacementRandomizer", "prefabs": ["stone"], "count": 3 }""", Prefabs);
        Assert.All(SceneFolder.Episodes(scene, 10, w => w.Entities[0].Children), all =>
        {
            Assert.Equal(6, all.Count);
            Assert.Equal(6, all.Select(c => (c.Position.X, c.Position.Z)).Distinct().Count());
        });
    }

    [Theory]
    [InlineData("""{ "type": "ForegroundPlacementRandomizer" }""", "prefabs", "nothing to put")]
    [InlineData("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["x"] }""", "prefabs", "no prefab 'x'")]
    [InlineData("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["log"], "weights": [1, 1] }""", "weights", "2 weights are given for 1")]
    [InlineData("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["log"], "size": [0, 1] }""", "size", "more than 0")]
    [InlineData("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["log"], "area": "ring", "innerRadius": 9 }""", "innerRadius", "less than its radius")]
    [InlineData("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["log"], "separation": -1 }""", "separation", "at least 0")]
    public void Says_what_makes_no_sense(string component, string field, string hint) => _scenes.AssertRefused(component, field, hint, Prefabs);

    [Fact]
    public void A_prefab_that_places_itself_is_stopped()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "ForegroundPlacementRandomizer", "prefabs": ["self"], "count": 1 }""", """
            "self": { "components": [ { "type": "ForegroundPlacementRandomizer", "prefabs": ["self"], "count": 1 } ] }
            """);
        Assert.Contains("again and again", Assert.Throws<SceneException>(() => new World(scene).Begin(1, 0)).Message, StringComparison.Ordinal);
    }

    // Corners of the boxes around its meshes, in its parent's space; cylinders by their own points.
    private static IEnumerable<Vector3> Points(WorldEntity thing)
    {
        Matrix4x4 parent = thing.Parent!.WorldMatrix;
        Assert.True(Matrix4x4.Invert(parent, out Matrix4x4 back));
        return All(thing).SelectMany(e => e.Components.OfType<MeshRendererComponent>().SelectMany(r => r.Model.Parts[0].Mesh.Outline.ToArray().Select(p => Vector3.Transform(Vector3.Transform(p, e.WorldMatrix), back))));
    }

    private static IEnumerable<WorldEntity> All(WorldEntity entity) => entity.Children.SelectMany(All).Prepend(entity);

    private static Vector2[] Plan(WorldEntity thing) => Hull(Points(thing).Select(p => new Vector2(p.X, p.Z)));

    // Gift wrapping.
    private static Vector2[] Hull(IEnumerable<Vector2> points)
    {
        Vector2[] all = points.Distinct().ToArray();
        List<Vector2> hull = [all.MinBy(p => (p.X, p.Y))];
        do
        {
            Vector2 at = hull[^1], next = all.First(p => p != at);
            foreach (Vector2 p in all)
            {
                float turn = ((next.X - at.X) * (p.Y - at.Y)) - ((next.Y - at.Y) * (p.X - at.X));
                if (turn < 0 || (turn == 0 && (p - at).Length() > (next - at).Length()))
                    next = p;
            }

            hull.Add(next);
        }
        while (hull[^1] != hull[0] && hull.Count < 200);
        return [.. hull.SkipLast(1)];
    }

    private static double Distance(Vector2[] a, Vector2[] b)
    {
        if (b.Length > 2 && a.Any(p => Inside(p, b)) || a.Length > 2 && b.Any(p => Inside(p, a)))
            return 0;
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                nearest = Math.Min(nearest, ToEdge(a[i], b[j], b[(j + 1) % b.Length]));
                nearest = Math.Min(nearest, ToEdge(b[j], a[i], a[(i + 1) % a.Length]));
                if (Crosses(a[i], a[(i + 1) % a.Length], b[j], b[(j + 1) % b.Length]))
                    return 0;
            }
        }

        return nearest;
    }

    private static double ToEdge(Vector2 p, Vector2 a, Vector2 b)
    {
        float square = (b - a).LengthSquared();
        float share = square > 0 ? Math.Clamp(Vector2.Dot(p - a, b - a) / square, 0, 1) : 0;
        return (p - (a + (share * (b - a)))).Length();
    }

    private static bool Crosses(Vector2 a, Vector2 b, Vector2 c, Vector2 d) =>
        Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

    private static float Side(Vector2 a, Vector2 b, Vector2 p) => ((b.X - a.X) * (p.Y - a.Y)) - ((b.Y - a.Y) * (p.X - a.X));

    private static bool Inside(Vector2 p, Vector2[] hull)
    {
        bool left = true, right = true;
        for (int i = 0; i < hull.Length; i++)
        {
            float side = Side(hull[i], hull[(i + 1) % hull.Length], p);
            left &= side >= 0;
            right &= side <= 0;
        }

        return left || right;
    }
}
