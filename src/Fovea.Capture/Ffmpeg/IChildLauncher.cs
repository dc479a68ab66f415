using System.Collections.Generic;

namespace Fovea.Capture;

/// <summary>Starts child processes; tests put their own in its place.</summary>
internal interface IChildLauncher
{
    /// <summary>Starts a program; arguments arrive as they are, with no shell between.</summary>
    /// <exception cref="CaptureException">The program is not on this system; the message says how to install it.</exception>
    IChild Start(string program, IReadOnlyList<string> arguments);
}
