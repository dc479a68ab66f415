using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Hosting;

/// <summary>
/// Hosts tried out in a process of their own. Drivers and display libraries read the environment of the process when they are
/// loaded, and a display server that goes away takes its clients with it: neither is anything for the test process.
/// </summary>
internal static class HostProbe
{
    /// <summary>Runs this assembly as a program and gives back the lines <c>name=value</c> that it printed.</summary>
    internal static IReadOnlyDictionary<string, string> Run(string what, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(HostProbe).Assembly.Location, what },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(60_000))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The probe `{what}` did not end within a minute.");
        }

        Assert.True(process.ExitCode == 0, $"The probe `{what}` ended with {process.ExitCode}:\n{errors.Result}");
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    internal static void Headless()
    {
        try
        {
            using HeadlessHost host = HeadlessHost.Create(new HeadlessOptions { AllowOlder = true });
            Console.WriteLine($"api={host.Api}\nversion={host.Version}\ncompute={host.HasCompute}");
        }
        catch (HostUnavailableException e)
        {
            Console.WriteLine($"unavailable={e.Message}");
        }
    }

    internal static void FailInWindow()
    {
        int frames = 0;
        try
        {
            using WindowHost host = WindowHost.Open(new WindowHostOptions { Title = "Fovea test", Width = 320, Height = 240 });
            host.Run(_ =>
            {
                if (++frames == 2)
                    throw new InvalidOperationException("frame 2 failed");
            });
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine($"failure={e.Message}\nframes={frames}");
        }
    }

    internal static unsafe void OpenWindow()
    {
        using WindowHost host = WindowHost.Open(new WindowHostOptions { Title = "Fovea test", Width = 320, Height = 240 });
        GL gl = host.GL;
        int frames = 0;
        byte[] pixel = new byte[4];
        host.Run(delta =>
        {
            (int width, int height) = host.FramebufferSize;
            gl.Viewport(0, 0, (uint)width, (uint)height);
            gl.ClearColor(0.2f, 0.4f, 0.6f, 1f);
            gl.Clear(ClearBufferMask.ColorBufferBit);
            fixed (byte* pointer = pixel)
                gl.ReadPixels(width / 2, height / 2, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pointer);
            if (++frames == 5)
                host.Close();
        });
        Console.WriteLine($"api={host.Api}\nversion={host.Version}\ncompute={host.HasCompute}\ntitle={host.Title}");
        Console.WriteLine($"size={host.FramebufferSize}\nframes={frames}\npixel={string.Join(' ', pixel.Take(3))}");
        Console.WriteLine($"clean={gl.GetError() == GLEnum.NoError}");
    }
}
