using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Scenes.Meshes.Catalog;

/// <summary>The models that scene files can name: those that come with Fovea, and any that are added. Safe on any thread.</summary>
/// <remarks>
/// The same name and parameters give the same object while anybody holds it, and for the last <see cref="Kept"/> in any case: things that
/// share a mesh are drawn together.
/// </remarks>
public static class ModelCatalog
{
    /// <summary>How many models are kept although nobody holds them.</summary>
    public const int Kept = 512;

    private static readonly object Lock = new();
    private static readonly SortedDictionary<string, ModelKind> All = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, WeakReference<Model>> Made = [];
    private static readonly Queue<Model> Recent = [];
    private static int _pruneAt = 2 * Kept;

    static ModelCatalog()
    {
        foreach (ModelKind kind in BuiltInModels.All)
            Add(kind);
    }

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => [.. Kinds.Select(k => k.Name)];

    /// <summary>All kinds, in alphabetical order.</summary>
    public static IReadOnlyList<ModelKind> Kinds
    {
        get
        {
            lock (Lock)
                return [.. All.Values];
        }
    }

    /// <summary>Adds a kind.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public static void Add(ModelKind kind)
    {
        lock (Lock)
        {
            if (!All.TryAdd(kind.Name, kind))
                throw new ArgumentException($"There is a model '{kind.Name}' already.", nameof(kind));
        }
    }

    /// <summary>The kind of a name.</summary>
    /// <exception cref="SceneException">There is none; the message lists those there are.</exception>
    public static ModelKind Find(string name)
    {
        lock (Lock)
        {
            return All.TryGetValue(name, out ModelKind? kind) ? kind : throw new SceneException(
                $"There is no mesh '{name}'. Meshes: {string.Join(", ", All.Keys)}; or the path of a .gltf or .glb file.");
        }
    }

    /// <summary>Makes a model, or gives the one that was made before from the same arguments.</summary>
    /// <param name="name">The kind.</param>
    /// <param name="parameters">Numbers (of any .NET type), texts, or JSON elements of both; what is missing takes its default.</param>
    /// <exception cref="SceneException">An unknown kind or parameter, or a value of the wrong type or out of its range.</exception>
    public static Model Make(string name, IReadOnlyDictionary<string, object>? parameters = null)
    {
        ModelKind kind = Find(name);
        ModelArguments arguments = new(kind, parameters);
        string key = name + '\n' + arguments.Key;
        lock (Lock)
        {
            if (Made.TryGetValue(key, out WeakReference<Model>? weak) && weak.TryGetTarget(out Model? made))
                return made;
            made = kind.Factory(arguments);
            Made[key] = new WeakReference<Model>(made);
            Recent.Enqueue(made);
            if (Recent.Count > Kept)
                Recent.Dequeue();
            Prune();
            return made;
        }
    }

    /// <summary>Makes sure that a model can be made, without making it.</summary>
    /// <inheritdoc cref="Make"/>
    public static void Check(string name, IReadOnlyDictionary<string, object>? parameters = null) => _ = new ModelArguments(Find(name), parameters);

    // Only the names of models that are gone are left in the table; they go whenever it has doubled.
    private static void Prune()
    {
        if (Made.Count < _pruneAt)
            return;
        foreach (string key in Made.Where(m => !m.Value.TryGetTarget(out _)).Select(m => m.Key).ToList())
            Made.Remove(key);
        _pruneAt = 2 * Math.Max(Kept, Made.Count);
    }
}
