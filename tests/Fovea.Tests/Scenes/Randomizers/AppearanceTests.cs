using System;
using System.IO;
using System.Linq;
using System.Numerics;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;
using Xunit;

namespace Fovea.Tests.Scenes.Randomizers;

/// <summary>What randomizers do to the look of a thing: place, colour, surface, texture, and what it is.</summary>
public sealed class AppearanceTests : IDisposable
{
    private const string Box = """{ "type": "MeshRenderer", "mesh": "box", "color": "#ff0000", "patternColor": "#00ff00" }""";

    private readonly SceneFolder _scenes = new();

    public void Dispose() => _scenes.Dispose();

    [Fact]
    public void A_transform_is_varied_from_where_the_scene_has_it()
    {
        Scene scene = _scenes.Load("""
            { "name": "it", "position": [10, 20, 30], "rotation": [0, 90, 0], "scale": [1, 2, 3],
              "components": [ { "type": "TransformRandomizer", "positionX": [-1, 1], "positionZ": 5, "rotationY": [0, 40], "scale": 2, "scaleY": [1, 3] } ] }
            """);
        (Vector3 Position, Quaternion Rotation, Vector3 Scale)[] all = SceneFolder.Episodes(scene, 400, w => (w.Entities[0].Position, w.Entities[0].Rotation, w.Entities[0].Scale));
        SceneFolder.AssertUniform(all.Select(a => (double)a.Position.X).ToArray(), 9, 11);
        Assert.All(all, a => Assert.Equal((20, 35), (a.Position.Y, a.Position.Z)));
        // Both turn about y: the angles add up.
        SceneFolder.AssertUniform(all.Select(a => 2 * Math.Atan2(a.Rotation.Y, a.Rotation.W) * 180 / Math.PI).ToArray(), 90, 130);
        SceneFolder.AssertUniform(all.Select(a => (double)a.Scale.Y).ToArray(), 4, 12);
        Assert.All(all, a => Assert.Equal((2, 6), (a.Scale.X, a.Scale.Z)));
    }

    [Fact]
    public void Any_rotation_favours_no_direction()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "TransformRandomizer", "anyRotation": true }""");
        Quaternion[] all = SceneFolder.Episodes(scene, 2000, w => w.Entities[0].Rotation);
        Assert.All(all, q => Assert.Equal(1, q.Length(), 1e-5f));
        // On a sphere each coordinate of a direction is uniform in -1..1 (Archimedes).
        foreach (Vector3 axis in new[] { Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ })
        {
            Vector3[] turned = all.Select(q => Vector3.Transform(axis, q)).ToArray();
            SceneFolder.AssertUniform(turned.Select(v => (double)v.X).ToArray(), -1, 1);
            SceneFolder.AssertUniform(turned.Select(v => (double)v.Y).ToArray(), -1, 1);
            SceneFolder.AssertUniform(turned.Select(v => (double)v.Z).ToArray(), -1, 1);
        }
    }

    [Fact]
    public void Colours_come_from_ranges_of_hue_saturation_and_value()
    {
        Vector3[] all = Meshes(Box + """, { "type": "ColorRandomizer", "hue": [90, 150], "saturation": [0.5, 1], "value": 0.8 }""").Select(m => m.Color!.Value).ToArray();
        SceneFolder.AssertUniform(all.Select(c => Hsv.FromRgb(c).Hue).ToArray(), 90, 150);
        SceneFolder.AssertUniform(all.Select(c => Hsv.FromRgb(c).Saturation).ToArray(), 0.5, 1);
        Assert.All(all, c => Assert.Equal(0.8, Hsv.FromRgb(c).Value, 5));
    }

    [Fact]
    public void A_palette_keeps_to_its_weights()
    {
        Vector3[] all = Meshes(Box + """, { "type": "ColorRandomizer", "of": "flat", "palette": ["#ffffff", [0, 0, 1]], "weights": [1, 3] }""", 1000).Select(m => m.Color!.Value).ToArray();
        Assert.All(all, c => Assert.True(c == Vector3.One || c == Vector3.UnitZ));
        SceneFolder.AssertShare(all.Count(c => c == Vector3.UnitZ), 1000, 0.75);
        Assert.All(Meshes(Box + """, { "type": "ColorRandomizer", "of": "flat" }"""), m => Assert.Equal(m.Color, m.Emission));
    }

    [Fact]
    public void Lamps_and_backgrounds_have_colours_too()
    {
        Assert.All(
            SceneFolder.Episodes(_scenes.LoadOne("""{ "type": "Light" }, { "type": "ColorRandomizer", "palette": ["#00ff00"] }"""), 3, SceneFolder.Find<LightComponent>),
            l => Assert.Equal(Vector3.UnitY, l.Color));
        Assert.All(
            SceneFolder.Episodes(_scenes.LoadOne("""{ "type": "Sky" }, { "type": "ColorRandomizer", "palette": ["#00ff00"] }"""), 3, SceneFolder.Find<SkyComponent>),
            s => Assert.Equal(Vector3.UnitY, s.Environment.Background));
    }

    [Fact]
    public void A_hue_is_turned_and_nothing_else()
    {
        MeshRendererComponent[] all = Meshes(Box + """, { "type": "HueOffsetRandomizer", "offset": [100, 140] }""");
        SceneFolder.AssertUniform(all.Select(m => Hsv.FromRgb(m.Color!.Value).Hue).ToArray(), 100, 140);
        Assert.All(all, m => Assert.Equal((1, 1), (Hsv.FromRgb(m.Color!.Value).Saturation, Hsv.FromRgb(m.Color!.Value).Value)));
        Assert.All(all, m => Assert.Equal(120, Hsv.FromRgb(m.PatternColor).Hue - Hsv.FromRgb(m.Color!.Value).Hue, 1e-3));
        Assert.All(all, m => Assert.Null(m.Emission));
    }

    [Fact]
    public void A_material_gets_its_numbers_and_only_those()
    {
        MeshRendererComponent[] all = Meshes(Box + """, { "type": "MaterialRandomizer", "metallic": { "choice": [0, 1] }, "emission": [0, 0.5] }""", 1000);
        SceneFolder.AssertShare(all.Count(m => m.Metallic == 1), 1000, 0.5);
        Assert.All(all, m => Assert.Null(m.Roughness));
        SceneFolder.AssertUniform(all.Select(m => (double)m.Emission!.Value.X).ToArray(), 0, 0.5);
        Assert.All(all, m => Assert.Equal(0, m.Emission!.Value.Y));
        Assert.All(Meshes(Box + """, { "type": "MaterialRandomizer", "roughness": { "normal": [1, 5] } }"""), m => Assert.InRange(m.Roughness!.Value, 0, 1));
    }

    [Fact]
    public void A_pattern_has_two_colours_and_a_size()
    {
        MeshRendererComponent[] all = Meshes(Box + """, { "type": "TextureRandomizer", "patterns": ["checker", "noise"], "patternWeights": [1, 3], "size": [0.1, 0.3], "value": [0.5, 1] }""", 1000);
        SceneFolder.AssertShare(all.Count(m => m.Pattern == SurfacePattern.Noise), 1000, 0.75);
        Assert.All(all, m => Assert.True(m.Pattern is SurfacePattern.Noise or SurfacePattern.Checker));
        SceneFolder.AssertUniform(all.Select(m => (double)m.PatternSize).ToArray(), 0.1, 0.3);
        SceneFolder.AssertUniform(all.Select(m => Hsv.FromRgb(m.Color!.Value).Value).ToArray(), 0.5, 1);
        SceneFolder.AssertUniform(all.Select(m => Hsv.FromRgb(m.PatternColor).Value).ToArray(), 0.5, 1);
        Assert.All(Meshes(Box + """, { "type": "TextureRandomizer", "recolor": false }"""), m => Assert.Equal(Vector3.UnitX, m.Color));
        all = Meshes(Box + """, { "type": "TextureRandomizer", "recolor": false, "palette": ["#0000ff"], "contrast": [0, 0.5] }""");
        Assert.All(all, m => Assert.Equal(1, m.PatternColor.X + m.PatternColor.Z, 1e-6f));
        SceneFolder.AssertUniform(all.Select(m => (double)m.PatternColor.Z).ToArray(), 0, 0.5);
    }

    [Fact]
    public void Pictures_come_from_a_folder_in_an_order_that_no_machine_changes()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_scenes.Path, "photos")).FullName;
        foreach (string name in new[] { "b.png", "B.PNG", "a10.png", "a9.png" })
            File.WriteAllBytes(Path.Combine(folder, name), Convert.FromBase64String(OnePixel));
        File.WriteAllText(Path.Combine(folder, "LICENSE.txt"), "who made them");
        MeshRendererComponent[] all = Meshes(Box + """, { "type": "TextureRandomizer", "pictures": "photos/", "pictureChance": 0.8 }""", 1000);
        SceneFolder.AssertShare(all.Count(m => m.Texture is not null), 1000, 0.8);
        string[] names = ["photos/B.PNG", "photos/a10.png", "photos/a9.png", "photos/b.png"];
        foreach (string name in names)
            SceneFolder.AssertShare(all.Count(m => m.Texture == name), 1000, 0.2);
        Assert.All(all.Where(m => m.Texture is not null), m => Assert.Equal((SurfacePattern.None, Vector3.One), (m.Pattern, m.Color!.Value)));
        Scene scene = _scenes.LoadOne(Box + """, { "type": "TextureRandomizer", "pictures": "photos" }""");
        Assert.Equal(names, new ModelLibrary(scene).PicturesIn("photos"));
        Assert.Equal((1, 1), (new ModelLibrary(scene).FindTexture(names[0]).Width, new ModelLibrary(scene).FindTexture(names[0]).Height));
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_refused()
    {
        string randomizer = """{ "type": "TextureRandomizer", "pictures": "photos" }""";
        _scenes.AssertRefused(randomizer, "pictures", "no folder");
        string folder = Directory.CreateDirectory(Path.Combine(_scenes.Path, "photos")).FullName;
        _scenes.AssertRefused(randomizer, "pictures", "no picture");
        File.WriteAllText(Path.Combine(folder, "wrong.png"), "GIF89a");
        _scenes.AssertRefused(randomizer, "pictures", "wrong.png is no picture");
        File.WriteAllBytes(Path.Combine(folder, "wrong.png"), Convert.FromBase64String(OnePixel)[..20]);
        Scene scene = _scenes.LoadOne(randomizer);
        Assert.Contains("wrong.png", Assert.Throws<SceneException>(() => new ModelLibrary(scene).FindTexture("photos/wrong.png")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thing_is_there_as_often_as_said()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "VisibilityRandomizer", "chance": 0.3 }""");
        SceneFolder.AssertShare(SceneFolder.Episodes(scene, 1000, w => w.Entities[0].IsActive).Count(a => a), 1000, 0.3);
    }

    [Fact]
    public void One_of_several_meshes_is_shown_with_its_class()
    {
        Scene scene = _scenes.LoadOne("""
            { "type": "MeshRenderer", "mesh": "box" }, { "type": "Label", "class": "thing" },
            { "type": "SubstitutionRandomizer", "meshes": [ { "mesh": "sphere", "parameters": { "radius": 2 }, "weight": 3 }, { "mesh": "cone", "class": "other" } ] }
            """);
        (string Mesh, string Class, float Width)[] all = SceneFolder.Episodes(scene, 1000, w =>
        {
            MeshRendererComponent mesh = SceneFolder.Find<MeshRendererComponent>(w);
            return (mesh.Mesh, SceneFolder.Find<LabelComponent>(w).Class, mesh.Model.Bounds.Size.X);
        });
        SceneFolder.AssertShare(all.Count(a => a.Mesh == "sphere"), 1000, 0.75);
        Assert.All(all, a => Assert.Equal(a.Mesh == "sphere" ? ("sphere", "thing", 4f) : ("cone", "other", 1f), a));
    }

    [Fact]
    public void One_of_several_prefabs_is_put_there_and_randomised()
    {
        Scene scene = _scenes.LoadOne("""{ "type": "SubstitutionRandomizer", "prefabs": ["a", "b"], "weights": [1, 4] }""", """
            "a": { "components": [ { "type": "TransformRandomizer", "positionX": 3 } ] }, "b": {}
            """);
        WorldEntity[] all = SceneFolder.Episodes(scene, 1000, w => w.Entities.Single(e => e.Parent is not null));
        SceneFolder.AssertShare(all.Count(e => e.Name == "b"), 1000, 0.8);
        Assert.All(all, e => Assert.Equal(e.Name == "a" ? 3 : 0, e.Position.X));
    }

    [Theory]
    [InlineData("""{ "type": "ColorRandomizer", "palette": ["#ff0000"], "hue": 3 }""", "palette", "not both")]
    [InlineData("""{ "type": "ColorRandomizer", "palette": ["#ff0000", "red"] }""", "palette[1]", "the text 'red'")]
    [InlineData("""{ "type": "ColorRandomizer", "palette": ["#ff0000"], "weights": [1, 2] }""", "weights", "2 weights are given for 1")]
    [InlineData("""{ "type": "ColorRandomizer", "weights": [1, 2] }""", "weights", "no palette")]
    [InlineData("""{ "type": "ColorRandomizer", "hue": [9, 3] }""", "hue", "least")]
    [InlineData("""{ "type": "ColorRandomizer", "of": "shadow" }""", "of", "patternColor")]
    [InlineData("""{ "type": "TextureRandomizer", "patterns": ["zebra"] }""", "patterns", "stripes")]
    [InlineData("""{ "type": "TextureRandomizer", "patterns": [] }""", "patterns", "nothing to choose")]
    [InlineData("""{ "type": "TextureRandomizer", "pictureChance": 2 }""", "pictureChance", "from 0 to 1")]
    [InlineData("""{ "type": "VisibilityRandomizer", "chance": -1 }""", "chance", "from 0 to 1")]
    [InlineData("""{ "type": "MaterialRandomizer", "roughness": "shiny" }""", "roughness", "uniform")]
    [InlineData("""{ "type": "TransformRandomizer", "scale": { "logUniform": [0, 1] } }""", "scale.logUniform", "more than 0")]
    [InlineData("""{ "type": "HueOffsetRandomizer", "turn": 3 }""", "turn", "offset")]
    [InlineData("""{ "type": "SubstitutionRandomizer" }""", "meshes", "nothing to choose")]
    [InlineData("""{ "type": "SubstitutionRandomizer", "prefabs": ["x"] }""", "prefabs", "no prefab 'x'")]
    [InlineData("""{ "type": "SubstitutionRandomizer", "meshes": [ { "mesh": "bax" } ] }""", "meshes[0]", "box")]
    [InlineData("""{ "type": "SubstitutionRandomizer", "meshes": [ { "mesh": "box", "class": "x" } ] }""", "meshes[0]", "no class 'x'")]
    public void Says_what_makes_no_sense(string component, string field, string hint) => _scenes.AssertRefused(component, field, hint);

    [Theory]
    [InlineData("ColorRandomizer", "MeshRenderer")]
    [InlineData("TextureRandomizer", "MeshRenderer")]
    [InlineData("LightRandomizer", "Light")]
    [InlineData("LensRandomizer", "Camera")]
    [InlineData("SunRandomizer", "sky")]
    [InlineData("PhaseRandomizer", "behaviour")]
    public void Says_what_is_missing_beside_it(string type, string missing)
    {
        Scene scene = _scenes.LoadOne($$"""{ "type": "{{type}}" }""");
        string message = Assert.Throws<SceneException>(() => new World(scene).Begin(1, 0)).Message;
        Assert.Contains($"{type} of the entity 'it'", message, StringComparison.Ordinal);
        Assert.Contains($" {missing}", message, StringComparison.Ordinal);
    }

    private const string OnePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private MeshRendererComponent[] Meshes(string components, int count = 400) =>
        SceneFolder.Episodes(_scenes.LoadOne(components), count, SceneFolder.Find<MeshRendererComponent>);
}
