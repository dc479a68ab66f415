using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;

namespace Fovea.Tests.Scenes.Labels;

/// <summary>Small meshes and frames for tests of labels.</summary>
internal static class LabelScene
{
    /// <summary>A box around the origin, each face with corners of its own.</summary>
    public static MeshData Box(float x, float y, float z)
    {
        var half = new Vector3(x, y, z) / 2;
        var vertices = new List<Vertex>();
        var indices = new List<uint>();
        foreach ((Vector3 normal, Vector3 right, Vector3 up) in new[]
        {
            (Vector3.UnitX, -Vector3.UnitZ, Vector3.UnitY), (-Vector3.UnitX, Vector3.UnitZ, Vector3.UnitY),
            (Vector3.UnitY, Vector3.UnitX, -Vector3.UnitZ), (-Vector3.UnitY, Vector3.UnitX, Vector3.UnitZ),
            (Vector3.UnitZ, Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitZ, -Vector3.UnitX, Vector3.UnitY),
        })
        {
            uint first = (uint)vertices.Count;
            foreach ((int a, int b) in new[] { (-1, -1), (1, -1), (1, 1), (-1, 1) })
                vertices.Add(Corner((normal + (a * right) + (b * up)) * half, normal));
            indices.AddRange([first, first + 1, first + 2, first, first + 2, first + 3]);
        }

        return new MeshData("box", vertices.ToArray(), indices.ToArray());
    }

    /// <summary>A sphere around the origin.</summary>
    public static MeshData Sphere(float radius, int rings = 96)
    {
        var vertices = new List<Vertex>();
        var indices = new List<uint>();
        int around = 2 * rings;
        for (int i = 0; i <= rings; i++)
        {
            for (int j = 0; j <= around; j++)
            {
                double polar = Math.PI * i / rings, turn = 2 * Math.PI * (j % around) / around;
                var normal = new Vector3(
                    (float)(Math.Sin(polar) * Math.Cos(turn)), (float)Math.Cos(polar), (float)(Math.Sin(polar) * Math.Sin(turn)));
                vertices.Add(Corner(radius * normal, normal));
            }
        }

        for (int i = 0; i < rings; i++)
        {
            for (int j = 0; j < around; j++)
            {
                uint a = (uint)((i * (around + 1)) + j), b = a + (uint)around + 1;
                indices.AddRange([a, a + 1, b, b, a + 1, b + 1]);
            }
        }

        return new MeshData("sphere", vertices.ToArray(), indices.ToArray());
    }

    /// <summary>A picture of which every other column is transparent.</summary>
    public static TextureData Holes() => new("holes", 8, 2, Enumerable.Range(0, 64).Select(i => i % 4 == 3 && (i / 4) % 2 == 0 ? (byte)0 : (byte)255).ToArray(), isColor: true);

    /// <summary>Adds an object of one mesh.</summary>
    public static void Add(
        this RenderFrame frame, uint id, byte classId, MeshData mesh, Matrix4x4 world, IReadOnlyList<Vector3>? keypoints = null, Material? material = null)
    {
        frame.Items.Add(new DrawItem
        {
            Mesh = mesh,
            Material = material ?? Material.Default,
            World = world,
            NextWorld = world,
            ClassId = classId,
            InstanceId = id,
        });
        if (id != 0)
            frame.Instances.Add(new LabelledInstance(id, classId, $"object {id}", world, mesh.Bounds, keypoints));
    }

    /// <summary>Targets whose pixels carry given words and depths.</summary>
    public static SceneTargets Targets(GpuContext context, int width, int height, uint[] identity, Func<int, float>? depth = null)
    {
        var targets = new SceneTargets(context, width, height);
        var words = new uint[4 * identity.Length];
        for (int i = 0; i < identity.Length; i++)
        {
            words[4 * i] = identity[i];
            words[(4 * i) + 2] = BitConverter.SingleToUInt32Bits(depth?.Invoke(i) ?? float.PositiveInfinity);
        }

        targets.Geometry.Upload<uint>(words);
        targets.Color.Upload<byte>(new byte[4 * identity.Length]);
        targets.Flow.Upload<uint>(new uint[2 * identity.Length]);
        return targets;
    }

    private static Vertex Corner(Vector3 position, Vector3 normal) => new(position, normal, new Vector2(position.X + position.Z, position.Y), 0xffffffff, 0);
}
