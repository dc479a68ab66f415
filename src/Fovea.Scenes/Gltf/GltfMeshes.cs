using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Gltf;

/// <summary>The meshes of a glTF file; each of their primitives becomes a mesh of ours.</summary>
internal sealed class GltfMeshes
{
    // More would not fit a program's memory; a small file reaches it only by showing the same numbers over and over.
    private const long MostCorners = 100_000_000;

    private readonly GltfContainer _container;
    private readonly GltfAccessors _accessors;
    private readonly GltfMaterials _materials;
    private readonly GltfNotes _notes;
    private readonly GltfValue[] _meshes;
    private readonly List<(MeshData Mesh, Material Material)>?[] _made;
    private long _corners;

    public GltfMeshes(GltfContainer container, GltfAccessors accessors, GltfMaterials materials, GltfNotes notes)
    {
        (_container, _accessors, _materials, _notes) = (container, accessors, materials, notes);
        _meshes = container.Root.Items("meshes");
        _made = new List<(MeshData, Material)>?[_meshes.Length];
    }

    public int Count => _meshes.Length;

    /// <summary>A mesh's parts; the same objects whenever it is asked for.</summary>
    public IReadOnlyList<(MeshData Mesh, Material Material)> Find(int index)
    {
        if (_made[index] is { } made)
            return made;
        made = [];
        GltfValue mesh = _meshes[index];
        GltfValue[] primitives = mesh.Items("primitives");
        string name = mesh.Words("name") ?? $"mesh {index}";
        for (int i = 0; i < primitives.Length; i++)
        {
            GltfMaterial material = _materials.Find(primitives[i].Index("material", _materials.Count, "materials"));
            if (Primitive(primitives[i], primitives.Length == 1 ? name : $"{name} ({i})", material) is { } data)
                made.Add((data, material.Material));
        }

        _made[index] = made;
        return made;
    }

    private MeshData? Primitive(GltfValue primitive, string name, GltfMaterial material)
    {
        long mode = primitive.Whole("mode", 6, 4);
        GltfValue attributes = primitive.Need("attributes");
        int position = attributes.Index("POSITION", _accessors.Count, "accessors");
        if (mode < 4 || position < 0)
        {
            _notes.Add($"{primitive.Path}: {(mode < 4 ? "points and lines are" : "what has no POSITION is")} not drawn.");
            return null;
        }

        if (primitive.Find("targets") is not null)
            _notes.Add($"{primitive.Path}: its morph targets are not used.");
        float[] positions = _accessors.Floats(position, ["VEC3"], out _);
        int count = positions.Length / 3;
        float[]? normals = Attribute(attributes, "NORMAL", count, ["VEC3"], out _);
        float[]? coordinates = Attribute(attributes, "TEXCOORD_0", count, ["VEC2"], out _);
        float[]? colors = Attribute(attributes, "COLOR_0", count, ["VEC3", "VEC4"], out int channels);
        int at = primitive.Index("indices", _accessors.Count, "accessors");
        uint[] corners = Triangles(primitive, at >= 0 ? _accessors.Indices(at, count) : Sequence(count), mode);
        _corners += count + corners.Length;
        if (_corners > MostCorners)
            throw primitive.Error($"the file has more than {MostCorners} vertices and corners. Reduce it in a modelling program.");

        Material m = material.Material;
        uint surface = SurfaceBytes.Pack(m.Metallic ?? 0, m.Roughness ?? 1);
        var vertices = new Vertex[count];
        for (int i = 0; i < count; i++)
        {
            Vector3 normal = normals is null ? Vector3.UnitY : Unit(new Vector3(normals[3 * i], normals[(3 * i) + 1], normals[(3 * i) + 2]));
            Vector2 uv = coordinates is null ? Vector2.Zero : material.Transform.Apply(new Vector2(coordinates[2 * i], coordinates[(2 * i) + 1]));
            vertices[i] = new Vertex(
                new Vector3(positions[3 * i], positions[(3 * i) + 1], positions[(3 * i) + 2]), normal, uv,
                colors is null ? 0xFFFFFFFF : Color(colors.AsSpan(channels * i, channels)), surface);
        }

        if (normals is null)
            (vertices, corners) = Flat(vertices, corners);
        return new MeshData($"{_container.File}: {name}", vertices, corners);
    }

    private float[]? Attribute(GltfValue attributes, string name, int count, string[] types, out int components)
    {
        components = 0;
        int index = attributes.Index(name, _accessors.Count, "accessors");
        if (index < 0)
            return null;
        float[] values = _accessors.Floats(index, types, out components);
        return values.Length == count * components
            ? values
            : throw attributes.Need(name).Error($"accessors[{index}] has {values.Length / components} elements, but POSITION has {count}. The file is damaged; export it again.");
    }

    // Lists, strips and fans as lists. A strip's every other triangle is given the other way round.
    private static uint[] Triangles(GltfValue primitive, uint[] indices, long mode)
    {
        if (mode == 4)
        {
            return indices.Length % 3 == 0
                ? indices
                : throw primitive.Error($"it has {indices.Length} corners, which are no whole triangles. The file is damaged; export it again.");
        }

        var corners = new uint[3 * Math.Max(0, indices.Length - 2)];
        for (int i = 0; i + 2 < indices.Length; i++)
        {
            (corners[3 * i], corners[(3 * i) + 1], corners[(3 * i) + 2]) = mode == 6 ? (indices[0], indices[i + 1], indices[i + 2])
                : i % 2 == 0 ? (indices[i], indices[i + 1], indices[i + 2])
                : (indices[i + 1], indices[i], indices[i + 2]);
        }

        return corners;
    }

    private static uint[] Sequence(int count)
    {
        var indices = new uint[count];
        for (int i = 0; i < count; i++)
            indices[i] = (uint)i;
        return indices;
    }

    // Without normals the specification asks for flat ones: every corner becomes a vertex of its own.
    private static (Vertex[] Vertices, uint[] Corners) Flat(Vertex[] vertices, uint[] corners)
    {
        var flat = new Vertex[corners.Length];
        for (int i = 0; i + 2 < corners.Length; i += 3)
        {
            Vertex a = vertices[corners[i]], b = vertices[corners[i + 1]], c = vertices[corners[i + 2]];
            Vector3 normal = Unit(Vector3.Cross(b.Position - a.Position, c.Position - a.Position));
            (flat[i], flat[i + 1], flat[i + 2]) = (a with { Normal = normal }, b with { Normal = normal }, c with { Normal = normal });
        }

        return (flat, Sequence(flat.Length));
    }

    private static uint Color(ReadOnlySpan<float> linear) => SurfaceBytes.Color(
        GltfMaterials.Encode(linear[0]), GltfMaterials.Encode(linear[1]), GltfMaterials.Encode(linear[2]), linear.Length > 3 ? linear[3] : 1);

    private static Vector3 Unit(Vector3 vector)
    {
        float length = vector.Length();
        return length > 0 && float.IsFinite(length) ? vector / length : Vector3.UnitY;
    }
}
