using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fovea.Scenes;
using Xunit;

namespace Fovea.Tests.Scenes;

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
        VisionCamera camera = scene.Components<VisionCamera>().Single();
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
    [InlineData("\"entities\": [", "\"entities\": ", 3, "entities", "a list")]
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
    public void Every_scene_that_ships_loads_and_keeps_to_the_published_schema()
    {
        string scenes = Path.Combine(TestFiles.Root, "scenes");
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(scenes, "scene.schema.json")))!;
        string[] files = Directory.GetFiles(scenes, "scene.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Scene scene = SceneFile.Load(file);
            Assert.Equal(Path.GetFileName(Path.GetDirectoryName(file)), scene.Name);
        }

        AssertFields(schema["$defs"]!["VisionCamera"]!, typeof(VisionCamera), "type");
        AssertFields(schema["$defs"]!["PictureSource"]!, typeof(PictureSourceComponent), "type");
        AssertFields(schema["$defs"]!["Entity"]!, typeof(Entity));
    }

    private static void AssertFields(JsonNode definition, Type type, params string[] more) => Assert.Equal(
        type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Concat(more).Order(),
        definition["properties"]!.AsObject().Select(p => p.Key).Order());

    private Scene Load(string json)
    {
        File.WriteAllText(Path.Combine(_folder, "scene.json"), json);
        return SceneFile.Load(_folder);
    }
}
