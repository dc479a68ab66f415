using System;
using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Fovea.Tests.Hosting;

/// <summary>A virtual X server for one test, on a display number that it finds itself; gone when disposed.</summary>
internal sealed class Xvfb : IDisposable
{
    private readonly Process _process;

    private Xvfb(Process process, string display)
    {
        _process = process;
        Display = display;
    }

    internal string Display { get; }

    /// <summary>Starts a server, or skips the test where there is none.</summary>
    internal static Xvfb StartOrSkip()
    {
        var start = new ProcessStartInfo("Xvfb", "-displayfd 1 -screen 0 640x480x24 -nolisten tcp")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            process = null;
        }

        Skip.If(process is null, "Xvfb is not installed.");
        process!.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? number = process.StandardOutput.ReadLine();
        var server = new Xvfb(process, ":" + number);
        if (!string.IsNullOrEmpty(number))
            return server;
        server.Dispose();
        throw new SkipException("Xvfb found no free display.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
