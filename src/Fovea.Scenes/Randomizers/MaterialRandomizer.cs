using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Varies how a mesh takes light: from chalk to mirror, from plastic to metal, and whether it glows.</summary>
public sealed class MaterialRandomizer : Randomizer
{
    private Sampler? _metallic;
    private Sampler? _roughness;
    private Sampler? _emission;

    /// <summary>Whether the meshes below the entity take the same numbers.</summary>
    public bool Below { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _metallic = fields.Sampler("metallic", "How much of a metal it is, 0 to 1.");
        _roughness = fields.Sampler("roughness", "How rough it is, 0 (a mirror) to 1.");
        _emission = fields.Sampler("emission", "How strongly it glows, 0 to 1, in its own colour.");
        Below = fields.Flag("below", Below, "Whether the meshes below the entity take the same numbers.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        float metallic = Draw(_metallic, "Material.metallic", 0, 0, 1), roughness = Draw(_roughness, "Material.roughness", 0, 0, 1);
        float emission = Draw(_emission, "Material.emission", 0, 0, 1);
        foreach (MeshRendererComponent mesh in Targets<MeshRendererComponent>(Below))
        {
            if (_metallic is not null)
                mesh.Metallic = metallic;
            if (_roughness is not null)
                mesh.Roughness = roughness;
            if (_emission is not null)
                mesh.Emission = (mesh.Color ?? Vector3.One) * emission;
            mesh.Changed();
        }
    }
}
