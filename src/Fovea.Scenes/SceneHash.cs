using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Fovea.Scenes;

/// <summary>Tells whether a scene is still the one that a dataset was begun with.</summary>
public static class SceneHash
{
    /// <summary>A hash of all files in the scene's folder, as 16 hexadecimal digits.</summary>
    /// <param name="scene">The scene.</param>
    public static string Of(Scene scene)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(scene.Folder, file).Replace('\\', '/');
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{new FileInfo(file).Length}\n"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16].ToLowerInvariant();
    }
}
