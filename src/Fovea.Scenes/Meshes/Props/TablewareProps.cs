using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Things to eat and drink from. Each stands at the origin; the instance's colour is theirs.</summary>
internal static class TablewareProps
{
    private const int Sides = 24;
    private static readonly Paint Glaze = Paint.Tinted(1, 1, 1, 0.18f);

    public static ModelKind Mug { get; } = Parts.Kind(
        "mug", "A mug, 95 mm high and 82 mm across, its handle to +x. Origin at the middle of its foot.", [],
        (b, _) =>
        {
            b.With(Glaze).Lathe([new(0, 0.003f), new(0.030f, 0.003f), new(0.032f, 0), new(0.037f, 0), new(0.040f, 0.006f), new(0.041f, 0.092f), new(0.0395f, 0.095f), new(0.0375f, 0.092f), new(0.0365f, 0.01f), new(0, 0.008f)], Sides);
            b.With(Glaze).Pipe(
                [new(0.039f, 0.078f), new(0.053f, 0.080f), new(0.065f, 0.072f), new(0.069f, 0.055f), new(0.064f, 0.037f), new(0.053f, 0.027f), new(0.038f, 0.024f)],
                [.. Enumerable.Repeat(new Vector2(0.0045f, 0.007f), 7)], 8);
        });

    public static ModelKind Bowl { get; } = Parts.Kind(
        "bowl", "A bowl, 160 mm across and 70 mm high. Origin at the middle of its foot.", [],
        (b, _) => b.With(Glaze).Lathe(
            [new(0, 0.004f), new(0.032f, 0.004f), new(0.034f, 0), new(0.040f, 0), new(0.042f, 0.006f), new(0.062f, 0.022f), new(0.074f, 0.044f), new(0.080f, 0.069f), new(0.0785f, 0.0705f), new(0.0765f, 0.069f), new(0.070f, 0.046f), new(0.058f, 0.026f), new(0.036f, 0.012f), new(0, 0.009f)], 28));

    public static ModelKind Plate { get; } = Parts.Kind(
        "plate", "A dinner plate, 260 mm across. Origin at the middle of its foot.", [],
        (b, _) => b.With(Glaze).Lathe(
            [new(0, 0.004f), new(0.075f, 0.004f), new(0.077f, 0), new(0.083f, 0), new(0.088f, 0.006f), new(0.127f, 0.021f), new(0.130f, 0.0235f), new(0.127f, 0.0245f), new(0.092f, 0.013f), new(0.085f, 0.009f), new(0, 0.008f)], 36));

    public static ModelKind Bottle { get; } = Parts.Kind(
        "bottle", "A bottle of 290 mm with a label and a cap; the instance's colour is its glass. Origin at the middle of its foot.", [],
        (b, _) =>
        {
            Paint glass = Paint.Tinted(0.55f, 0.6f, 0.55f, 0.06f, 0.1f), label = Paint.Fixed(0.93f, 0.90f, 0.80f, 0.7f), cap = Paint.Fixed(0.75f, 0.62f, 0.25f, 0.35f, 0.7f);
            b.With(glass).Lathe([new(0, 0.006f), new(0.02f, 0.005f), new(0.033f, 0), new(0.037f, 0.006f), new(0.037f, 0.065f)], Sides)
                .With(label).Lathe([new(0.037f, 0.065f), new(0.0374f, 0.0655f), new(0.0374f, 0.1395f), new(0.037f, 0.14f)], Sides)
                .With(glass).Lathe([new(0.037f, 0.14f), new(0.037f, 0.165f), new(0.034f, 0.185f), new(0.024f, 0.205f), new(0.0155f, 0.222f), new(0.0135f, 0.245f), new(0.0135f, 0.268f)], Sides, 50)
                .With(cap).Lathe([new(0.0135f, 0.262f), new(0.0155f, 0.262f), new(0.0155f, 0.289f), new(0.0145f, 0.290f), new(0, 0.290f)], Sides);
        });

    public static ModelKind Can { get; } = Parts.Kind(
        "can", "A drinks can, 122 mm high and 66 mm across; the instance's colour is its print. Origin at the middle of its foot.", [],
        (b, _) =>
        {
            Paint print = Paint.Tinted(1, 1, 1, 0.3f, 0.5f), metal = Paint.Fixed(0.78f, 0.79f, 0.80f, 0.3f, 0.95f), band = Paint.Fixed(0.95f, 0.95f, 0.95f, 0.3f, 0.3f);
            b.With(metal).Lathe([new(0, 0.008f), new(0.019f, 0.006f), new(0.0235f, 0), new(0.026f, 0), new(0.033f, 0.010f)], Sides)
                .With(print).Lathe([new(0.033f, 0.010f), new(0.033f, 0.045f)], Sides).With(band).Lathe([new(0.033f, 0.045f), new(0.033f, 0.066f)], Sides).With(print).Lathe([new(0.033f, 0.066f), new(0.033f, 0.107f)], Sides)
                .With(metal).Lathe([new(0.033f, 0.107f), new(0.0265f, 0.119f), new(0.027f, 0.122f), new(0.0255f, 0.122f), new(0.0245f, 0.118f), new(0, 0.118f)], Sides)
                .Box(new(0, 0.1185f, -0.008f), new(0.014f, 0.0015f, 0.024f));
        });

    public static ModelKind Teapot { get; } = Parts.Kind(
        "teapot", "A teapot, 150 mm high, its spout to -x and its handle to +x. Origin at the middle of its foot.", [],
        (b, _) =>
        {
            b.With(Glaze).Lathe(
                [new(0, 0.004f), new(0.040f, 0.003f), new(0.045f, 0), new(0.050f, 0.004f), new(0.068f, 0.025f), new(0.077f, 0.050f), new(0.076f, 0.075f), new(0.065f, 0.100f), new(0.045f, 0.116f), new(0.043f, 0.120f), new(0.038f, 0.121f), new(0.025f, 0.128f), new(0.008f, 0.132f), new(0.007f, 0.137f), new(0.012f, 0.144f), new(0.008f, 0.150f), new(0, 0.151f)], Sides, 50);
            b.Pipe([new(-0.118f, 0.118f), new(-0.108f, 0.103f), new(-0.096f, 0.078f), new(-0.080f, 0.055f), new(-0.060f, 0.043f)], [new(0.009f, 0.009f), new(0.0105f, 0.0105f), new(0.013f, 0.013f), new(0.019f, 0.019f), new(0.024f, 0.024f)], 10);
            b.Pipe(
                [new(0.068f, 0.094f), new(0.092f, 0.100f), new(0.110f, 0.092f), new(0.116f, 0.073f), new(0.109f, 0.053f), new(0.093f, 0.040f), new(0.070f, 0.036f)],
                [.. Enumerable.Repeat(new Vector2(0.006f, 0.008f), 7)], 8);
        });

    public static ModelKind Spoon { get; } = Parts.Kind(
        "spoon", "A spoon of 180 mm along x, its bowl to -x. Origin on the table at the middle.", [],
        (b, _) =>
        {
            b.With(Paint.Tinted(0.85f, 0.85f, 0.86f, 0.2f, 0.95f));
            b.Pipe(
                [new(0.090f, 0.012f), new(0.086f, 0.0115f), new(0.03f, 0.0135f), new(-0.02f, 0.014f), new(-0.035f, 0.0105f)],
                [new(0.001f, 0.005f), new(0.0012f, 0.0075f), new(0.0013f, 0.0045f), new(0.0017f, 0.003f), new(0.002f, 0.004f)], 8);
            // The bowl is a lathe's dish, stretched along x.
            b.Under(new Matrix4x4(1.35f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -0.061f, 0, 0, 1), m => m.Lathe(
                [new(0, 0), new(0.009f, 0.001f), new(0.016f, 0.0045f), new(0.0205f, 0.010f), new(0.0198f, 0.0108f), new(0.0155f, 0.006f), new(0.009f, 0.0025f), new(0, 0.0015f)], 20, 60));
        });
}
