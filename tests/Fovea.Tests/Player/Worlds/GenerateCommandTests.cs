using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Fovea.Tests.Player.Worlds;

/// <summary>Datasets from scenes, whichever way they are made.</summary>
public sealed class GenerateCommandTests
{
    private const string Scene = """
        { "name": "yard",
          "classes": [ { "id": 1, "name": "floor" }, { "id": 2, "name": "ball", "color": "#ff0000", "thing": true }, { "id": 3, "name": "crate", "thing": true } ],
          "entities": [
            { "name": "eye", "position": [0, 2, 6], "rotation": [-10, 0, 0], "components": [ { "type": "Camera", "width": 61, "height": 37 } ] },
            { "name": "floor", "components": [ { "type": "MeshRenderer", "mesh": "plane", "pattern": "checker" }, { "type": "Label", "class": "floor" } ] },
            { "name": "ball", "position": [-1, 0.5, 0], "components": [ { "type": "MeshRenderer", "mesh": "sphere" }, { "type": "Label", "class": "ball" } ] },
            { "name": "crate", "position": [0.6, 0.5, 1], "rotation": [0, 30, 0], "components": [ { "type": "MeshRenderer", "mesh": "box" }, { "type": "Label", "class": "crate" } ] } ] }
        """;

    [SkippableTheory]
    [InlineData("coco")]
    [InlineData("yolo")]
    [InlineData("cityscapes")]
    [InlineData("solo")]
    public void Shards_join_to_the_bytes_of_one_run(string format)
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = NewScene();
        string Out(string name) => folder.File("data/" + name);
        string[] Generate(string name, params string[] more) =>
            ["generate", folder.File("yard"), "--count", "7", "--format", format, "--also", "depth", "flow", "--out", Out(name), .. more];

        CommandLine.Run(Generate("whole")).Ok();
        foreach (string shard in (string[])["2/3", "3/3", "1/3"])
            CommandLine.Run(Generate("shards", "--shard", shard)).Ok();
        Assert.Equal(Contents(Out("whole")), Contents(Out("shards")));
    }

    [SkippableTheory]
    [InlineData("shapes", 731, 80)]
    [InlineData("tabletop", 731, 96)]
    [InlineData("driving", 3, 128)]
    public void A_frame_by_itself_is_the_frame_of_a_run(string scene, int frame, int width)
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        byte[][] Generate(string name, int first, int count)
        {
            CommandLine.Run(
                "generate", Path.Combine(TestFiles.Root, "scenes", scene), "--first", $"{first}", "--count", $"{count}", "--size", $"{width}x{(width / 2) + 1}",
                "--also", "depthFloat", "flow", "--out", folder.File(name)).Ok();
            string[] files = Directory.GetFiles(folder.File(name), $"*{frame}.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(4, files.Length); // picture, depth, flow, and what is known of it
            return files.Select(File.ReadAllBytes).ToArray();
        }

        Assert.Equal(Generate("run", frame - 2, 4), Generate("alone", frame, 1));
    }

    [SkippableFact]
    public void Resuming_makes_what_is_missing_and_nothing_else()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = NewScene();
        string[] Generate(string name, params string[] more) => ["generate", folder.File("yard"), "--count", "5", "--out", folder.File(name), .. more];
        CommandLine.Run(Generate("whole")).Ok();
        CommandLine.Run(Generate("broken")).Ok();
        // As a kill leaves it: frame 3 has a picture and no fragment, frame 1 has neither.
        File.Delete(Directory.GetFiles(folder.File("broken/fragments"), "*3.jsonl").Single());
        File.Delete(Directory.GetFiles(folder.File("broken/fragments"), "*1.jsonl").Single());
        File.Delete(Directory.GetFiles(folder.File("broken/images"), "*1.png").Single());

        Assert.Contains("--resume", CommandLine.Run(Generate("broken")).Error);
        CommandLine resumed = CommandLine.Run(Generate("broken", "--resume"));
        resumed.Ok();
        Assert.Contains("3 frames are there already", resumed.Error);
        Assert.Equal(Contents(folder.File("whole")), Contents(folder.File("broken")));
        Assert.Contains("another dataset", CommandLine.Run(Generate("broken", "--resume", "--seed", "2")).Error);
        Assert.Contains("camera is \"\" there and \"eye\" here", CommandLine.Run(Generate("broken", "--resume", "--camera", "eye")).Error);

        // In the scene's own folder, too: the dataset is no part of the scene.
        CommandLine.Run(Generate("yard/data")).Ok();
        CommandLine.Run(Generate("yard/data", "--resume")).Ok();
    }

    [SkippableFact]
    public void Objects_are_where_they_are_seen()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = NewScene();
        string output = CommandLine.Run("generate", folder.File("yard"), "--count", "1", "--size", "160x120", "--out", folder.File("data")).Ok();
        Assert.Matches(@"ball\s+1", output);
        JsonElement coco = JsonDocument.Parse(File.ReadAllText(folder.File("data/annotations/instances.json"))).RootElement;
        JsonElement ball = coco.GetProperty("annotations").EnumerateArray().Single(a => a.GetProperty("category_id").GetInt32() == 2);
        double[] box = ball.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        // The camera looks 10 degrees down from (0, 2, 6); the ball's middle at (-1, 0.5, 0) is then 6.169 m before it and 0.435 m below its axis.
        double focal = 60 / Math.Tan(Math.PI / 6);
        Assert.InRange(box[0] + (box[2] / 2), 80 - (focal / 6.169) - 1, 80 - (focal / 6.169) + 1);
        Assert.InRange(box[1] + (box[3] / 2), 60 + (focal * 0.435 / 6.169) - 1, 60 + (focal * 0.435 / 6.169) + 1);
    }

    [SkippableFact]
    public void A_scene_without_a_camera_says_so()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = NewScene();
        File.WriteAllText(folder.File("yard/scene.json"), Scene.Replace("\"Camera\", \"width\": 61, \"height\": 37", "\"Light\"", StringComparison.Ordinal));
        Assert.Contains("no Camera", CommandLine.Run("generate", folder.File("yard"), "--count", "1", "--out", folder.File("data")).BadInput());
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [SkippableFact]
    public void A_scene_without_labels_makes_no_dataset()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        File.WriteAllText(folder.File("scene.json"), """{ "name": "bare", "entities": [ { "name": "eye", "components": [ { "type": "Camera" } ] } ] }""");
        Assert.Contains("Label", CommandLine.Run("generate", folder.Location, "--count", "1", "--out", folder.File("data")).BadInput());
    }

    [SkippableTheory]
    [InlineData("--format", "voc", "coco")]
    [InlineData("--shard", "4/3", "1/4")]
    [InlineData("--size", "640", "640x360")]
    [InlineData("--camera", "nose", "eye")]
    public void Says_what_an_option_takes(string option, string value, string hint)
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = NewScene();
        Assert.Contains(hint, CommandLine.Run("generate", folder.File("yard"), "--count", "1", "--out", folder.File("data"), option, value).BadInput());
        Assert.False(Directory.Exists(folder.File("data")));
    }

    private static TestFiles.TemporaryFolder NewScene()
    {
        TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        Directory.CreateDirectory(folder.File("yard"));
        File.WriteAllText(folder.File("yard/scene.json"), Scene);
        return folder;
    }

    private static IEnumerable<string> Contents(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetRelativePath(folder, f)}: {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}");
}
