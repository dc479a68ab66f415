using System;
using System.IO;
using Xunit;

namespace Fovea.Tests;

/// <summary>Finds files that tests use, and folders that they may write to.</summary>
internal static class TestFiles
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file among the shared test models and photos; the test is skipped where they are absent.</summary>
    public static string Asset(string path)
    {
        string full = Path.GetFullPath(Path.Combine(Root, "..", "shared", "assets", path));
        Skip.IfNot(File.Exists(full) || Directory.Exists(full), $"The shared asset {path} is not on this machine.");
        return full;
    }

    /// <summary>A file of an npm package; the test is skipped where it is not installed.</summary>
    public static string Package(string path)
    {
        string full = Path.Combine(Root, "node_modules", path);
        Skip.IfNot(File.Exists(full), $"npm's {path} is not installed.");
        return full;
    }

    /// <summary>A new empty folder, deleted with the returned object.</summary>
    public static TemporaryFolder NewFolder() => new();

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Plugin.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    internal sealed class TemporaryFolder : IDisposable
    {
        public TemporaryFolder() => Directory.CreateDirectory(Location);

        public string Location { get; } = Path.Combine(Path.GetTempPath(), "fovea-tests-" + Guid.NewGuid().ToString("N"));

        public string File(string name) => Path.Combine(Location, name);

        public void Dispose() => Directory.Delete(Location, recursive: true);
    }
}
