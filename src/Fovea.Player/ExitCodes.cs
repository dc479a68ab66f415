namespace Fovea.Player;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>A comparison found a difference above its tolerance.</summary>
    public const int Different = 1;

    /// <summary>The command line, a file, a scene, a source or the system is not as needed; the message says what to do.</summary>
    public const int BadInput = 2;

    /// <summary>A fault in Fovea itself.</summary>
    public const int Bug = 70;

    /// <summary>Ended by Ctrl-C, or by a request to terminate; what was written is complete.</summary>
    public const int Interrupted = 130;
}
