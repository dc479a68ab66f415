using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Fovea.Scenes;

/// <summary>Tells whether a scene is still the one that a dataset was begun with.</summary>
public static class SceneHash
{
    /// <summary>
    /// A hash of the files that the scene was loaded from (its own, prefabs, models, textures) and of their names in the scene, as 16 hexadecimal
    /// digits; empty for a scene that code has made. Other files beside them do not matter: a dataset may be made in the scene's folder.
    /// </summary>
    /// <param name="scene">The scene.</param>
    /// <exception cref="SceneException">One of the files cannot be read any more.</exception>
    public static string Of(Scene scene)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool hasFiles = false;
        foreach ((string name, string path) in scene.Sources.Files)
        {
            byte[] bytes = Read(path);
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
            hasFiles = true;
        }

        return hasFiles ? Convert.ToHexString(hash.GetHashAndReset())[..16].ToLowerInvariant() : "";
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SceneException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
