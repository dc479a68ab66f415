using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Gltf;

/// <summary>The tree of a glTF file's nodes: which meshes it shows, and where.</summary>
internal sealed class GltfNodes
{
    private readonly GltfValue _root;
    private readonly GltfValue[] _nodes;
    private readonly int _meshes;
    private readonly GltfNotes _notes;

    public GltfNodes(GltfValue root, int meshes, GltfNotes notes) => (_root, _nodes, _meshes, _notes) = (root, root.Items("nodes"), meshes, notes);

    /// <summary>Each mesh that the default scene shows, with its way to the scene's space.</summary>
    /// <remarks>Where there are no scenes, every root node is shown; where there are no nodes, every mesh.</remarks>
    public IEnumerable<(int Mesh, Matrix4x4 Transform)> Meshes()
    {
        if (_nodes.Length == 0)
            return Enumerable.Range(0, _meshes).Select(m => (m, Matrix4x4.Identity));
        List<(int, Matrix4x4)> found = [];
        var isSeen = new bool[_nodes.Length];
        // Its own stack: a chain of a million nodes must not overflow the program's.
        Stack<(int Node, Matrix4x4 Parent)> open = new();
        foreach (int node in Roots().Reverse())
            open.Push((node, Matrix4x4.Identity));
        while (open.Count > 0)
        {
            (int index, Matrix4x4 parent) = open.Pop();
            GltfValue node = _nodes[index];
            if (isSeen[index])
                throw node.Error("it is its own ancestor, or the child of two nodes; nodes form a tree. The file is damaged; export it again.");
            isSeen[index] = true;
            Matrix4x4 transform = Affine.Multiply(Local(node), parent);
            int mesh = node.Index("mesh", _meshes, "meshes");
            if (mesh >= 0)
            {
                if (!IsFinite(transform))
                    throw node.Error("its place with those of its parents is too large for a number. The file is damaged; export it again.");
                if (node.Find("skin") is not null)
                    _notes.Add($"{node.Path}: its skin is not used; the mesh stands as it was modelled.");
                found.Add((mesh, transform));
            }

            GltfValue[] children = node.Items("children");
            for (int i = children.Length - 1; i >= 0; i--)
                open.Push((children[i].AsIndex(_nodes.Length, "nodes"), transform));
        }

        return found;
    }

    private IEnumerable<int> Roots()
    {
        GltfValue[] scenes = _root.Items("scenes");
        if (scenes.Length > 0)
        {
            int scene = Math.Max(0, _root.Index("scene", scenes.Length, "scenes"));
            return scenes[scene].Items("nodes").Select(n => n.AsIndex(_nodes.Length, "nodes")).ToList();
        }

        HashSet<int> children = [.. _nodes.SelectMany(n => n.Items("children")).Select(c => c.AsIndex(_nodes.Length, "nodes"))];
        List<int> roots = [.. Enumerable.Range(0, _nodes.Length).Where(n => !children.Contains(n))];
        return roots.Count > 0 ? roots : throw _root.Need("nodes").Error("every node is another's child; nodes form a tree. The file is damaged; export it again.");
    }

    private static Matrix4x4 Local(GltfValue node)
    {
        // Columns after each other, for column vectors: as rows these are the matrix for row vectors.
        if (node.Numbers("matrix", 16) is { } m)
            return new Matrix4x4(m[0], m[1], m[2], 0, m[4], m[5], m[6], 0, m[8], m[9], m[10], 0, m[12], m[13], m[14], 1);
        float[] t = node.Numbers("translation", 3) ?? [0, 0, 0], r = node.Numbers("rotation", 4) ?? [0, 0, 0, 1], s = node.Numbers("scale", 3) ?? [1, 1, 1];
        float length = MathF.Sqrt((r[0] * r[0]) + (r[1] * r[1]) + (r[2] * r[2]) + (r[3] * r[3]));
        if (!(length > 0) || !float.IsFinite(length))
            throw node.Need("rotation").Error("it is no rotation: a quaternion has length 1. Export the file again.");
        return Affine.Of(new Vector3(t[0], t[1], t[2]), new Quaternion(r[0] / length, r[1] / length, r[2] / length, r[3] / length), new Vector3(s[0], s[1], s[2]));
    }

    private static bool IsFinite(Matrix4x4 m) => float.IsFinite(
        MathF.Abs(m.M11) + MathF.Abs(m.M12) + MathF.Abs(m.M13) + MathF.Abs(m.M21) + MathF.Abs(m.M22) + MathF.Abs(m.M23) +
        MathF.Abs(m.M31) + MathF.Abs(m.M32) + MathF.Abs(m.M33) + MathF.Abs(m.M41) + MathF.Abs(m.M42) + MathF.Abs(m.M43));
}
