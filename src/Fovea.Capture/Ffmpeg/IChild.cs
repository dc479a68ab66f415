using System;
using System.IO;

namespace Fovea.Capture;

/// <summary>A running child process.</summary>
internal interface IChild : IDisposable
{
    /// <summary>What it writes to its standard output.</summary>
    Stream Output { get; }

    /// <summary>Its standard input.</summary>
    Stream Input { get; }

    /// <summary>The last lines it wrote to standard error.</summary>
    string ErrorTail { get; }

    /// <summary>Its exit code; null when it still runs after this time.</summary>
    int? WaitForExit(TimeSpan timeout);

    /// <summary>Ends it at once if it still runs.</summary>
    void Kill();
}
