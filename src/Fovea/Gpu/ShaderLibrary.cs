using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Fovea.Gpu;

/// <summary>Shader sources by path, as in <c>operators/conv/pointwise.comp</c>.</summary>
/// <remarks>
/// A path is looked for in the override folder, then among the sources that were added as text, then in the registered assemblies, the
/// last registered first; an assembly carries a source as an embedded resource named <c>shaders/PATH</c>. Fovea's own assembly is
/// always registered. In a source, <c>#include "common/packed.glsl"</c> takes in another source (each once) and
/// <c>#include &lt;name&gt;</c> a snippet of <see cref="ShaderDefines"/>. The version line is the library's to write.
/// </remarks>
public sealed class ShaderLibrary
{
    private const string ResourcePrefix = "shaders/";

    private readonly object _lock = new();
    private readonly string? _directory;
    private readonly List<Assembly> _assemblies = new();
    private readonly Dictionary<string, string> _added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _read = new(StringComparer.Ordinal);

    /// <summary>A library of Fovea's own shaders.</summary>
    /// <param name="directory">A folder whose files override all others, or null.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public ShaderLibrary(string? directory = null)
    {
        if (directory != null && !Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException(
                $"The shader folder '{Path.GetFullPath(directory)}' does not exist. It should hold files such as operators/conv/direct.comp.");
        }

        _directory = directory;
        _assemblies.Add(typeof(ShaderLibrary).Assembly);
    }

    /// <summary>Grows whenever a source may have changed; programs built before are then built anew when asked for.</summary>
    public int Revision { get; private set; }

    /// <summary>Adds the embedded shaders of an assembly. Adding one twice does nothing.</summary>
    /// <param name="assembly">The assembly.</param>
    public void AddAssembly(Assembly assembly)
    {
        lock (_lock)
        {
            if (_assemblies.Contains(assembly))
                return;

            _assemblies.Add(assembly);
            Forget();
        }
    }

    /// <summary>Adds or replaces one source.</summary>
    /// <param name="path">Its path, with forward slashes.</param>
    /// <param name="text">Its GLSL.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute or leaves the library.</exception>
    public void AddSource(string path, string text)
    {
        if (!IsValid(path))
            throw new ArgumentException($"'{path}' is no shader path; write it like operators/mine/twice.comp.", nameof(path));

        lock (_lock)
        {
            _added[path] = text;
            Forget();
        }
    }

    /// <summary>Reads every file anew when it is next asked for.</summary>
    public void Reload()
    {
        lock (_lock)
            Forget();
    }

    /// <summary>Finds a source.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="text">Its GLSL as written, or an empty string.</param>
    /// <returns>True when it exists.</returns>
    public bool TryGet(string path, out string text)
    {
        lock (_lock)
        {
            if (!_read.TryGetValue(path, out string? found))
                _read[path] = found = IsValid(path) ? Find(path) : null;

            text = found ?? "";
            return found != null;
        }
    }

    /// <summary>Every path that has a source, in order.</summary>
    /// <returns>The paths.</returns>
    public IReadOnlyList<string> Paths()
    {
        lock (_lock)
        {
            var paths = new SortedSet<string>(_added.Keys, StringComparer.Ordinal);
            foreach (string name in _assemblies.SelectMany(assembly => assembly.GetManifestResourceNames()))
            {
                if (name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
                    paths.Add(name.Substring(ResourcePrefix.Length));
            }

            if (_directory != null)
            {
                foreach (string file in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories))
                    paths.Add(Path.GetRelativePath(_directory, file).Replace('\\', '/'));
            }

            return paths.ToArray();
        }
    }

    /// <summary>Puts together what a driver compiles: header, macros, the source and all it includes.</summary>
    /// <param name="path">The source's path.</param>
    /// <param name="header">The version line and what else must come first.</param>
    /// <param name="defines">Macros and snippets.</param>
    /// <returns>The text and where its lines came from.</returns>
    /// <exception cref="ShaderException">A source or snippet is missing, includes itself, or writes its own version line.</exception>
    public ShaderText Expand(string path, ShaderHeader header, ShaderDefines defines) =>
        new ShaderExpansion(this, path, header, defines).Run();

    /// <summary>The file that overrides a source, or null when it comes from elsewhere.</summary>
    internal string? FileOf(string path)
    {
        string? file = _directory == null || !IsValid(path) ? null : Path.GetFullPath(Path.Combine(_directory, path));
        return file != null && File.Exists(file) ? file : null;
    }

    internal string Get(string path, string includedBy)
    {
        if (TryGet(path, out string text))
            return text;

        string wanted = includedBy.Length == 0 ? $"There is no shader '{path}'" : $"{includedBy} includes '{path}', which does not exist";
        string places = _directory == null ? "" : $" in '{Path.GetFullPath(_directory)}' or";
        string name = path.Substring(path.LastIndexOf('/') + 1);
        string[] alike = Paths().Where(p => p.EndsWith("/" + name, StringComparison.Ordinal)).Take(3).ToArray();
        string hint = alike.Length == 0 ? "" : $" Did you mean {string.Join(" or ", alike)}?";
        throw new ShaderException(
            path, $"{wanted}{places} among the embedded shaders of {string.Join(", ", _assemblies.Select(a => a.GetName().Name))}.{hint}");
    }

    private static bool IsValid(string path) =>
        path.Length > 0 && path[0] != '/' && path.IndexOfAny(new[] { '\\', ':', '\0' }) < 0
        && path.Split('/').All(part => part.Length > 0 && part != "." && part != "..");

    private void Forget()
    {
        _read.Clear();
        Revision++;
    }

    private string? Find(string path)
    {
        if (FileOf(path) is { } file)
            return File.ReadAllText(file);

        if (_added.TryGetValue(path, out string? added))
            return added;

        for (int i = _assemblies.Count - 1; i >= 0; i--)
        {
            using Stream? stream = _assemblies[i].GetManifestResourceStream(ResourcePrefix + path);
            if (stream != null)
            {
                using var reader = new StreamReader(stream);
                return reader.ReadToEnd();
            }
        }

        return null;
    }
}
