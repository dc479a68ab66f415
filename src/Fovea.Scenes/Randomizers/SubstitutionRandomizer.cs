using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>Puts one of several things in its entity's place: a mesh instead of its own, or a prefab below it.</summary>
public sealed class SubstitutionRandomizer : Randomizer
{
    private IReadOnlyList<Substitute> _meshes = [];
    private IReadOnlyList<string> _prefabs = [];
    private WeightedChoice? _choice;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _meshes = fields.List("meshes", "Meshes, one of which the MeshRenderer beside it shows.", static f => new Substitute(
            f.Text("mesh", null, "A mesh that is made by name, or a file."),
            f.Values("parameters", "The size and shape of a mesh that is made by name."),
            f.Number("weight", 1, "How probable it is, in proportion.", 0),
            f.TextOrNone("class", null, "The class that the Label beside it takes.")));
        _prefabs = fields.Texts("prefabs", [], "Prefabs, one of which is put below the entity.");
        IReadOnlyList<double> weights = fields.Numbers("weights", [], "How probable each prefab is, in proportion; left out, all alike.");
        if (_meshes.Count > 0 && _prefabs.Count > 0)
            throw fields.Error("prefabs", "meshes or prefabs: not both.");
        if (_meshes.Count > 0)
            _choice = Weights.Choice(fields, "meshes", _meshes.Select(m => m.Weight).ToArray(), _meshes.Count);
        else if (_prefabs.Count > 0)
            _choice = Weights.Choice(fields, weights.Count > 0 ? "weights" : "prefabs", weights, _prefabs.Count);
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error)
    {
        if (_choice is null)
            throw error("meshes", "there is nothing to choose from: list meshes, or prefabs.");
        PrefabNames.Check(scene, _prefabs, message => error("prefabs", message));
        for (int i = 0; i < _meshes.Count; i++)
        {
            Substitute mesh = _meshes[i];
            string field = $"meshes[{i}]";
            scene.Models!.Check(mesh.Mesh, mesh.Parameters, message => error(field, message));
            if (mesh.Class is not null)
                scene.CheckedClass(mesh.Class, message => error(field, message));
        }
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        CounterRandom random = Random("Substitution");
        int chosen = _choice!.Next(ref random);
        if (_prefabs.Count > 0)
        {
            PrefabNames.CheckDepth(Entity);
            World.AddPrefab(_prefabs[chosen], Entity).Randomize();
            return;
        }

        Substitute mesh = _meshes[chosen];
        Entity.Get<MeshRendererComponent>(nameof(SubstitutionRandomizer)).SetMesh(mesh.Mesh, mesh.Parameters);
        if (mesh.Class is not null)
            Entity.Get<LabelComponent>(nameof(SubstitutionRandomizer)).Class = mesh.Class;
    }
}
