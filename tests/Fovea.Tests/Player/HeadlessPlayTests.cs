using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Fovea.Capture;
using Fovea.Player;
using Xunit;

namespace Fovea.Tests.Player;

public sealed class HeadlessPlayTests
{
    private static readonly string Faces = Path.Combine(TestFiles.Root, "scenes", "faces");

    [SkippableFact]
    public void The_faces_scene_becomes_pictures_and_results_and_a_table()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string output = CommandLine.Run("play", Faces, "--headless", "--frames", "2", "--out", folder.Location).Ok();
        string results = Path.Combine(folder.Location, "faces");
        Assert.Equal(["frame_0000.png", "frame_0001.png", "results.jsonl"], Files(results));

        JsonElement[] frames = Results(results);
        Assert.Equal(2, frames.Length);
        for (int i = 0; i < frames.Length; i++)
        {
            Picture picture = Picture.Load(Path.Combine(results, $"frame_{i:0000}.png"));
            Assert.Equal(i, frames[i].GetProperty("image_id").GetInt32());
            Assert.Equal(2.0 * i, frames[i].GetProperty("time").GetDouble());
            Assert.EndsWith($"sample{i + 1}.jpg", frames[i].GetProperty("file_name").GetString());
            JsonElement[] detections = frames[i].GetProperty("annotations").EnumerateArray().ToArray();
            Assert.NotEmpty(detections);
            Assert.All(detections, detection =>
            {
                Assert.Equal("face", detection.GetProperty("category_name").GetString());
                Assert.InRange(detection.GetProperty("score").GetDouble(), 0.5, 1);
                double[] box = Numbers(detection.GetProperty("bbox"));
                Assert.InRange(box[0] + (box[2] / 2), 0, picture.Width);
                Assert.InRange(box[1] + (box[3] / 2), 0, picture.Height);
                Assert.Equal(3 * 6, detection.GetProperty("keypoints").GetArrayLength());
            });
        }

        int found = frames.Sum(f => f.GetProperty("annotations").GetArrayLength());
        Assert.Matches($@"face found\s+{found}\s", output);
        foreach (string stage in new[] { "upload", "network", "draw", "read-back" })
            Assert.Matches(stage + @"\s+[0-9.]+ ms\s", output);
        Assert.Contains("frames a second", output);
    }

    [SkippableFact]
    public void Boxes_are_the_same_on_every_backend_and_without_compute_shaders()
    {
        CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        double[][] want = Boxes("--backend", "onnxruntime"), gl = Boxes("--backend", "gl"), plain = Boxes("--no-compute");
        Assert.NotEmpty(want);
        foreach (double[][] got in new[] { gl, plain })
        {
            Assert.Equal(want.Length, got.Length);
            for (int i = 0; i < want.Length; i++)
                Assert.True(Overlap(want[i], got[i]) >= 0.99, $"Box {i}: {string.Join(' ', want[i])} and {string.Join(' ', got[i])}.");
        }

        double[][] Boxes(params string[] options)
        {
            CommandLine.Run(["play", Faces, "--headless", "--frames", "1", "--out", folder.Location, .. options]).Ok();
            return Results(Path.Combine(folder.Location, "faces")).Single().GetProperty("annotations").EnumerateArray()
                .Select(d => Numbers(d.GetProperty("bbox"))).ToArray();
        }
    }

    [SkippableFact]
    public void Every_picture_of_a_folder_is_played_and_earlier_output_makes_way()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string pictures = folder.File("pictures"), output = folder.File("out"), results = Path.Combine(output, "faces");
        for (int i = 0; i < 5; i++)
            Save(Path.Combine(pictures, $"{i}.png"), 40 + (8 * i), 30, (byte)(50 * i));
        CommandLine.Run("play", Faces, "--headless", "--source", pictures, "--out", output).Ok();
        Assert.Equal([.. Enumerable.Range(0, 5).Select(i => $"frame_000{i}.png"), "results.jsonl"], Files(results));
        for (int i = 0; i < 5; i++)
        {
            Picture picture = Picture.Load(Path.Combine(results, $"frame_000{i}.png"));
            Assert.Equal((40 + (8 * i), 30), (picture.Width, picture.Height));
            // The picture is drawn as it is: no box lies over grey.
            Assert.Equal((byte)(50 * i), picture.Rgba[0]);
        }

        File.WriteAllText(Path.Combine(results, "frame_of_mine.png"), "");
        CommandLine.Run("play", Faces, "--headless", "--source", Path.Combine(pictures, "3.png"), "--out", output).Ok();
        Assert.Equal(["frame_0000.png", "frame_of_mine.png", "results.jsonl"], Files(results));
    }

    [SkippableFact]
    public void Interrupted_it_leaves_whole_files()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        CommandLine result = CommandLine.Run(new CancellationToken(true), "play", Faces, "--headless", "--out", folder.Location);
        Assert.Equal(ExitCodes.Interrupted, result.Code);
        Assert.Equal(["results.jsonl"], Files(Path.Combine(folder.Location, "faces")));
    }

    [SkippableFact]
    public void A_picture_that_is_damaged_ends_it_with_what_came_before()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string pictures = folder.File("pictures"), output = folder.File("out");
        Save(Path.Combine(pictures, "a.png"), 32, 32, 100);
        File.WriteAllBytes(Path.Combine(pictures, "b.png"), File.ReadAllBytes(Path.Combine(pictures, "a.png"))[..40]);
        Assert.Contains("b.png", CommandLine.Run("play", Faces, "--headless", "--source", pictures, "--out", output).BadInput());
        Assert.Single(Results(Path.Combine(output, "faces")));
        Assert.Contains("frame_0000.png", Files(Path.Combine(output, "faces")));
    }

    [SkippableFact]
    public void What_is_wrong_is_named()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        Assert.Contains("no-such-scene", Play("no-such-scene"));
        Assert.Contains("no-such-picture.png", Play(Faces, "--source", folder.File("no-such-picture.png")));
        Directory.CreateDirectory(folder.File("empty"));
        Assert.Contains("empty", Play(Faces, "--source", folder.File("empty")));
        Assert.Contains("no-shaders", Play(Faces, "--shaders", folder.File("no-shaders")));

        File.WriteAllText(folder.File("scene.json"), "{\n  \"name\": \"odd\",\n  \"entities\": [],\n  \"colour\": 3\n}");
        Assert.Contains("colour", Play(folder.Location));
        File.WriteAllText(folder.File("scene.json"), "{ \"name\": \"empty\", \"entities\": [] }");
        Assert.Contains("VisionCamera", Play(folder.Location));

        string Play(params string[] args) => CommandLine.Run(["play", .. args, "--headless", "--out", folder.File("out")]).BadInput();
    }

    [SkippableFact]
    public void A_broken_shader_of_the_persons_own_is_shown_with_its_line()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        Directory.CreateDirectory(folder.File("vision/overlay"));
        File.WriteAllText(folder.File("vision/overlay/picture.frag"), "void main()\n{\n    nonsense = 3;\n}\n");
        string error = CommandLine.Run(
            "play", Faces, "--headless", "--frames", "1", "--out", folder.File("out"), "--shaders", folder.Location).BadInput();
        Assert.Contains("picture.frag", error);
        Assert.Contains("nonsense = 3", error);
    }

    [SkippableFact]
    public void Frames_are_recorded()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string video = folder.File("seen.mp4");
        CommandLine result = CommandLine.Run(
            "play", Faces, "--headless", "--out", folder.File("out"), "--record", video,
            "--source", "ffmpeg:-f lavfi -i testsrc2=size=64x48:rate=10", "--frames", "3");
        Skip.If(result.Error.Contains("ffmpeg is not installed", StringComparison.OrdinalIgnoreCase), "ffmpeg is not installed.");
        result.Ok();
        using IFrameSource recorded = SourceFactory.Open(video);
        Assert.True(recorded.WaitForNext(TimeSpan.FromSeconds(20)));
        Assert.True(recorded.TryNext(out Frame? frame));
        Assert.Equal((64, 48), (frame.Width, frame.Height));
        frame.Dispose();
    }

    private static void Save(string path, int width, int height, byte grey)
    {
        var rgba = new byte[4 * width * height];
        for (int i = 0; i < rgba.Length; i++)
            rgba[i] = i % 4 == 3 ? (byte)255 : grey;
        Picture.SavePng(path, width, height, rgba);
    }

    private static string[] Files(string folder) =>
        Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToArray();

    private static JsonElement[] Results(string folder) =>
        File.ReadLines(Path.Combine(folder, "results.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

    private static double[] Numbers(JsonElement array) => array.EnumerateArray().Select(n => n.GetDouble()).ToArray();

    private static double Overlap(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double width = Math.Min(a[0] + a[2], b[0] + b[2]) - Math.Max(a[0], b[0]);
        double height = Math.Min(a[1] + a[3], b[1] + b[3]) - Math.Max(a[1], b[1]);
        double both = Math.Max(0, width) * Math.Max(0, height);
        return both / ((a[2] * a[3]) + (b[2] * b[3]) - both);
    }
}
