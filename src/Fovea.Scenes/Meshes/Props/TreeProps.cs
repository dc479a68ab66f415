using System;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Trees and bushes: leaves as ragged, half faceted lumps, darker below than above.</summary>
internal static class TreeProps
{
    private static readonly Vector3 Bark = new(0.30f, 0.23f, 0.17f);

    public static ModelKind Tree { get; } = Parts.Kind(
        "tree",
        "A tree; the instance's colour tints its leaves. Origin on the ground at the trunk.",
        [
            ModelParameter.Choice("species", ["broadleaf", "conifer"], "Its form."),
            ModelParameter.Number("height", 8, 1, 30, "Metres."),
            ModelParameter.Seed("What its form is drawn from; few different ones draw faster."),
        ],
        (b, a) =>
        {
            if (a.Text("species") == "conifer")
                Conifer(b, a.Float("height"), a.Random("conifer"));
            else
                Broadleaf(b, a.Float("height"), a.Random("broadleaf"));
        });

    public static ModelKind Bush { get; } = Parts.Kind(
        "bush",
        "A bush; the instance's colour tints its leaves. Origin on the ground at the middle.",
        [ModelParameter.Number("height", 1, 0.2, 4, "Metres."), ModelParameter.Seed("What its form is drawn from; few different ones draw faster.")],
        (b, a) =>
        {
            CounterRandom random = a.Random("bush");
            float h = a.Float("height");
            for (int i = 0; i < 4; i++)
            {
                (float cos, float sin) = Circle.At(i, 4);
                float away = i == 0 ? 0 : 0.32f * h, r = h * random.Float(0.5, 0.6);
                Leaves(b, new(away * cos, r * 0.78f, away * sin), new(r * 1.1f, r * 0.78f, r * 1.1f), 10, ref random, new(0.25f, 0.37f, 0.14f));
            }
        });

    private static void Broadleaf(MeshBuilder b, float height, CounterRandom random)
    {
        float trunk = height * random.Float(0.28, 0.36), thick = 0.018f * height, spread = height * random.Float(0.26, 0.33);
        Vector3 fork = new(random.Float(-0.02, 0.02) * height, trunk, random.Float(-0.02, 0.02) * height);
        b.With(Paint.Fixed(Bark, 0.95f)).Frustum(Vector3.Zero, new(0, 0.25f * trunk, 0), thick * 1.7f, thick * 1.1f, 8, false).Frustum(new(0, 0.25f * trunk, 0), fork, thick * 1.1f, thick * 0.85f, 8, false);
        Vector3 green = new(0.24f + random.Float(-0.03, 0.05), 0.38f + random.Float(-0.04, 0.03), 0.13f + random.Float(-0.02, 0.03));
        int lumps = 7 + random.NextIndex(2);
        for (int i = 0; i <= lumps; i++)
        {
            (float cos, float sin) = Circle.At(i, lumps);
            bool isTop = i == lumps;
            float r = height * random.Float(0.14, 0.19) * (isTop ? 1.4f : 1), away = isTop ? 0 : spread * random.Float(0.5, 0.85);
            Vector3 at = new(away * cos, isTop ? height - r : trunk + (height * (i % 2 == 0 ? random.Float(0.10, 0.2) : random.Float(0.26, 0.4))), away * sin);
            b.With(Paint.Fixed(Bark, 0.95f)).Frustum(fork, at, thick * 0.6f, thick * 0.2f, 5, false);
            Leaves(b, at, new(r * 1.15f, r, r * 1.15f), 10, ref random, green);
        }
    }

    private static void Conifer(MeshBuilder b, float height, CounterRandom random)
    {
        float thick = 0.017f * height, low = height * random.Float(0.08, 0.14), wide = height * random.Float(0.17, 0.22);
        b.With(Paint.Fixed(Bark, 0.95f)).Frustum(Vector3.Zero, new(0, 0.6f * height, 0), thick * 1.4f, thick * 0.5f, 7, false);
        Vector3 green = new(0.13f + random.Float(-0.02, 0.03), 0.27f + random.Float(-0.03, 0.04), 0.15f + random.Float(-0.02, 0.02));
        const int Tiers = 7, Points = 9;
        for (int tier = 0; tier < Tiers; tier++)
        {
            float share = (float)tier / Tiers, y = low + ((height - low) * share * 0.94f), r = wide * (1 - (share * 0.88f)), tall = (height - low) * 0.30f * (1 - (0.35f * share));
            Vector3 tip = new(0, MathF.Min(height, y + tall), 0);
            int turn = random.NextIndex(2 * Points);
            var rim = new Vector3[2 * Points];
            for (int i = 0; i < rim.Length; i++)
            {
                // Branches stick out and hang; the gaps between them lie deeper in.
                (float cos, float sin) = Circle.At((2 * i) + turn, 4 * Points);
                float reach = r * (i % 2 == 0 ? random.Float(0.9, 1.1) : random.Float(0.62, 0.75));
                rim[i] = new(reach * cos, y - (i % 2 == 0 ? 0.10f * r : -0.12f * r), -reach * sin);
            }

            for (int i = 0; i < rim.Length; i++)
            {
                Vector3 next = rim[(i + 1) % rim.Length];
                float light = 0.75f + (0.35f * share) + random.Float(-0.12, 0.12);
                b.With(Leaf(green * light)).Triangle(rim[i], next, tip).With(Leaf(green * 0.5f)).Triangle(next, rim[i], new Vector3(0, y + (0.25f * tall), 0));
            }
        }
    }

    private static Paint Leaf(Vector3 color)
    {
        // White material: the leaves as they are. The tint multiplies them, so autumn is an orange instance.
        Vector3 c = Vector3.Clamp(color, Vector3.Zero, Vector3.One);
        return Paint.Tinted(c.X, c.Y, c.Z, 0.9f);
    }

    // A ragged ellipsoid whose every triangle has a green of its own.
    private static void Leaves(MeshBuilder b, Vector3 center, Vector3 radii, int segments, ref CounterRandom random, Vector3 green)
    {
        int rings = segments / 2;
        var points = new Vector3[rings + 1, segments];
        for (int r = 0; r <= rings; r++)
        {
            (float cosR, float sinR) = Circle.At(r, segments);
            bool isPole = r == 0 || r == rings;
            for (int k = 0; k < segments; k++)
            {
                (float cos, float sin) = Circle.At((2 * k) + (r % 2), 2 * segments);
                float ragged = isPole ? 1 : random.Float(0.76, 1.2);
                points[r, k] = center + (radii * ragged * new Vector3(isPole ? 0 : sinR * cos, -cosR, isPole ? 0 : -sinR * sin));
            }
        }

        int first = b.TriangleCount;
        for (int r = 0; r < rings; r++)
        {
            for (int k = 0; k < segments; k++)
            {
                int next = (k + 1) % segments;
                // Odd rings are turned by half a part, so that no seams run up.
                (Vector3 p, Vector3 q, Vector3 s, Vector3 t) = (points[r, k], points[r, next], points[r + 1, next], points[r + 1, k]);
                bool isOdd = r % 2 == 1;
                Add(p, q, isOdd ? s : t, ref random);
                if (isOdd)
                    Add(p, s, t, ref random);
                else
                    Add(q, s, t, ref random);
            }
        }

        b.Smooth(first, 45);

        void Add(Vector3 x, Vector3 y, Vector3 z, ref CounterRandom random)
        {
            if (x == y || y == z || z == x)
                return;
            float up = (((x.Y + y.Y + z.Y) / 3) - center.Y) / radii.Y;
            b.With(Leaf(green * (0.82f + (0.28f * up) + random.Float(-0.1, 0.1)))).Triangle(x, y, z);
        }
    }
}
