using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>What is drawn for an entity: one mesh or several.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Parts">Its meshes.</param>
public sealed record Model(string Name, IReadOnlyList<ModelPart> Parts)
{
    /// <summary>The smallest box around it, in its own space.</summary>
    public Bounds Bounds { get; } = Parts.Aggregate(Bounds.Empty, (bounds, part) => bounds.With(part.Mesh.Bounds.Transformed(part.Transform)));

    /// <summary>A model of one mesh.</summary>
    public static Model Of(MeshData mesh, Material? material = null) =>
        new(mesh.Name, [new ModelPart(mesh, material ?? Material.Default, Matrix4x4.Identity)]);
}
