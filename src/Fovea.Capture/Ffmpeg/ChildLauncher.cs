using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace Fovea.Capture;

/// <summary>Starts real processes.</summary>
internal sealed class ChildLauncher : IChildLauncher
{
    private const int LinesKept = 64;

    /// <summary>ENOENT, and ERROR_FILE_NOT_FOUND on Windows.</summary>
    private const int FileNotFound = 2;

    public static ChildLauncher Instance { get; } = new();

    public IChild Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        try
        {
            return new Child(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            string reason = e.NativeErrorCode == FileNotFound ? "is not on this system" : $"cannot be started ({e.Message})";
            throw new CaptureException($"The program '{program}' {reason}. Cameras, videos and recordings need ffmpeg. {InstallLine}", e);
        }
    }

    private static string InstallLine =>
        OperatingSystem.IsWindows() ? "Install it with: winget install ffmpeg"
        : OperatingSystem.IsMacOS() ? "Install it with: brew install ffmpeg"
        : "Install it with: apt-get install ffmpeg";

    private sealed class Child : IChild
    {
        private readonly Process _process;
        private readonly Queue<string> _lines = new();

        public Child(Process process)
        {
            _process = process;
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.BeginErrorReadLine();
        }

        public Stream Output => _process.StandardOutput.BaseStream;

        public Stream Input => _process.StandardInput.BaseStream;

        public string ErrorTail
        {
            get
            {
                lock (_lines)
                    return string.Join(Environment.NewLine, _lines);
            }
        }

        public int? WaitForExit(TimeSpan timeout)
        {
            if (!_process.WaitForExit(timeout))
                return null;

            // Standard error may hold more than has been read by now; what it says is the reason people will see.
            // A grandchild can hold it open, hence not without limit; a busy machine takes its time.
            _process.WaitForExitAsync().Wait(TimeSpan.FromSeconds(5));
            return _process.ExitCode;
        }

        public void Kill()
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It has ended by itself meanwhile.
            }
        }

        public void Dispose()
        {
            Kill();
            // Waits until the system has let go of it, so that none is left as a zombie and a camera is free again.
            _process.WaitForExit(TimeSpan.FromSeconds(2));
            _process.Dispose();
        }

        private void Keep(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;

            lock (_lines)
            {
                _lines.Enqueue(line.Trim());
                if (_lines.Count > LinesKept)
                    _lines.Dequeue();
            }
        }
    }
}
