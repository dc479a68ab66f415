using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;

namespace Fovea.Training.Data;

/// <summary>Finds pictures beside their labels.</summary>
internal static class PictureFiles
{
    /// <summary>The pictures of a folder in the ordinal order of their names.</summary>
    /// <exception cref="DataException">There is no folder, or no picture in it.</exception>
    public static IReadOnlyList<string> In(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DataException($"There is no folder '{folder}' (looked for {Path.GetFullPath(folder)}).");
        string[] files = Directory.GetFiles(folder).Where(PictureFile.HasExtension).Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0 ? files : throw new DataException($"The folder '{folder}' holds no picture that ends in {string.Join(", ", PictureFile.Extensions)}.");
    }

    /// <summary>Checks that a picture is there.</summary>
    /// <param name="path">The picture.</param>
    /// <param name="where">What names it.</param>
    /// <exception cref="DataException">It is not.</exception>
    public static string Expect(string path, string where) =>
        File.Exists(path) ? path : throw new DataException($"{where}: there is no picture '{path}'.");
}
