using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Files;

/// <summary>Puts entities that name their parents below them.</summary>
internal sealed class EntityTree
{
    private readonly ReadEntity[] _all;

    public EntityTree(ReadEntity[] all)
    {
        _all = all;
        foreach (ReadEntity entity in all)
        {
            if (all.Count(e => e.Definition.Name == entity.Definition.Name) > 1 && all.Last(e => e.Definition.Name == entity.Definition.Name) == entity)
                throw entity.Fields.Error("name", $"there is an entity '{entity.Definition.Name}' already; entities side by side have names of their own.");
        }
    }

    /// <summary>The entities without a parent, with all others below them.</summary>
    /// <exception cref="SceneException">A parent is not there, or is below its own child.</exception>
    public IReadOnlyList<EntityDefinition> Build()
    {
        foreach (ReadEntity entity in _all)
            CheckParents(entity);
        return _all.Where(e => e.Parent is null).Select(WithChildren).ToArray();
    }

    private EntityDefinition WithChildren(ReadEntity entity) => entity.Definition with
    {
        Children = [.. entity.Definition.Children, .. _all.Where(e => e.Parent == entity.Definition.Name).Select(WithChildren)],
    };

    private void CheckParents(ReadEntity entity)
    {
        List<string> way = [entity.Definition.Name];
        for (ReadEntity at = entity; at.Parent is { } name;)
        {
            at = Array.Find(_all, e => e.Definition.Name == name)
                ?? throw at.Fields.Error("parent", $"there is no entity '{name}' in the scene's list.");
            way.Add(name);
            if (at == entity)
                throw entity.Fields.Error("parent", $"an entity cannot be above itself: {string.Join(" -> ", way)}.");
            if (way.Count > _all.Length + 1)
                return; // A circle that does not go through this one: it is told for those in it.
        }
    }
}
