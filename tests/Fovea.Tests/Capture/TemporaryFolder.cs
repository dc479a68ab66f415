using System;
using System.IO;

namespace Fovea.Tests.Capture;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("fovea-tests-").FullName;

    public string File(string name) => Path.Combine(Root, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = File(name);
        System.IO.File.WriteAllBytes(path, content.ToArray());
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
