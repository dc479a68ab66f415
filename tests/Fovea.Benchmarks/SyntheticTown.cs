using System;
using System.Numerics;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;

namespace Fovea.Benchmarks;

/// <summary>A street of about 300 instances and 100,000 triangles, through which a car drives: what the renderer is measured and looked at with.</summary>
internal sealed class SyntheticTown
{
    private static readonly uint Matte = SurfaceBytes.Pack(0, 0.9f), Paint = SurfaceBytes.Pack(0, 0.35f), Fixed = SurfaceBytes.Pack(0, 0.85f, 0, 0);

    private readonly MeshData _ground = new SyntheticMeshes().Box(new(-200, -1, -300), new(200, -0.1f, 300), SurfaceBytes.Color(0.36f, 0.45f, 0.2f), Matte).Build("grass");
    private readonly MeshData _road = new SyntheticMeshes().Box(new(-4, -0.5f, -300), new(4, 0, 300), SurfaceBytes.Color(0.27f, 0.27f, 0.28f), SurfaceBytes.Pack(0, 0.85f)).Build("road");
    private readonly MeshData _walk = new SyntheticMeshes().Box(new(-1.5f, -0.5f, -300), new(1.5f, 0.14f, 300), SurfaceBytes.Color(0.6f, 0.59f, 0.57f), Matte).Build("pavement");
    private readonly MeshData _dash = new SyntheticMeshes().Box(new(-0.08f, 0, -1.5f), new(0.08f, 0.006f, 1.5f), SurfaceBytes.Color(0.9f, 0.9f, 0.88f), Matte).Build("dash");
    private readonly MeshData _car = Car();
    private readonly MeshData _tree = Tree();
    private readonly MeshData _house = House();
    private readonly MeshData _lamp = new SyntheticMeshes()
        .Cylinder(new(0, 0, 0), new(0, 6, 0), 0.08f, 12, SurfaceBytes.Color(0.25f, 0.27f, 0.28f), SurfaceBytes.Pack(0.8f, 0.5f))
        .Cylinder(new(0, 6, 0), new(-1.6f, 6.3f, 0), 0.05f, 8, SurfaceBytes.Color(0.25f, 0.27f, 0.28f), SurfaceBytes.Pack(0.8f, 0.5f))
        .Box(new(-2, 6.2f, -0.15f), new(-1.5f, 6.32f, 0.15f), SurfaceBytes.Color(1, 0.93f, 0.8f), SurfaceBytes.Pack(0, 0.5f, 1, 0)).Build("lamp");
    private readonly MeshData _person = new SyntheticMeshes()
        .Cylinder(new(-0.1f, 0, 0), new(-0.1f, 0.85f, 0), 0.085f, 10, SurfaceBytes.Color(0.15f, 0.17f, 0.28f), Fixed)
        .Cylinder(new(0.1f, 0, 0), new(0.1f, 0.85f, 0), 0.085f, 10, SurfaceBytes.Color(0.15f, 0.17f, 0.28f), Fixed)
        .Cylinder(new(0, 0.8f, 0), new(0, 1.45f, 0), 0.2f, 14, SurfaceBytes.Color(1, 1, 1), Matte)
        .Ball(new(0, 1.62f, 0), 0.12f, 7, SurfaceBytes.Color(0.8f, 0.6f, 0.5f), Fixed).Build("person");

    /// <summary>Fills a frame for the time since the drive began, with lamps lit at night.</summary>
    public void Fill(RenderFrame frame, float seconds, bool lamps, CameraView camera, RenderEnvironment environment)
    {
        frame.Clear();
        frame.Time = TimeSpan.FromSeconds(seconds);
        frame.Environment = environment;
        frame.Camera = camera with { Pose = Pose(seconds), NextPose = Pose(seconds + (1 / 30f)) };
        Add(frame, _ground, Matrix4x4.Identity, Material.Default, 1, 0, false);
        Add(frame, _road, Matrix4x4.Identity, Material.Default, 2, 0, false);
        foreach (float x in new[] { -5.5f, 5.5f })
            Add(frame, _walk, Matrix4x4.CreateTranslation(x, 0, 0), Material.Default, 3, 0, false);
        for (int i = 0; i < 80; i++)
            Add(frame, _dash, Matrix4x4.CreateTranslation(0, 0, (i * 6f) - 240), Material.Default, 2, 0, false);
        uint id = 1;
        for (int i = 0; i < 44; i++)
        {
            float z = 20 - ((i / 2) * 13f), side = i % 2 == 0 ? -1 : 1, height = 0.8f + (0.25f * (i * 7 % 5));
            Material wall = Paints[i * 5 % Paints.Length];
            Matrix4x4 world = Matrix4x4.CreateScale(1, height, 1) * Matrix4x4.CreateRotationY(side > 0 ? MathF.PI / 2 : -MathF.PI / 2) * Matrix4x4.CreateTranslation(side * 13.5f, 0, z);
            Add(frame, _house, world, wall, 4, id++, true);
        }

        for (int i = 0; i < 40; i++)
        {
            float z = 12 - ((i / 2) * 11f), side = i % 2 == 0 ? -1 : 1, size = 0.8f + (0.1f * (i * 3 % 5));
            Add(frame, _tree, Matrix4x4.CreateScale(size) * Matrix4x4.CreateRotationY(i) * Matrix4x4.CreateTranslation(side * 6.4f, 0.1f, z), Material.Default, 5, id++, true);
            Add(frame, _lamp, Matrix4x4.CreateRotationY(side > 0 ? 0 : MathF.PI) * Matrix4x4.CreateTranslation(side * 4.4f, 0.1f, z + 5), Material.Default, 6, id++, true);
            if (lamps)
                frame.Lights.Add(new PointLight(new(side * 2.6f, 6.1f, z + 5), new(1, 0.85f, 0.62f), 60, 22, -Vector3.UnitY, -0.2f));
        }

        for (int i = 0; i < 24; i++)
        {
            float z = 8 - (i * 9.3f), drift = i % 3 == 0 ? 0 : seconds * (i % 3 == 1 ? -6 : 7), x = i % 3 == 0 ? 3.1f : i % 3 == 1 ? 1.7f : -1.7f;
            Matrix4x4 turn = i % 3 == 2 ? Matrix4x4.CreateRotationY(MathF.PI) : Matrix4x4.Identity;
            float speed = i % 3 == 0 ? 0 : i % 3 == 1 ? -6 : 7;
            DrawItem item = Item(_car, turn * Matrix4x4.CreateTranslation(x, 0, z + drift), Paints[i * 3 % Paints.Length], 7, id++, true);
            item.NextWorld = turn * Matrix4x4.CreateTranslation(x, 0, z + drift + (speed / 30));
            frame.Items.Add(item);
        }

        for (int i = 0; i < 40; i++)
            Add(frame, _person, Matrix4x4.CreateTranslation((i % 2 == 0 ? -1 : 1) * (4.9f + (i * 7 % 10 * 0.1f)), 0.14f, 6 - (i * 5.1f)), Paints[i * 11 % Paints.Length], 8, id++, true);
    }

    private static readonly Material[] Paints =
    [
        Painted(0.72f, 0.1f, 0.09f), Painted(0.85f, 0.85f, 0.83f), Painted(0.1f, 0.18f, 0.42f), Painted(0.75f, 0.68f, 0.5f), Painted(0.3f, 0.32f, 0.34f),
        Painted(0.8f, 0.5f, 0.35f), Painted(0.2f, 0.4f, 0.3f), Painted(0.87f, 0.8f, 0.65f), Painted(0.9f, 0.75f, 0.2f),
    ];

    private static Material Painted(float r, float g, float b) => new() { BaseColor = new Vector4(r, g, b, 1) };

    private static Matrix4x4 Pose(float seconds) => Matrix4x4.CreateRotationX(-0.03f) * Matrix4x4.CreateRotationY(0.03f * MathF.Sin(seconds)) * Matrix4x4.CreateTranslation(1.7f, 1.35f, 25 - (8 * seconds));

    private static void Add(RenderFrame frame, MeshData mesh, Matrix4x4 world, Material material, byte classId, uint id, bool shadow) => frame.Items.Add(Item(mesh, world, material, classId, id, shadow));

    private static DrawItem Item(MeshData mesh, Matrix4x4 world, Material material, byte classId, uint id, bool shadow) =>
        new() { Mesh = mesh, Material = material, World = world, NextWorld = world, ClassId = classId, InstanceId = id, CastsShadow = shadow };

    private static MeshData Car()
    {
        uint dark = SurfaceBytes.Color(0.05f, 0.05f, 0.06f), glass = SurfaceBytes.Color(0.06f, 0.08f, 0.09f), gloss = SurfaceBytes.Pack(0, 0.05f, 0, 0), white = SurfaceBytes.Color(1, 1, 1);
        SyntheticMeshes car = new SyntheticMeshes()
            .Box(new(-0.88f, 0.3f, -2.1f), new(0.88f, 0.85f, 2.1f), white, Paint)
            .Box(new(-0.74f, 0.85f, -0.9f), new(0.74f, 1.36f, 1.6f), glass, gloss)
            .Box(new(-0.7f, 1.36f, -0.7f), new(0.7f, 1.42f, 1.5f), white, Paint)
            .Box(new(-0.8f, 0.6f, 2.09f), new(-0.5f, 0.75f, 2.12f), SurfaceBytes.Color(0.8f, 0.05f, 0.03f), SurfaceBytes.Pack(0, 0.2f, 0.6f, 0))
            .Box(new(0.5f, 0.6f, 2.09f), new(0.8f, 0.75f, 2.12f), SurfaceBytes.Color(0.8f, 0.05f, 0.03f), SurfaceBytes.Pack(0, 0.2f, 0.6f, 0))
            .Box(new(-0.8f, 0.55f, -2.12f), new(-0.5f, 0.72f, -2.09f), SurfaceBytes.Color(1, 0.97f, 0.9f), SurfaceBytes.Pack(0, 0.2f, 0.9f, 0))
            .Box(new(0.5f, 0.55f, -2.12f), new(0.8f, 0.72f, -2.09f), SurfaceBytes.Color(1, 0.97f, 0.9f), SurfaceBytes.Pack(0, 0.2f, 0.9f, 0));
        foreach (float z in new[] { -1.35f, 1.35f })
        {
            foreach (float x in new[] { -0.9f, 0.7f })
                car.Cylinder(new(x, 0.32f, z), new(x + 0.2f, 0.32f, z), 0.32f, 24, dark, Fixed);
        }

        return car.Ball(new(0, 0.84f, -1.2f), 0.5f, 12, white, Paint).Build("car");
    }

    private static MeshData Tree()
    {
        SyntheticMeshes tree = new SyntheticMeshes().Cylinder(new(0, 0, 0), new(0, 3, 0), 0.14f, 12, SurfaceBytes.Color(0.36f, 0.27f, 0.2f), Fixed);
        for (int i = 0; i < 4; i++)
            tree.Ball(new(0.8f * MathF.Cos(i * 1.9f), 3.2f + (0.45f * i), 0.8f * MathF.Sin(i * 1.9f)), 1.3f - (0.12f * i), 9, SurfaceBytes.Color(0.2f + (0.03f * i), 0.36f + (0.03f * i), 0.13f), Fixed, 0.25f);
        return tree.Build("tree");
    }

    private static MeshData House()
    {
        SyntheticMeshes house = new SyntheticMeshes()
            .Box(new(-6, 0, -5), new(6, 8, 5), SurfaceBytes.Color(0.92f, 0.9f, 0.86f), Matte)
            .Box(new(-6.2f, 8, -5.2f), new(6.2f, 8.4f, 5.2f), SurfaceBytes.Color(0.35f, 0.33f, 0.32f), Fixed);
        for (int storey = 0; storey < 3; storey++)
        {
            for (int i = 0; i < 5; i++)
            {
                var at = new Vector3(-4.6f + (2.1f * i), 1 + (2.4f * storey), -5.03f);
                uint lit = SurfaceBytes.Pack(0, 0.08f, (i + storey) % 3 == 0 ? 0.3f : 0, 0);
                house.Box(at, at + new Vector3(1.1f, 1.5f, 0.2f), (i + storey) % 3 == 0 ? SurfaceBytes.Color(0.5f, 0.42f, 0.3f) : SurfaceBytes.Color(0.12f, 0.15f, 0.18f), lit);
                house.Box(at + new Vector3(-0.1f, -0.12f, -0.05f), at + new Vector3(1.2f, 0, 0.2f), SurfaceBytes.Color(0.8f, 0.8f, 0.78f), Fixed);
            }
        }

        return house.Build("house");
    }
}
