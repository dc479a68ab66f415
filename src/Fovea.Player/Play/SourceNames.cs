using System;
using System.IO;

namespace Fovea.Player.Play;

/// <summary>What results call the sources of frames.</summary>
internal static class SourceNames
{
    /// <summary>Below the current folder, a path from there: it says the same on another machine. Else the name itself.</summary>
    public static string Relative(string from)
    {
        if (!File.Exists(from))
            return from;
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), from);
        return relative.StartsWith("..", StringComparison.Ordinal) ? from : relative.Replace('\\', '/');
    }
}
