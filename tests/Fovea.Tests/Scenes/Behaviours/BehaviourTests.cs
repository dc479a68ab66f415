using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes;
using Fovea.Scenes.Behaviours;
using Fovea.Scenes.Files;
using Fovea.Scenes.Worlds;
using Fovea.Tests.Scenes.Randomizers;
using Xunit;

namespace Fovea.Tests.Scenes.Behaviours;

public sealed class BehaviourTests : IDisposable
{
    private readonly SceneFolder _scenes = new();

    public void Dispose() => _scenes.Dispose();

    [Theory, InlineData(0), InlineData(0.25)]
    public void A_rotator_turns_at_its_speed_from_its_phase(double phase)
    {
        Quaternion[] all = Steps(FormattableString.Invariant($$"""{ "type": "Rotator", "axis": [0, 3, 0], "speed": 90, "phase": {{phase}} }"""), 31, e => e.Rotation);
        Assert.Equal(Yaw(360 * phase), all[0], new Near());
        Assert.Equal(Yaw((360 * phase) + 3), all[1], new Near());
        Assert.Equal(Yaw((360 * phase) + 90), all[30], new Near());
    }

    [Fact]
    public void An_oscillator_swings_as_a_sine_does()
    {
        (Vector3 Position, Quaternion Rotation)[] all = Steps("""{ "type": "Oscillator", "amplitude": [2, 0, 1], "angle": 30, "period": 2, "phase": 0.25 }""", 61, e => (e.Position, e.Rotation), "\"position\": [5, 0, 0], ");
        Assert.Equal(new Vector3(7, 0, 1), all[0].Position);
        Assert.Equal(Yaw(30), all[0].Rotation, new Near());
        Assert.True((all[15].Position - new Vector3(5, 0, 0)).Length() < 1e-3f);
        Assert.True((all[30].Position - new Vector3(3, 0, -1)).Length() < 1e-4f);
        Assert.True((all[20].Position - new Vector3(4, 0, -0.5f)).Length() < 1e-4f); // cos 120 degrees
        Assert.Equal(Yaw(30), all[60].Rotation, new Near());
    }

    [Theory]
    [InlineData("repeat", 2.5)]
    [InlineData("repeat", 5.5)]
    [InlineData("return", 1.5)]
    [InlineData("return", 5.5)]
    [InlineData("return", 8.5)]
    [InlineData("stop", 5.5)]
    public void A_path_goes_on_as_its_end_says(string end, double seconds)
    {
        string path = $$"""{ "type": "PathFollower", "points": [[0, 0, 0], [3, 0, 0], [3, 0, 1]], "smooth": false, "speed": 1, "end": "{{end}}", "phase": 0.25 }""";
        Vector3 place = Steps(path, (int)(seconds * 30) + 1, e => e.Position)[^1];
        // Along the L: 4 metres; the phase puts it 1 metre (or on the way there and back 2) ahead.
        double ahead = end == "return" ? 2 : 1, at = ahead + seconds;
        Vector3 expected = end switch
        {
            "repeat" => At(at % 4),
            "return" => At(at % 8 > 4 ? 8 - (at % 8) : at % 8),
            _ => At(4),
        };
        Assert.True((place - expected).Length() < 1e-3f, $"{place} {expected}");

        static Vector3 At(double d) => d <= 3 ? new Vector3((float)d, 0, 0) : new Vector3(3, 0, (float)(d - 3));
    }

    [Fact]
    public void What_follows_a_path_looks_where_it_goes()
    {
        const string Path = """{ "type": "PathFollower", "points": [[0, 0, 0], [10, 0, 0], [10, 0, 10], [0, 0, 10]], "closed": true, "speed": SPEED, "facing": "FACING", "target": [5, 0, 5] }""";
        Vector3 ahead = Steps(Path.Replace("SPEED", "2", StringComparison.Ordinal).Replace("FACING", "travel", StringComparison.Ordinal), 2, Facing)[1];
        Vector3 back = Steps(Path.Replace("SPEED", "-2", StringComparison.Ordinal).Replace("FACING", "travel", StringComparison.Ordinal), 2, Facing)[1];
        Assert.True((ahead + back).Length() < 0.1f && ahead.X > 0.5f && ahead.Z < -0.5f, $"{ahead} {back}");
        Vector3[] middle = Steps(Path.Replace("SPEED", "2", StringComparison.Ordinal).Replace("FACING", "target", StringComparison.Ordinal), 200, e => Vector3.Cross(Facing(e), new Vector3(5, 0, 5) - e.Position));
        Assert.All(middle, cross => Assert.True(cross.Length() < 1e-4f));
        // A smooth closed path comes back to where it began, at the same speed all the way.
        Vector3[] places = Steps(Path.Replace("SPEED", "2", StringComparison.Ordinal).Replace("FACING", "keep", StringComparison.Ordinal), 300, e => e.Position);
        Assert.All(places.Zip(places.Skip(1)), p => Assert.Equal(2.0 / 30, (p.Second - p.First).Length(), 1e-3));
    }

    [Fact]
    public void A_camera_goes_around_and_keeps_its_view()
    {
        (Vector3 Position, Vector3 Facing)[] all = Steps("""{ "type": "Camera" }, { "type": "OrbitCamera", "target": [0, 1, 0], "speed": 30 }""", 361, e => (e.Position, Facing(e)), "\"position\": [0, 1, 4], ");
        Assert.True((all[90].Position - new Vector3(4, 1, 0)).Length() < 1e-3f); // counter-clockwise from the south is east
        Assert.True((all[360].Position - all[0].Position).Length() < 1e-3f);
        Assert.All(all, a => Assert.True((a.Facing - Vector3.Normalize(new Vector3(0, 1, 0) - a.Position)).Length() < 1e-5f));
        Vector3[] swing = Steps("""{ "type": "Camera" }, { "type": "OrbitCamera", "speed": 30, "swing": 20 }""", 600, e => e.Position, "\"position\": [0, 0, 4], ");
        double[] angles = swing.Select(p => Math.Atan2(p.X, p.Z) * 180 / Math.PI).ToArray();
        Assert.Equal((-20, 20), (Math.Round(angles.Min()), Math.Round(angles.Max())));
        Assert.Equal(1, angles[1] - angles[0], 0.01); // 30 degrees a second at first
    }

    [Fact]
    public void A_phase_is_drawn_for_all_that_moves()
    {
        Scene scene = _scenes.Load("""
            { "name": "it", "components": [ { "type": "Rotator" }, { "type": "Oscillator" }, { "type": "PhaseRandomizer", "below": true, "phase": [0.2, 0.6] } ],
              "children": [ { "name": "child", "components": [ { "type": "Rotator" } ] } ] }
            """);
        double[][] all = SceneFolder.Episodes(scene, 400, w => w.All<IAnimated>().Select(a => a.Phase).ToArray());
        Assert.All(all, a => Assert.True(a.Length == 3 && a.Distinct().Count() == 1));
        SceneFolder.AssertUniform(all.Select(a => a[0]).ToArray(), 0.2, 0.6);
    }

    [Theory]
    [InlineData("""{ "type": "Rotator", "axis": 0 }""", "axis", "length")]
    [InlineData("""{ "type": "Oscillator", "period": 0 }""", "period", "at least")]
    [InlineData("""{ "type": "PathFollower", "points": [[1, 2, 3]] }""", "points", "2 or more")]
    [InlineData("""{ "type": "PathFollower", "points": [[1, 2, 3], [1, 2, 3]], "smooth": false }""", "points", "one place")]
    [InlineData("""{ "type": "PathFollower", "points": [] }""", "points", "two or more")]
    [InlineData("""{ "type": "PathFollower", "points": [[1, 2], [2, 3]] }""", "points[0]", "[x, y, z]")]
    [InlineData("""{ "type": "OrbitCamera", "swing": 270 }""", "swing", "from 0 to 180")]
    public void Says_what_makes_no_sense(string component, string field, string hint) => _scenes.AssertRefused(component, field, hint);

    private static Quaternion Yaw(double degrees) => Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)(degrees * Math.PI / 180));

    private static Vector3 Facing(WorldEntity entity) => Vector3.Transform(-Vector3.UnitZ, entity.Rotation);

    // Where things are in each step from the beginning; a step is a thirtieth of a second.
    private T[] Steps<T>(string components, int count, Func<WorldEntity, T> what, string head = "")
    {
        Scene scene = _scenes.Load($$"""{ "name": "it", {{head}}"components": [ {{components}} ] }""");
        List<T> all = [];
        // It starts after what it watches, and is updated after it.
        var world = new World(scene with { Entities = [scene.Entities[0] with { Components = [.. scene.Entities[0].Components, ComponentDefinition.Of(() => new Watcher(entity => all.Add(what(entity))))] }] });
        world.Begin(1, 0);
        while (all.Count < count)
            world.Step();
        return [.. all.Take(count)];
    }

    private sealed class Watcher(Action<WorldEntity> see) : Behaviour
    {
        public override void Visit(Fields fields)
        {
        }

        public override void Start() => see(Entity);

        public override void Update(float dt) => see(Entity);
    }

    private sealed class Near : IEqualityComparer<Quaternion>
    {
        public bool Equals(Quaternion x, Quaternion y) => MathF.Abs(Quaternion.Dot(x, y)) > 1 - 1e-6f;

        public int GetHashCode(Quaternion obj) => 0;
    }
}
