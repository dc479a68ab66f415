using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Fovea.Gpu.Caching;

/// <summary>Where systems want what can be made again.</summary>
internal static class SystemFolder
{
    /// <summary>The folder for Fovea's caches, or null where the user has no home.</summary>
    public static string? OfCaches()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return local.Length == 0 ? null : Path.Combine(local, "fovea", "cache");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            return home.Length == 0 ? null : Path.Combine(home, "Library", "Caches", "fovea");

        // The XDG base directory specification; a relative path there is to be ignored.
        string? told = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!string.IsNullOrEmpty(told) && Path.IsPathRooted(told))
            return Path.Combine(told, "fovea");
        return home.Length == 0 ? null : Path.Combine(home, ".cache", "fovea");
    }
}
