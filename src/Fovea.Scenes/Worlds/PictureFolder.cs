using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;

namespace Fovea.Scenes.Worlds;

/// <summary>The pictures of a folder, always in the same order.</summary>
internal static class PictureFolder
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'], Jpeg = [0xFF, 0xD8, 0xFF];

    /// <summary>The pictures as paths of the scene, sorted by their characters' numbers: a machine's language does not matter.</summary>
    /// <param name="scene">Where paths start.</param>
    /// <param name="folder">A path as in the rest of the scene.</param>
    /// <exception cref="SceneException">There is no such folder, or no picture in it.</exception>
    public static IReadOnlyList<string> List(Scene scene, string folder)
    {
        string path = ScenePaths.Resolve(scene, folder);
        if (!Directory.Exists(path))
            throw new SceneException($"there is no folder {path}.");
        string[] files = Directory.GetFiles(path).Select(f => Path.GetFileName(f)!)
            .Where(PictureFile.HasExtension).Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0
            ? files.Select(name => $"{folder.TrimEnd('/')}/{name}").ToArray()
            : throw new SceneException($"there is no picture in {path}: no file that ends in {string.Join(", ", PictureFile.Extensions)}.");
    }

    /// <summary>Makes sure that all of them begin as pictures do.</summary>
    /// <inheritdoc cref="List"/>
    public static void Check(Scene scene, string folder)
    {
        Span<byte> head = stackalloc byte[4];
        foreach (string path in List(scene, folder))
        {
            string file = ScenePaths.Resolve(scene, path);
            scene.Sources.Add(path, file);
            try
            {
                using FileStream stream = File.OpenRead(file);
                int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
                if (!head[..read].StartsWith(Png) && !head[..read].StartsWith(Jpeg))
                    throw new SceneException($"{file} is no picture: it begins neither as a PNG nor as a JPEG. Take it out of the folder.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new SceneException($"{file} cannot be read: {e.Message}", e);
            }
        }
    }
}
