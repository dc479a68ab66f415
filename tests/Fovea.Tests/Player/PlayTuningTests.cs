using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fovea.Gpu.Caching;
using Fovea.Models;
using Fovea.Tests.Capture;
using Fovea.Tests.Models;
using Xunit;

namespace Fovea.Tests.Player;

/// <summary><c>play --tune</c>, which looks for the fastest kernels between the frames.</summary>
public sealed class PlayTuningTests
{
    // Two convolutions were tuned after 200 to 400 frames, on two busy cores.
    private const int Frames = 1000;

    /// <summary>In processes of their own, since what was found is for the next start.</summary>
    [SkippableFact]
    public void It_comes_to_an_end_while_it_plays_and_the_next_start_has_nothing_to_do()
    {
        CommandLine.NeedGl();
        Sources.NeedFfmpeg();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        Net network = new Net(17).Input("x", 1, 3, 16, 24).Output("y").Constant("w", Weights(12, 3, 3, 3)).Constant("v", Weights(5, 12, 1, 1))
            .Node("Conv", "x w", "c", ("pads", new long[] { 1, 1, 1, 1 })).Node("Relu", "c", "r").Node("Conv", "r v", "d").Node("GlobalAveragePool", "d", "p").Node("Flatten", "p", "y");
        File.WriteAllBytes(folder.File("net.onnx"), network.Bytes());
        File.WriteAllText(folder.File("net.card.json"), """{ "task": "Classification", "labels": [ "a", "b", "c", "d", "e" ] }""");

        Assert.Matches(@"Tuned: (a run takes [0-9.]+ ms on the GPU in place of [0-9.]+, from the next start on|the default kernels are the fastest here)\.", Play(Frames));
        Assert.Contains("Tuning found nothing to do: this device was tuned before.", Play(20));

        string Play(int frames)
        {
            string output = Run(
                folder.File("cache"), "play", "--model", folder.File("net.onnx"), "--source", "ffmpeg:-f lavfi -i testsrc2=size=32x24:rate=30", "--headless", "--backend", "gl",
                "--tune", "--frames", $"{frames}", "--out", folder.File("out"));
            // It played on: every frame has its result.
            Assert.Equal(frames, File.ReadLines(folder.File("out/net/results.jsonl")).Count());
            return output;
        }
    }

    [SkippableFact]
    public void Where_nothing_can_be_kept_it_says_so_before_it_plays()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string error = CommandLine.Run(
            "play", Path.Combine(TestFiles.Root, "scenes", "faces"), "--headless", "--backend", "gl", "--tune", "--frames", "1", "--out", folder.File("out")).BadInput();
        Assert.Contains(DiskCache.Variable, error);
    }

    private static Tensor Weights(params int[] dims) =>
        Tensor.Of(new Shape(dims), Enumerable.Range(0, dims.Aggregate(1, (a, b) => a * b)).Select(i => MathF.Sin(i * 0.7f)).ToArray());

    private static string Run(string cache, params string[] arguments)
    {
        bool underDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(underDotnet ? Environment.ProcessPath! : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestFiles.Root,
        };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Fovea.Player.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment[DiskCache.Variable] = cache;
        using Process process = Process.Start(start)!;
        string error = "";
        process.ErrorDataReceived += (_, line) => error += line.Data + "\n";
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(300_000))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The program did not end.\n" + error);
        }

        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"Exit code {process.ExitCode}.\n{error}\n{output}");
        return output;
    }
}
