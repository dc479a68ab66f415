using System;
using System.IO;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Scenes;
using Fovea.Training.Data;
using Fovea.Vision.Cards;

namespace Fovea.Player;

/// <summary>Turns exceptions into a message for the person at the keyboard and an exit code.</summary>
internal static class Failures
{
    /// <summary>Writes what went wrong; the stack only where it helps.</summary>
    public static int Report(Exception e, TextWriter error, bool verbose)
    {
        if (e is OperationCanceledException)
        {
            error.WriteLine("Interrupted.");
            return ExitCodes.Interrupted;
        }

        if (!IsExpected(e))
        {
            error.WriteLine($"Something went wrong inside Fovea: {e.Message}");
            error.WriteLine("This is a bug. Please report it with the command and these lines:");
            error.WriteLine(e);
            return ExitCodes.Bug;
        }

        error.WriteLine(e.Message);
        if (verbose)
            error.WriteLine(e);
        return ExitCodes.BadInput;
    }

    // What the input, the files or the system can cause; each has a message of its own that says what to do.
    private static bool IsExpected(Exception e) => e is UsageException or ModelException or DataException or SceneException or CardException or CaptureException or GpuException
        or ShaderException or HostUnavailableException or OnnxRuntimeUnavailableException or IOException or UnauthorizedAccessException;
}
