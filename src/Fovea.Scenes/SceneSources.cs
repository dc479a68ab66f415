using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Scenes;

/// <summary>The files that a scene was made of: its own, prefabs, models and textures. May be used by several threads.</summary>
internal sealed class SceneSources
{
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>The files by the names that the scene gives them, in the order of these: the same on every machine.</summary>
    public IEnumerable<(string Name, string Path)> Files => _files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value));

    /// <summary>Takes a file down.</summary>
    /// <param name="name">As the scene names it.</param>
    /// <param name="path">Where it lies on this machine.</param>
    public void Add(string name, string path) => _files[name] = path;
}
