using System;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Fruit, books and playthings. Each lies on the table at the origin.</summary>
internal static class TabletopProps
{
    public static ModelKind Book { get; } = Parts.Kind(
        "book",
        "A lying book, its spine to -x; the instance's colour is its cover's. Origin on the table at the middle.",
        [ModelParameter.Number("width", 0.14, 0.05, 0.5, "Metres."), ModelParameter.Number("height", 0.21, 0.05, 0.5, "Along z, metres."), ModelParameter.Number("thickness", 0.028, 0.005, 0.12, "Metres.")],
        (b, a) =>
        {
            float w = a.Float("width"), h = a.Float("height"), t = a.Float("thickness"), cover = MathF.Min(0.003f, t / 5);
            b.With(Paint.Tinted(1, 1, 1, 0.55f)).Box(new(0, cover / 2, 0), new(w, cover, h)).Box(new(0, t - (cover / 2), 0), new(w, cover, h)).Box(new((cover - w) / 2, t / 2, 0), new(cover, t - (2 * cover), h));
            b.With(Paint.Fixed(0.93f, 0.90f, 0.82f, 0.95f)).Box(new((cover / 2) - 0.002f, t / 2, 0), new(w - cover - 0.004f, t - (2 * cover), h - 0.008f));
            b.With(Paint.Fixed(0.93f, 0.91f, 0.85f, 0.7f)).Box(new(0.05f * w, t + 0.0001f, -0.2f * h), new(0.6f * w, 0.0008f, 0.16f * h)).Box(new(0.05f * w, t + 0.0001f, 0.3f * h), new(0.35f * w, 0.0008f, 0.04f * h));
        });

    public static ModelKind Apple { get; } = Parts.Kind(
        "apple", "An apple, 78 mm across; the instance's colour is its skin's. Origin on the table at the middle.", [],
        (b, _) => b.With(Paint.Tinted(1, 1, 1, 0.3f)).Lathe(
                [new(0, 0.007f), new(0.010f, 0.001f), new(0.018f, 0.002f), new(0.030f, 0.014f), new(0.038f, 0.036f), new(0.037f, 0.052f), new(0.029f, 0.066f), new(0.018f, 0.070f), new(0.008f, 0.066f), new(0, 0.058f)], 20, 70)
            .With(Paint.Fixed(0.30f, 0.20f, 0.12f, 0.9f)).Frustum(new(0, 0.058f, 0), new(0.006f, 0.082f, 0.002f), 0.0016f, 0.0022f, 5));

    public static ModelKind Orange { get; } = Parts.Kind(
        "orange", "An orange, 76 mm across. Origin on the table at the middle.", [],
        (b, _) => b.With(Paint.Fixed(0.96f, 0.52f, 0.07f, 0.5f)).Ellipsoid(new(0, 0.036f, 0), new(0.038f, 0.036f, 0.038f), 20)
            .With(Paint.Fixed(0.35f, 0.42f, 0.14f, 0.9f)).Cylinder(new(0, 0.0705f, 0), new(0, 0.0728f, 0), 0.004f, 6));

    public static ModelKind Banana { get; } = Parts.Kind(
        "banana", "A banana of 190 mm, bent in the table's plane. Origin on the table at the middle.", [],
        (b, _) => b.Under(
            // The pipe's plane is upright: laid down, z up.
            new Matrix4x4(1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0.01542f, 0.018f, 1), m =>
            {
                float[] radii = [0.006f, 0.013f, 0.0172f, 0.0178f, 0.0178f, 0.0172f, 0.0135f, 0.0075f];
                Vector2 At(float share) => new(-0.16f * Parts.Sin(-36 + (72 * share)), (0.16f * Parts.Cos(-36 + (72 * share))) - 0.13f);
                m.With(Paint.Fixed(0.95f, 0.80f, 0.17f, 0.55f)).Pipe([.. radii.Select((_, i) => At(i / 7f))], [.. radii.Select(r => new Vector2(r, r))], 6);
                m.With(Paint.Fixed(0.36f, 0.30f, 0.10f, 0.8f)).Pipe([At(1), At(1.09f), At(1.14f)], [new(0.0062f, 0.0062f), new(0.0045f, 0.0045f), new(0.0055f, 0.0055f)], 6);
                m.Pipe([At(-0.025f), At(0)], [new(0.004f, 0.004f), new(0.0062f, 0.0062f)], 6);
            }));

    public static ModelKind Die { get; } = Parts.Kind(
        "die",
        "A die; the instance's colour is its body's. Opposite sides make seven. Origin on the table at the middle.",
        [ModelParameter.Number("size", 0.016, 0.005, 1, "Its edge, metres.")],
        (b, a) =>
        {
            float s = a.Float("size"), h = s / 2;
            b.With(Paint.Tinted(1, 1, 1, 0.25f)).Box(new(0, h, 0), new(s));
            b.Paint = Paint.Fixed(0.05f, 0.05f, 0.06f, 0.4f);
            // Which number looks up after each turn; opposite sides make seven.
            (int Number, Vector3 Axis, double Degrees)[] sides =
                [(1, Vector3.UnitX, 0), (6, Vector3.UnitX, 180), (2, Vector3.UnitX, 90), (5, Vector3.UnitX, -90), (3, Vector3.UnitZ, 90), (4, Vector3.UnitZ, -90)];
            foreach ((int number, Vector3 axis, double degrees) in sides)
            {
                b.Under(Affine.Multiply(Parts.Turn(axis, degrees), Matrix4x4.CreateTranslation(0, h, 0)), m =>
                {
                    foreach ((int x, int z) in Pips(number))
                        m.At(new(0.26f * s * x, h + (0.003f * s), 0.26f * s * z), n => n.Lathe([new(0.095f * s, 0), new(0, 0.006f * s)], 8));
                });
            }
        });

    public static ModelKind Pencil { get; } = Parts.Kind(
        "pencil", "A lying pencil of 175 mm along x, its point to -x; the instance's colour is its lacquer. Origin on the table at the middle.", [],
        (b, _) =>
        {
            const float R = 0.0037f;
            Vector3 P(float x) => new(x, R * 0.87f, 0);
            b.With(Paint.Tinted(1, 1, 1, 0.3f)).Frustum(P(-0.068f), P(0.070f), R, R, 6, false)
                .With(Paint.Fixed(0.80f, 0.62f, 0.42f, 0.8f)).Frustum(P(-0.068f), P(-0.083f), R, 0.001f, 6, false)
                .With(Paint.Fixed(0.15f, 0.15f, 0.16f, 0.4f)).Cone(P(-0.083f), P(-0.0875f), 0.001f, 6)
                .With(Paint.Fixed(0.78f, 0.66f, 0.32f, 0.3f, 0.9f)).Cylinder(P(0.070f), P(0.079f), R * 1.02f, 12)
                .With(Paint.Fixed(0.88f, 0.52f, 0.50f, 0.9f)).Cylinder(P(0.079f), P(0.0875f), R * 0.97f, 12);
        });

    public static ModelKind ToyBrick { get; } = Parts.Kind(
        "toy-brick",
        "A toy brick with studs at 8 mm from each other, 9.6 mm high; the instance's colour is its own. Origin on the table at the middle.",
        [ModelParameter.Whole("columns", 4, 1, 12, "Studs along x."), ModelParameter.Whole("rows", 2, 1, 12, "Studs along z.")],
        (b, a) =>
        {
            int columns = a.Int("columns"), rows = a.Int("rows");
            b.With(Paint.Tinted(1, 1, 1, 0.22f)).Box(new(0, 0.0048f, 0), new((0.008f * columns) - 0.0002f, 0.0096f, (0.008f * rows) - 0.0002f));
            for (int c = 0; c < columns; c++)
            {
                for (int r = 0; r < rows; r++)
                    b.At(new(0.008f * (c - ((columns - 1) / 2f)), 0.0096f, 0.008f * (r - ((rows - 1) / 2f))), m => m.Lathe([new(0.0024f, 0), new(0.0024f, 0.0017f), new(0, 0.0017f)], 12));
            }
        });

    private static (int X, int Z)[] Pips(int number) => number switch
    {
        1 => [(0, 0)],
        2 => [(-1, -1), (1, 1)],
        3 => [(-1, -1), (0, 0), (1, 1)],
        4 => [(-1, -1), (1, -1), (-1, 1), (1, 1)],
        5 => [(-1, -1), (1, -1), (0, 0), (-1, 1), (1, 1)],
        _ => [(-1, -1), (-1, 0), (-1, 1), (1, -1), (1, 0), (1, 1)],
    };
}
