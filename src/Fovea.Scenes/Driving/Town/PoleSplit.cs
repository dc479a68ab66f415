using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Driving.Town;

/// <summary>Takes a sign or a light off its pole, since the pole is a class of its own.</summary>
internal static class PoleSplit
{
    /// <summary>The pole and what is on it.</summary>
    /// <param name="model">A model of one mesh whose pole stands at the origin.</param>
    /// <param name="radius">What lies within so many metres of the pole's axis is the pole.</param>
    public static (Model Pole, Model Top) Of(Model model, float radius)
    {
        MeshData mesh = model.Parts[0].Mesh;
        List<uint> pole = [], rest = [];
        for (int i = 0; i < mesh.Indices.Length; i += 3)
        {
            uint[] triangle = mesh.Indices[i..(i + 3)];
            (triangle.All(v => IsWithin(mesh.Vertices[v].Position, radius)) ? pole : rest).AddRange(triangle);
        }

        return (Part(mesh, pole, "pole"), Part(mesh, rest, mesh.Name));
    }

    private static bool IsWithin(Vector3 p, float radius) => (p.X * p.X) + (p.Z * p.Z) < radius * radius;

    private static Model Part(MeshData mesh, List<uint> indices, string name)
    {
        uint[] used = [.. indices.Distinct()];
        Dictionary<uint, uint> places = used.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => (uint)p.i);
        return Model.Of(new MeshData(name, [.. used.Select(v => mesh.Vertices[v])], [.. indices.Select(v => places[v])]));
    }
}
