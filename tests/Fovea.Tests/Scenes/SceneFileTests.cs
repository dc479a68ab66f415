using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json.Nodes;
using Fovea.Scenes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Worlds;
using Fovea.Tests.Scenes.Datasets;
using Xunit;

namespace Fovea.Tests.Scenes;

[Collection(nameof(ComponentRegistry))]
public sealed class SceneFileTests : IDisposable
{
    private const string Good = """
        {
          "name": "test",
          "entities": [
            { "name": "world", "components": [ { "type": "PictureSource", "source": "a.png" } ] },
            { "name": "watcher", "components": [
              { "type": "VisionCamera", "model": "m.onnx", "card": "c.json",
                "name": "faces",
                "rate": 12.5 } ] }
          ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("fovea-scene").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reads_entities_components_and_defaults()
    {
        Scene scene = Load(Good);
        Assert.Equal("test", scene.Name);
        Assert.Equal(2, scene.Components<PictureSourceComponent>().Single().SecondsPerPicture);
        VisionCameraComponent camera = scene.Components<VisionCameraComponent>().Single();
        Assert.Equal("c.json", camera.Card);
        Assert.Equal(12.5, camera.Rate);
        Assert.False(camera.Track);
        Assert.Equal(Path.Combine(_folder, "m.onnx"), ScenePaths.Resolve(scene, camera.Model!));
        Assert.Equal("camera:0", ScenePaths.ResolveSource(scene, "camera:0"));
    }

    [Theory]
    [InlineData("\"card\"", "\"cart\"", 6, "cart", "card")]
    [InlineData("\"faces\"", "7", 7, "name", "a text")]
    [InlineData("12.5", "\"much\"", 8, "rate", "a number")]
    [InlineData("\"VisionCamera\"", "\"Telescope\"", 6, "components", "VisionCamera")]
    [InlineData("\"source\": \"a.png\"", "\"seconds\": 3", 4, "seconds", "source")]
    [InlineData("\"name\": \"world\", ", "", 4, "entities[0]", "name")]
    [InlineData("\"entities\": [", "\"entities\": 3, \"more\": [", 3, "entities", "a list")]
    public void Says_file_line_and_field(string part, string instead, int line, string field, string hint)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var e = Assert.Throws<SceneException>(() => Load(Good.Replace(part, instead, StringComparison.Ordinal)));
        Assert.Contains("scene.json", e.Message, StringComparison.Ordinal);
        Assert.Contains($"line {line}", e.Message, StringComparison.Ordinal);
        Assert.Contains(field, e.Message, StringComparison.Ordinal);
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\": \"PictureSource\", ", "", "type")]
    [InlineData("12.5", "0", "rate")]
    [InlineData("\"test\"", "\"a/b\"", "a/b")]
    [InlineData("]\n}", "]\n", "line")]
    public void Refuses_what_makes_no_sense(string part, string instead, string hint) =>
        Assert.Contains(hint, Assert.Throws<SceneException>(() => Load(Good.Replace(part, instead, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void Reads_places_parents_children_and_classes()
    {
        Scene scene = Load("""
            { "name": "t", "timeStep": 0.1, "warmUpSteps": 3,
              "classes": [ { "id": 7, "name": "car", "color": "#0000ff", "thing": true, "keypoints": ["a", "b"], "skeleton": [0, 1] } ],
              "entities": [
                { "name": "wheel", "parent": "car", "position": [1, 2, 3], "rotation": [0, 90, 0], "scale": 2 },
                { "name": "car", "components": [ { "type": "Label", "class": "car", "keypoints": [[0, 1, 2], [3, 4, 5]] } ],
                  "children": [ { "name": "door", "active": false, "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "width": 2 }, "color": "#ff8000" } ] } ] } ] }
            """);
        EntityDefinition car = Assert.Single(scene.Entities);
        Assert.Equal(["door", "wheel"], car.Children.Select(c => c.Name));
        Assert.Equal(new Vector3(1, 2, 3), car.Children[1].Position);
        Assert.Equal(new Vector3(2), car.Children[1].Scale);
        Assert.False(car.Children[0].IsActive);
        MeshRendererComponent renderer = scene.Components<MeshRendererComponent>().Single();
        Assert.Equal(2.0, renderer.Parameters["width"]);
        Assert.Equal(new Vector3(255, 128, 0) / 255, renderer.Color);
        Assert.Equal(new Vector3(3, 4, 5), scene.Components<LabelComponent>().Single().Keypoints[1]);
        Assert.Equal((7, 255, true), ((int)scene.Classes[0].Id, scene.Classes[0].Color, scene.Classes[0].IsThing));
        Assert.Equal((0.1f, 3), (scene.TimeStep, scene.WarmUpSteps));
    }

    [Fact]
    public void An_override_lies_over_its_prefab_field_by_field()
    {
        File.WriteAllText(Path.Combine(_folder, "lamp.json"), """{ "components": [ { "type": "Light", "intensity": 3, "range": 4 } ] }""");
        Scene scene = Load("""
            { "name": "t",
              "prefabs": {
                "thing": { "scale": 3, "components": [ { "type": "MeshRenderer", "mesh": "box", "color": "#ff0000", "roughness": 0.2 } ],
                           "children": [ { "name": "lamp", "prefab": "lamp.json", "position": [0, 1, 0] } ] },
                "red thing": { "prefab": "thing", "components": [ { "type": "MeshRenderer", "roughness": 0.9 } ] } },
              "entities": [
                { "name": "a", "prefab": "red thing", "position": [1, 0, 0], "components": [ { "type": "MeshRenderer", "color": "#00ff00" } ],
                  "children": [ { "name": "lamp", "components": [ { "type": "Light", "range": 9 } ] } ] },
                { "name": "b", "prefab": "thing" } ] }
            """);
        MeshRendererComponent[] renderers = scene.Components<MeshRendererComponent>().ToArray();
        Assert.Equal((new Vector3(0, 1, 0), 0.9f, "box"), (renderers[0].Color!.Value, renderers[0].Roughness!.Value, renderers[0].Mesh));
        Assert.Equal((new Vector3(1, 0, 0), 0.2f), (renderers[1].Color!.Value, renderers[1].Roughness!.Value));
        LightComponent[] lights = scene.Components<LightComponent>().ToArray();
        Assert.Equal([(3f, 9f), (3f, 4f)], lights.Select(l => (l.Intensity, l.Range)));
        Assert.Equal(new Vector3(3), scene.Entities[0].Scale);
        Assert.Equal(new Vector3(0, 1, 0), scene.Entities[0].Children[0].Position);
        Assert.Equal(["red thing", "thing"], scene.Prefabs.Keys.Order());
    }

    [Theory]
    [InlineData("""{ "name": "a", "parent": "b" }, { "name": "b", "parent": "c" }, { "name": "c", "parent": "a" }""", "parent", "a -> b -> c -> a")]
    [InlineData("""{ "name": "a", "parent": "x" }""", "parent", "no entity 'x'")]
    [InlineData("""{ "name": "a" }, { "name": "a" }""", "name", "already")]
    [InlineData("""{ "name": "a", "prefab": "x" }""", "prefab", "no prefab 'x'")]
    [InlineData("""{ "name": "a", "prefab": "x.json" }""", "prefab", "no file")]
    [InlineData("""{ "name": "a", "prefab": "self" }""", "prefab", "made of itself")]
    [InlineData("""{ "name": "a", "position": [1, 2] }""", "position", "3 numbers")]
    [InlineData("""{ "name": "a", "rotation": "north" }""", "rotation", "numbers")]
    [InlineData("""{ "name": "a", "components": [ { "type": "MeshRenderer", "mesh": "bax" } ] }""", "mesh", "box")]
    [InlineData("""{ "name": "a", "components": [ { "type": "MeshRenderer", "mesh": "box", "parameters": { "size": 1 } } ] }""", "mesh", "width")]
    [InlineData("""{ "name": "a", "components": [ { "type": "MeshRenderer", "mesh": "x.glb" } ] }""", "mesh", "x.glb")]
    [InlineData("""{ "name": "a", "components": [ { "type": "MeshRenderer", "mesh": "box", "color": "red" } ] }""", "color", "#ff8800")]
    [InlineData("""{ "name": "a", "components": [ { "type": "MeshRenderer", "mesh": "box", "metallic": 2 } ] }""", "metallic", "from 0 to 1")]
    [InlineData("""{ "name": "a", "components": [ { "type": "MeshRenderer", "mesh": "box", "texture": "nothing.png" } ] }""", "texture", "no file")]
    [InlineData("""{ "name": "a", "components": [ { "type": "MeshRenderer", "mesh": "box", "texture": "scene.json" } ] }""", "texture", "no picture")]
    [InlineData("""{ "name": "a", "position": [1e39, 0, 0] }""", "position", "beyond all bounds")]
    [InlineData("""{ "name": "a", "components": [ { "type": "Label", "class": "cat" } ] }""", "class", "no 'classes'")]
    [InlineData("""{ "name": "a", "components": [ { "type": "Camera", "near": 2, "far": 1 } ] }""", "far", "more than 'near'")]
    [InlineData("""{ "name": "a", "components": [ { "type": "Sky", "clouds": null } ] }""", "clouds", "not null")]
    [InlineData("""{ "name": "a", "components": [ { "mesh": "box" } ] }""", "components[0]", "'type'")]
    [InlineData("""{ "name": "a", "children": [ { "name": "b", "parent": "a" } ] }""", "parent", "already")]
    public void Refuses_what_a_scene_cannot_be(string entities, string field, string hint)
    {
        string json = $$"""{ "name": "t", "prefabs": { "self": { "prefab": "self" } }, "entities": [ {{entities}} ] }""";
        if (!entities.Contains("self", StringComparison.Ordinal))
            json = json.Replace("\"prefabs\": { \"self\": { \"prefab\": \"self\" } }, ", "", StringComparison.Ordinal);
        var e = Assert.Throws<SceneException>(() => Load(json));
        Assert.Contains("line 1", e.Message, StringComparison.Ordinal);
        Assert.Contains(field, e.Message, StringComparison.Ordinal);
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_are_as_many_as_the_class_names()
    {
        var e = Assert.Throws<SceneException>(() => Load("""
            { "name": "t", "classes": [ { "id": 1, "name": "cat", "keypoints": ["nose", "tail"], "trainId": 3 } ],
              "entities": [ { "name": "a", "components": [ { "type": "Label", "class": "cat", "keypoints": [[0, 0, 0]] } ] } ] }
            """));
        Assert.Contains("line 2", e.Message, StringComparison.Ordinal);
        Assert.Contains("names 2", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<SceneException>(() => Load("""{ "name": "t", "classes": [ { "id": 1, "name": "cat", "trainId": 3.7 } ], "entities": [] }"""));
        Assert.Contains("trainId", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_a_byte_order_mark_and_refuses_other_encodings()
    {
        string file = Path.Combine(_folder, "scene.json");
        File.WriteAllText(file, """{ "name": "straße", "entities": [] }""", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("straße", SceneFile.Load(_folder).Name);
        File.WriteAllText(file, "{ \"name\": \"x\",\n\"description\": \"straße\", \"entities\": [] }", System.Text.Encoding.Latin1);
        var e = Assert.Throws<SceneException>(() => SceneFile.Load(_folder));
        Assert.Contains("line 2", e.Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_scene_names_where_it_was_looked_for()
    {
        var e = Assert.Throws<SceneException>(() => SceneFile.Load(Path.Combine(_folder, "nowhere")));
        Assert.Contains("nowhere", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_npm_package_that_is_not_there_names_the_command()
    {
        var e = Assert.Throws<SceneException>(() => ScenePaths.Resolve(Load(Good), "npm:@nobody/nothing/x.onnx"));
        Assert.Contains("npm ci", e.Message, StringComparison.Ordinal);
        Assert.Contains("nothing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_scene_that_ships_loads()
    {
        string[] files = Directory.GetFiles(Path.Combine(TestFiles.Root, "scenes"), "scene.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
            Assert.Equal(Path.GetFileName(Path.GetDirectoryName(file)), SceneFile.Load(file).Name);
    }

    [Fact]
    public void The_published_schema_is_what_components_say()
    {
        string file = Path.Combine(TestFiles.Root, "scenes", "scene.schema.json");
        Assert.True(
            File.ReadAllText(file) == SceneSchema.Text(ComponentRegistry.BuiltIn, BuiltInModels.All.OrderBy(k => k.Name, StringComparer.Ordinal)),
            $"{file} is not what the components say of their fields. Write it anew: dotnet run --project src/Fovea.Player -- schema > scenes/scene.schema.json");
    }

    [Fact]
    public void Every_scene_that_ships_fits_the_published_schema()
    {
        string folder = Path.Combine(TestFiles.Root, "scenes");
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "scene.schema.json")))!;
        foreach (string file in Directory.GetFiles(folder, "scene.json", SearchOption.AllDirectories))
            Assert.Empty(JsonSchemaCheck.Errors(schema, JsonNode.Parse(File.ReadAllText(file))));
        Assert.NotEmpty(JsonSchemaCheck.Errors(schema, JsonNode.Parse(Good.Replace("12.5", "0", StringComparison.Ordinal))));
        Assert.NotEmpty(JsonSchemaCheck.Errors(schema, JsonNode.Parse(Good.Replace("\"card\"", "\"cart\"", StringComparison.Ordinal))));
    }

    private Scene Load(string json)
    {
        File.WriteAllText(Path.Combine(_folder, "scene.json"), json);
        return SceneFile.Load(_folder);
    }
}
