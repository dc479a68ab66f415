using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Fovea.Scenes.Components;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Files;

/// <summary>
/// Reads entities, and the prefabs that they are made of: an entity's own fields lie over its prefab's, component by component of the same
/// type, child by child of the same name.
/// </summary>
internal sealed class PrefabReader
{
    private const int Deepest = 16;

    private readonly Dictionary<string, FieldLayer> _prefabs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FieldLayer Layer, string Path)> _files = new(StringComparer.Ordinal);
    private readonly string _folder;

    public PrefabReader(SceneFields root, string folder)
    {
        _folder = folder;
        if (root.Find("prefabs") is not { } layer)
            return;
        FieldLayer all = layer.At("prefabs").Checked();
        foreach (JsonProperty prefab in all.Object.EnumerateObject())
        {
            if (!_prefabs.TryAdd(prefab.Name, all.At(prefab.Name).Checked()))
                throw all.Error(prefab.Name, "the prefab is there twice.");
        }
    }

    /// <summary>The files of prefabs that were read until now, by the names that the scene gives them.</summary>
    public IEnumerable<(string Name, string Path)> Files => _files.Select(f => (f.Key, f.Value.Path));

    /// <summary>Names the fields of an entity but for components, children and what it is made of.</summary>
    public static EntityDefinition Head(Fields fields, string name) => new()
    {
        Name = name,
        Position = fields.Vector("position", Vector3.Zero, "Where it is, metres from its parent: x to the right, y up, z to the back."),
        Rotation = fields.Vector("rotation", Vector3.Zero, "Degrees about x, y and z, applied z first, then x, then y; counter-clockwise."),
        Scale = fields.Vector("scale", Vector3.One, "Its size: three factors, or one for all."),
        IsActive = fields.Flag("active", true, "Whether it, with all below it, is there."),
    };

    /// <summary>All prefabs of the scene, as entities.</summary>
    public IReadOnlyDictionary<string, EntityDefinition> ReadAll() =>
        _prefabs.ToDictionary(p => p.Key, p => Read([p.Value], p.Key, 0).Definition);

    /// <summary>Reads an entity of the scene's list.</summary>
    public ReadEntity Read(SceneFields fields) => Read([fields.Top], null, 0);

    private ReadEntity Read(FieldLayer[] layers, string? name, int depth)
    {
        FieldLayer[] all = WithPrefabs(layers);
        var fields = new SceneFields(all);
        if (depth > Deepest)
            throw fields.Top.Error(null, $"entities are more than {Deepest} levels deep; a prefab that holds itself never ends.");
        string called = name is null ? fields.Text("name", null, "The entity's name.") : fields.Text("name", name, "The entity's name.");
        if (called.Length == 0 || called.Contains('/', StringComparison.Ordinal))
            throw fields.Error("name", $"a name without '/' was expected, not '{called}'.");
        string? parent = fields.TextOrNone("parent", null, "The name of the entity that it moves with.");
        EntityDefinition head = Head(fields, called);
        EntityDefinition read = head with { Components = Components(all, fields), Children = Children(all, fields, depth) };
        fields.Skip("prefab");
        fields.End();
        return new ReadEntity(read, parent, fields);
    }

    // Prefabs may be made of prefabs; each lies below what uses it.
    private FieldLayer[] WithPrefabs(FieldLayer[] layers)
    {
        List<FieldLayer> all = [];
        foreach (FieldLayer layer in layers)
        {
            FieldLayer at = layer;
            all.Add(at);
            for (int i = 0; at.Object.ValueKind == JsonValueKind.Object && at.Object.TryGetProperty("prefab", out _); i++)
            {
                if (i > Deepest)
                    throw layer.Error("prefab", "a prefab cannot be made of itself.");
                at = Find(at);
                all.Add(at);
            }
        }

        return [.. all];
    }

    private FieldLayer Find(FieldLayer user)
    {
        string name = JsonValues.Text(user, "prefab");
        if (_prefabs.TryGetValue(name, out FieldLayer found))
            return found;
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            throw user.Error("prefab", $"there is no prefab '{name}'. There is: {string.Join(", ", _prefabs.Keys)}; or the path of a .json file.");
        if (!_files.TryGetValue(name, out (FieldLayer Layer, string Path) read))
        {
            string file = Path.GetFullPath(Path.Combine(_folder, name));
            if (!File.Exists(file))
                throw user.Error("prefab", $"there is no file {file}.");
            _files[name] = read = (SceneText.Read(file), file);
        }

        return read.Layer;
    }

    private static IReadOnlyList<ComponentDefinition> Components(FieldLayer[] layers, SceneFields fields)
    {
        fields.Skip("components");
        // The prefab's come first, in its order; what lies over them has the same type and, of several of a type, the same place.
        List<(string Type, List<FieldLayer> Layers)> found = [];
        foreach (FieldLayer layer in layers.AsEnumerable().Reverse())
        {
            Dictionary<string, int> seen = [];
            foreach (SceneFields component in new SceneFields(layer).Objects("components"))
            {
                string type = TypeOf(component);
                int place = seen[type] = seen.GetValueOrDefault(type) + 1;
                (string Type, List<FieldLayer> Layers) below = found.Where(f => f.Type == type).ElementAtOrDefault(place - 1);
                if (below.Layers is null)
                    found.Add((type, [component.Top]));
                else
                    below.Layers.Insert(0, component.Top);
            }
        }

        return found.Select(f => Define(f.Type, [.. f.Layers])).ToArray();
    }

    private static string TypeOf(SceneFields component)
    {
        string type = component.TextOrNone("type", null, "") ?? throw component.Top.Error(null, $"a component lacks its 'type'. {Kinds()}");
        return ComponentRegistry.Has(type) ? type : throw component.Error("type", $"there is no component '{type}'. {Kinds()}");

        static string Kinds() => $"Components: {string.Join(", ", ComponentRegistry.Names)}.";
    }

    private static ComponentDefinition Define(string type, FieldLayer[] layers)
    {
        return new ComponentDefinition(Make, (field, message) => new SceneFields(layers).Error(field, message));

        Component Make()
        {
            var fields = new SceneFields(layers);
            fields.Skip("type");
            Component component = ComponentRegistry.TryMake(type)!;
            component.Visit(fields);
            fields.End();
            return component;
        }
    }

    private IReadOnlyList<EntityDefinition> Children(FieldLayer[] layers, SceneFields fields, int depth)
    {
        fields.Skip("children");
        List<(string Name, List<FieldLayer> Layers)> found = [];
        foreach (FieldLayer layer in layers.AsEnumerable().Reverse())
        {
            HashSet<string> seen = [];
            foreach (SceneFields child in new SceneFields(layer).Objects("children"))
            {
                string name = child.Text("name", null, "The entity's name.");
                if (!seen.Add(name))
                    throw child.Error("name", $"there is an entity '{name}' already; entities side by side have names of their own.");
                List<FieldLayer>? below = found.Find(f => f.Name == name).Layers;
                if (below is null)
                    found.Add((name, [child.Top]));
                else
                    below.Insert(0, child.Top);
            }
        }

        return found.Select(f =>
        {
            ReadEntity read = Read([.. f.Layers], f.Name, depth + 1);
            return read.Parent is null ? read.Definition : throw read.Fields.Error("parent", "an entity among 'children' has its parent already.");
        }).ToArray();
    }
}
