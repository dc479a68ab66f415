using System;
using System.IO;

namespace Fovea.Player.Output;

/// <summary>Files that are there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file under a temporary name and then gives it its own.</summary>
    /// <param name="path">Where to; what is there is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path), temporary = full + ".partial";
        try
        {
            using (FileStream file = File.Create(temporary))
                write(file);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
