using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Driving.Town;

/// <summary>What models look like from afar: a tenth of the triangles, within the same bounds.</summary>
internal static class FarModels
{
    private static readonly ConditionalWeakTable<Model, Model> Made = [];

    /// <summary>A tree or a bush from afar.</summary>
    /// <param name="near">What it is from near.</param>
    /// <param name="isConifer">Whether it is pointed.</param>
    public static Model Tree(Model near, bool isConifer) => Made.GetValue(near, model => Build("far tree", model, isConifer ? Conifer : Broadleaf));

    /// <summary>A bush from afar.</summary>
    /// <inheritdoc cref="Tree"/>
    public static Model Bush(Model near) => Made.GetValue(near, static model => Build("far bush", model, Bush));

    /// <summary>A car from afar.</summary>
    /// <param name="near">What it is from near.</param>
    public static Model Car(Model near) => Made.GetValue(near, static model => Build("far car", model, Car));

    /// <summary>A building with a flat roof from afar, by day.</summary>
    /// <param name="near">What it is from near.</param>
    /// <param name="floors">How many rows of windows it has.</param>
    public static Model Building(Model near, int floors) => Made.GetValue(near, model => Build("far building", model, (b, bounds) => Building(b, bounds, floors, WallOf(model))));

    private static Model Build(string name, Model near, System.Action<MeshBuilder, Bounds> add)
    {
        var builder = new MeshBuilder();
        add(builder, near.Bounds);
        return Model.Of(builder.Build(name));
    }

    private static void Broadleaf(MeshBuilder b, Bounds bounds)
    {
        (Vector3 low, Vector3 high) = (bounds.Min, bounds.Max);
        float height = high.Y, width = (high.X - low.X) / 2, depth = (high.Z - low.Z) / 2;
        b.With(Paint.Fixed(0.30f, 0.23f, 0.17f, 0.95f)).Cylinder(Vector3.Zero, new Vector3(0, 0.5f * height, 0), 0.022f * height, 4, false);
        b.With(Paint.Tinted(0.21f, 0.33f, 0.12f, 0.9f));
        b.Ellipsoid(new Vector3(bounds.Center.X, 0.56f * height, bounds.Center.Z), new Vector3(width * 0.96f, 0.22f * height, depth * 0.96f), 6);
        b.With(Paint.Tinted(0.25f, 0.39f, 0.14f, 0.9f));
        b.Ellipsoid(new Vector3(bounds.Center.X, 0.76f * height, bounds.Center.Z), new Vector3(width * 0.66f, 0.24f * height, depth * 0.66f), 6);
    }

    private static void Conifer(MeshBuilder b, Bounds bounds)
    {
        float height = bounds.Max.Y, radius = bounds.Max.X;
        b.With(Paint.Tinted(0.14f, 0.25f, 0.13f, 0.9f));
        b.Cone(new Vector3(0, 0.12f * height, 0), new Vector3(0, 0.62f * height, 0), radius * 0.95f, 6);
        b.Cone(new Vector3(0, 0.42f * height, 0), new Vector3(0, height, 0), radius * 0.62f, 6);
    }

    private static void Bush(MeshBuilder b, Bounds bounds) =>
        b.With(Paint.Tinted(0.23f, 0.35f, 0.13f, 0.9f)).Ellipsoid(bounds.Center, bounds.Size / 2, 6);

    // The colour that most of its upright faces have; glass is darker than any wall.
    private static uint WallOf(Model model)
    {
        MeshData mesh = model.Parts[0].Mesh;
        Dictionary<uint, float> areas = [];
        (uint best, float most) = (0xff808080, 0);
        for (int i = 0; i < mesh.Indices.Length; i += 3)
        {
            Vertex v = mesh.Vertices[mesh.Indices[i]];
            if (System.Math.Abs(v.Normal.Y) > 0.3f || (v.Color & 0xff) + ((v.Color >> 8) & 0xff) + ((v.Color >> 16) & 0xff) < 150)
                continue;
            Vector3 a = mesh.Vertices[mesh.Indices[i + 1]].Position - v.Position, b = mesh.Vertices[mesh.Indices[i + 2]].Position - v.Position;
            float area = areas[v.Color] = areas.GetValueOrDefault(v.Color) + Vector3.Cross(a, b).Length();
            if (area > most)
                (best, most) = (v.Color, area);
        }

        return best;
    }

    private static void Building(MeshBuilder b, Bounds bounds, int floors, uint wall)
    {
        Vector3 size = bounds.Size, middle = bounds.Center;
        b.With(new Paint(wall, SurfaceBytes.Pack(0, 0.9f))).Box(middle, size);
        b.With(Paint.Fixed(0.30f, 0.30f, 0.31f, 0.9f)).Box(new Vector3(middle.X, bounds.Max.Y, middle.Z), new Vector3(size.X * 0.96f, 0.1f, size.Z * 0.96f));
        b.With(Paint.Fixed(0.16f, 0.18f, 0.21f, 0.3f));
        float floor = size.Y / floors;
        for (int f = 0; f < floors; f++)
        {
            // Windows and the walls between them are one grey band, as eyes see them from afar.
            float y = bounds.Min.Y + (floor * (f + 0.52f)), half = 0.16f * floor;
            foreach (int side in new[] { -1, 1 })
            {
                b.Box(new Vector3(middle.X, y, middle.Z + (side * size.Z * 0.5f)), new Vector3(size.X * 0.82f, 2 * half, 0.06f));
                b.Box(new Vector3(middle.X + (side * size.X * 0.5f), y, middle.Z), new Vector3(0.06f, 2 * half, size.Z * 0.6f));
            }
        }
    }

    private static void Car(MeshBuilder b, Bounds bounds)
    {
        Vector3 size = bounds.Size, middle = bounds.Center;
        float belt = bounds.Min.Y + (0.62f * size.Y), width = size.X * 0.9f;
        b.With(Paint.Fixed(0.08f, 0.08f, 0.09f, 0.8f)).Box(new Vector3(middle.X, 0.16f * size.Y, middle.Z), new Vector3(width, 0.28f * size.Y, size.Z * 0.8f));
        b.With(Paint.Tinted(1, 1, 1, 0.3f)).Box(new Vector3(middle.X, (belt + (0.2f * size.Y)) / 2, middle.Z), new Vector3(width, belt - (0.2f * size.Y), size.Z));
        b.With(Paint.Fixed(0.10f, 0.13f, 0.16f, 0.1f)).Tapered(
            new Vector3(middle.X, (belt + (0.97f * size.Y)) / 2, middle.Z + (0.06f * size.Z)), new Vector3(width * 0.94f, (0.97f * size.Y) - belt, size.Z * 0.62f), 0.86f, 0.72f);
        b.With(Paint.Tinted(1, 1, 1, 0.3f)).Box(new Vector3(middle.X, 0.985f * size.Y, middle.Z + (0.06f * size.Z)), new Vector3(width * 0.8f, 0.03f * size.Y, size.Z * 0.44f));
    }
}
