using System;
using System.Diagnostics;
using System.IO;
using Fovea.Capture;
using Fovea.Tests.Capture;
using Fovea.Tests.Hosting;
using Xunit;

namespace Fovea.Tests.Player;

/// <summary>The program in a process of its own, with a display or without.</summary>
public sealed class WindowPlayTests
{
    [SkippableFact]
    public void With_a_display_it_opens_a_window_and_writes_no_results()
    {
        using Xvfb server = Xvfb.StartOrSkip();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        (int code, string output, string error) = Play(folder, server.Display);
        Skip.If(error.Contains("GLFW", StringComparison.Ordinal) || error.Contains("not with OpenGL", StringComparison.Ordinal), error);
        Assert.True(code == 0, error);
        Assert.Contains("Playing 'faces'", error);
        Assert.Contains("frames a second", output);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [SkippableFact]
    public void A_window_records_and_says_where()
    {
        Sources.NeedFfmpeg();
        using Xvfb server = Xvfb.StartOrSkip();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string video = folder.File("video.mp4");
        (int code, string output, string error) = Play(folder, server.Display, "--record", video);
        Skip.If(error.Contains("GLFW", StringComparison.Ordinal) || error.Contains("not with OpenGL", StringComparison.Ordinal), error);
        Assert.True(code == 0, error);
        Assert.Contains($"The recording is {video}.", output);
        Assert.True(File.Exists(video));
    }

    [SkippableFact]
    public void Without_a_display_it_says_so_and_writes_files()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        (int code, string output, string error) = Play(folder, display: null);
        Assert.True(code == 0, error);
        Assert.Contains("no display", error);
        Assert.Contains("frames a second", output);
        Assert.True(File.Exists(folder.File("out/faces/frame_0000.png")));
        Assert.True(File.Exists(folder.File("out/faces/results.jsonl")));
    }

    private static (int Code, string Output, string Error) Play(
        TestFiles.TemporaryFolder folder, string? display, params string[] more)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Displays are told by environment variables on Linux only.");
        Picture.SavePng(folder.File("grey.png"), 64, 48, new byte[64 * 48 * 4]);
        string program = Path.Combine(AppContext.BaseDirectory, "Fovea.Player.dll");
        bool underDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(underDotnet ? Environment.ProcessPath! : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestFiles.Root,
        };
        foreach (string argument in (string[])[program, "--frames", "1", "--source", folder.File("grey.png"), "--out", folder.File("out"), .. more])
            start.ArgumentList.Add(argument);
        start.Environment.Remove("DISPLAY");
        start.Environment.Remove("WAYLAND_DISPLAY");
        if (display is not null)
            start.Environment["DISPLAY"] = display;
        using Process process = Process.Start(start)!;
        string error = "";
        process.ErrorDataReceived += (_, line) => error += line.Data + "\n";
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(60_000))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The program did not end.\n" + error);
        }

        process.WaitForExit();
        return (process.ExitCode, output, error);
    }
}
