using System;
using System.Linq;
using System.Numerics;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Rendering;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Randomizers;

/// <summary>What randomizers do to sun, sky, lamps and cameras.</summary>
public sealed class SurroundingsTests : IDisposable
{
    private readonly SceneFolder _scenes = new();

    public void Dispose() => _scenes.Dispose();

    [Fact]
    public void The_sun_stands_anywhere_in_its_ranges()
    {
        RenderEnvironment[] all = Skies("""{ "type": "SunRandomizer", "elevation": [5, 60], "azimuth": [-90, 90], "intensity": [0.5, 2], "temperature": [3000, 7000] }""");
        SceneFolder.AssertUniform(all.Select(e => (double)e.SunElevation).ToArray(), 5, 60);
        SceneFolder.AssertUniform(all.Select(e => (double)e.SunAzimuth).ToArray(), -90, 90);
        SceneFolder.AssertUniform(all.Select(e => (double)e.SunIntensity).ToArray(), 0.5, 2);
        SceneFolder.AssertUniform(all.Select(e => (double)e.SunTemperature!).ToArray(), 3000, 7000);
    }

    [Fact]
    public void The_hour_puts_the_sun_where_it_belongs()
    {
        RenderEnvironment[] all = Skies("""{ "type": "SunRandomizer", "timeOfDay": [6, 18], "latitude": 0 }""");
        // On the equator it rises 15 degrees an hour, up to the zenith.
        SceneFolder.AssertUniform(all.Select(e => e.SunAzimuth < 180 ? (double)e.SunElevation : 180 - e.SunElevation).ToArray(), 0, 180);
    }

    [Fact]
    public void The_sky_has_its_numbers()
    {
        RenderEnvironment[] all = Skies("""{ "type": "SkyRandomizer", "clouds": [0.2, 0.6], "visibility": [100, 400], "rain": { "normal": [1, 2] }, "windSpeed": 5, "windDirection": 90 }""");
        SceneFolder.AssertUniform(all.Select(e => (double)e.Clouds).ToArray(), 0.2, 0.6);
        SceneFolder.AssertUniform(all.Select(e => 3.9 / e.FogDensity).ToArray(), 100, 400);
        Assert.All(all, e => Assert.InRange(e.Rain, 0, 1));
        Assert.All(all, e => Assert.True((e.Wind - new Vector3(-5, 0, 0)).Length() < 1e-5f)); // an east wind blows to the west
        Assert.Equal(all.Length, all.Select(e => e.CloudSeed).Distinct().Count());
    }

    [Fact]
    public void Weathers_come_as_often_as_their_weights_say()
    {
        RenderEnvironment[] all = Skies("""{ "type": "WeatherRandomizer", "clear": 4, "cloudy": 0, "overcast": 0, "rain": 2, "snow": 1, "fog": 1 }""", 2000);
        SceneFolder.AssertShare(all.Count(e => e.Rain > 0), 2000, 0.25);
        SceneFolder.AssertShare(all.Count(e => e.Snow > 0), 2000, 0.125);
        SceneFolder.AssertShare(all.Count(e => e.Clouds <= 0.3f), 2000, 0.5);
        SceneFolder.AssertShare(all.Count(e => e is { Rain: 0, Snow: 0, FogDensity: >= 0.0038f }), 2000, 0.125);
        Assert.DoesNotContain(all, e => e.Rain > 0 && (e.Snow > 0 || e.Clouds < 0.9f));
    }

    [Fact]
    public void Lamps_are_warm_strong_and_on_as_said()
    {
        LightComponent[] all = SceneFolder.Episodes(
            _scenes.LoadOne("""{ "type": "Light", "intensity": 4 }, { "type": "LightRandomizer", "temperature": 2856, "intensity": [0.5, 1], "onChance": 0.6 }"""), 1000, SceneFolder.Find<LightComponent>);
        SceneFolder.AssertUniform(all.Select(l => (double)l.Intensity).ToArray(), 2, 4);
        SceneFolder.AssertShare(all.Count(l => l.IsOn), 1000, 0.6);
        Assert.All(all, l => Assert.Equal(ColorTemperature.ToRgb(2856), l.Color));
    }

    [Fact]
    public void A_camera_stands_about_its_target_and_looks_at_it()
    {
        Scene scene = _scenes.Load("""
            { "name": "vase", "position": [3, 1, -2] },
            { "name": "it", "components": [ { "type": "Camera" }, { "type": "CameraRandomizer", "lookAt": "vase", "target": [0, 1, 0], "distance": [2, 4], "azimuth": [0, 90], "elevation": [10, 50] } ] }
            """);
        Vector3 target = new(3, 2, -2);
        (Vector3 Arm, Vector3 Ahead, Vector3 Side)[] all = SceneFolder.Episodes(scene, 400, w =>
        {
            WorldEntity it = w.Entities[1];
            return (it.Position - target, Vector3.Transform(-Vector3.UnitZ, it.Rotation), Vector3.Transform(Vector3.UnitX, it.Rotation));
        });
        SceneFolder.AssertUniform(all.Select(a => (double)a.Arm.Length()).ToArray(), 2, 4);
        SceneFolder.AssertUniform(all.Select(a => Math.Atan2(a.Arm.X, -a.Arm.Z) * 180 / Math.PI).ToArray(), 0, 90);
        SceneFolder.AssertUniform(all.Select(a => Math.Asin(a.Arm.Y / a.Arm.Length()) * 180 / Math.PI).ToArray(), 10, 50);
        Assert.All(all, a => Assert.True((a.Ahead + Vector3.Normalize(a.Arm)).Length() < 1e-5f));
        Assert.All(all, a => Assert.Equal(0, a.Side.Y, 1e-6f));
    }

    [Fact]
    public void A_camera_never_stands_below_the_ground_and_may_look_beside_its_target()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "Camera" }, { "type": "CameraRandomizer", "distance": 3, "elevation": [-60, 20], "leastHeight": 0.2, "jitter": [-0.5, 0.5] }""");
        (Vector3 Position, Vector3 Ahead)[] all = SceneFolder.Episodes(scene, 400, w => (w.Entities[0].Position, Vector3.Transform(-Vector3.UnitZ, w.Entities[0].Rotation)));
        Assert.All(all, a => Assert.True(a.Position.Y >= 0.2f));
        // The line of sight passes the target at up to the jitter's diagonal.
        Assert.All(all, a => Assert.InRange(Vector3.Cross(a.Position, a.Ahead).Length(), 0, 0.87f));
        Assert.True(all.Max(a => Vector3.Cross(a.Position, a.Ahead).Length()) > 0.5f);
    }

    [Fact]
    public void A_camera_is_shifted_along_its_own_axes()
    {
        Scene scene = _scenes.Load("""
            { "name": "it", "position": [0, 2, 0], "rotation": [0, 90, 0], "components": [ { "type": "Camera" }, { "type": "CameraRandomizer", "offsetX": 1, "offsetZ": [-1, 1], "pan": 90, "roll": [-10, 10] } ] }
            """);
        WorldEntity[] all = SceneFolder.Episodes(scene, 400, w => w.Entities[0]);
        Assert.All(all, e => Assert.True(MathF.Abs(e.Position.Z + 1) < 1e-5f)); // its right is north there
        SceneFolder.AssertUniform(all.Select(e => (double)e.Position.X).ToArray(), -1, 1);
        Assert.All(all, e => Assert.True((Vector3.Transform(-Vector3.UnitZ, e.Rotation) - Vector3.UnitZ).Length() < 1e-5f));
        SceneFolder.AssertUniform(all.Select(e => Math.Asin(Vector3.Transform(Vector3.UnitX, e.Rotation).Y) * 180 / Math.PI).ToArray(), -10, 10);
    }

    [Fact]
    public void Lens_and_sensor_have_their_numbers()
    {
        CameraView[] all = SceneFolder.Episodes(
            _scenes.LoadOne("""
                { "type": "Camera", "shutter": 0.25 },
                { "type": "LensRandomizer", "fieldOfView": [30, 70], "distortionK1": [-0.2, 0.1], "exposure": [-1, 1], "focusDistance": 3 },
                { "type": "SensorNoiseRandomizer", "readNoise": [0, 0.02], "shotNoise": [0, 0.05], "vignetting": [0, 0.4] }
                """), 400, SceneFolder.Find<CameraComponent>).Select(c => c.View).ToArray();
        SceneFolder.AssertUniform(all.Select(v => (double)v.FieldOfView).ToArray(), 30, 70);
        SceneFolder.AssertUniform(all.Select(v => (double)v.Distortion.X).ToArray(), -0.2, 0.1);
        SceneFolder.AssertUniform(all.Select(v => (double)v.Exposure).ToArray(), -1, 1);
        SceneFolder.AssertUniform(all.Select(v => (double)v.ReadNoise).ToArray(), 0, 0.02);
        SceneFolder.AssertUniform(all.Select(v => (double)v.ShotNoise).ToArray(), 0, 0.05);
        SceneFolder.AssertUniform(all.Select(v => (double)v.Vignetting).ToArray(), 0, 0.4);
        Assert.All(all, v => Assert.Equal((0.25f, 3f, 0f), (v.Shutter, v.FocusDistance, v.Distortion.Y)));
    }

    [Theory]
    [InlineData("""{ "type": "SunRandomizer", "timeOfDay": 3, "azimuth": 4 }""", "timeOfDay", "not both")]
    [InlineData("""{ "type": "SunRandomizer", "latitude": 91 }""", "latitude", "from -90 to 90")]
    [InlineData("""{ "type": "WeatherRandomizer", "snow": -1 }""", "snow", "at least 0")]
    [InlineData("""{ "type": "WeatherRandomizer", "clear": 0, "cloudy": 0, "overcast": 0, "rain": 0, "snow": 0, "fog": 0 }""", "clear", "one of them is more")]
    [InlineData("""{ "type": "SkyRandomizer", "clouds": [1, 0] }""", "clouds", "least")]
    [InlineData("""{ "type": "LightRandomizer", "onChance": 3 }""", "onChance", "from 0 to 1")]
    [InlineData("""{ "type": "CameraRandomizer", "distance": 1, "pan": 3 }""", "distance", "not both")]
    [InlineData("""{ "type": "CameraRandomizer", "azimuth": 3 }""", "", "need a distance")]
    [InlineData("""{ "type": "LensRandomizer", "fieldOfView": [1, 2, 3] }""", "fieldOfView", "[least, most]")]
    [InlineData("""{ "type": "SensorNoiseRandomizer", "noise": 1 }""", "noise", "readNoise")]
    public void Says_what_makes_no_sense(string component, string field, string hint) => _scenes.AssertRefused(component, field, hint);

    [Fact]
    public void A_camera_that_looks_at_nothing_says_so()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "Camera" }, { "type": "CameraRandomizer", "distance": 1, "lookAt": "vase" }""");
        Assert.Contains("'vase'", Assert.Throws<SceneException>(() => new World(scene).Begin(1, 0)).Message, StringComparison.Ordinal);
    }

    private RenderEnvironment[] Skies(string randomizer, int count = 400) =>
        SceneFolder.Episodes(_scenes.LoadOne("""{ "type": "Sky" }, """ + randomizer), count, SceneFolder.Find<SkyComponent>).Select(s => s.Environment).ToArray();
}
