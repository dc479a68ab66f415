using System;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>What stands along streets: lights, lamps, benches, bins, cones, fences, walls.</summary>
internal static class StreetProps
{
    public static ModelKind TrafficLight { get; } = Parts.Kind(
        "traffic-light",
        "A traffic light on a pole of 3.6 m, whose lamps look to the front, -z. Origin on the ground at the pole.",
        [ModelParameter.Choice("state", ["red", "amber", "green", "red-amber", "off"], "Which lamps shine."), ModelParameter.Number("arm", 0, 0, 8, "How far a second head hangs out over the road, to -x, metres; 0 for none.")],
        (b, a) =>
        {
            float arm = a.Float("arm");
            float top = arm > 0 ? 5.8f : 3.4f;
            b.With(Palette.Galvanised).Cylinder(Vector3.Zero, new(0, top, 0), arm > 0 ? 0.09f : 0.055f, 8).Cylinder(Vector3.Zero, new(0, 0.12f, 0), 0.14f, 8);
            Head(b, new(0, 2.9f, -0.16f), a.Text("state"));
            if (arm > 0)
            {
                b.With(Palette.Galvanised).Frustum(new(0, 5.65f, 0), new(-arm, 5.75f, 0), 0.07f, 0.05f, 8);
                Head(b, new(-arm + 0.1f, 5.5f, -0.16f), a.Text("state"));
            }
        });

    public static ModelKind StreetLamp { get; } = Parts.Kind(
        "street-lamp",
        "A street lamp of 7 m whose arm reaches to -z. Origin on the ground at the pole.",
        [ModelParameter.Choice("lights", ["off", "on"], "Whether it shines."), ModelParameter.Number("height", 7, 3, 14, "Metres.")],
        (b, a) =>
        {
            float h = a.Float("height");
            b.With(Palette.Galvanised).Cylinder(Vector3.Zero, new(0, 1, 0), 0.10f, 8).Frustum(new(0, 1, 0), new(0, h - 0.35f, 0), 0.075f, 0.045f, 8)
                .Frustum(new(0, h - 0.4f, 0), new(0, h, -0.45f), 0.045f, 0.04f, 8).Cylinder(new(0, h, -0.42f), new(0, h + 0.05f, -1.2f), 0.035f, 8);
            b.With(Palette.DarkPlastic).Tapered(new(0, h + 0.06f, -1.5f), new(0.28f, 0.12f, 0.75f), 0.6f, 0.85f);
            b.With(a.Text("lights") == "on" ? Paint.Fixed(1, 0.9f, 0.7f, 0.3f, 0, 1) : Paint.Fixed(0.8f, 0.8f, 0.75f, 0.2f)).Box(new(0, h - 0.005f, -1.52f), new(0.2f, 0.03f, 0.55f));
        });

    public static ModelKind Bench { get; } = Parts.Kind(
        "bench", "A park bench of 1.6 m; sitters look to -z. Origin on the ground at the middle.", [],
        (b, _) =>
        {
            b.Paint = Palette.Wood;
            for (int i = 0; i < 4; i++)
                b.Box(new(0, 0.44f, -0.2f + (0.125f * i)), new(1.6f, 0.035f, 0.1f));
            for (int i = 0; i < 3; i++)
                b.Box(new(0, 0.58f + (0.12f * i), 0.25f + (0.035f * i)), new(1.6f, 0.09f, 0.03f));
            b.With(Palette.DarkPlastic).BothSides(m => m.Box(new(0.6f, 0.21f, -0.17f), new(0.05f, 0.42f, 0.05f)).Box(new(0.6f, 0.41f, 0), new(0.05f, 0.04f, 0.5f))
                .Cylinder(new(0.6f, 0, 0.22f), new(0.6f, 0.88f, 0.35f), 0.03f, 6).Box(new(0.72f, 0.62f, -0.02f), new(0.05f, 0.03f, 0.45f)).Box(new(0.72f, 0.53f, -0.22f), new(0.04f, 0.2f, 0.04f)));
        });

    public static ModelKind Bin { get; } = Parts.Kind(
        "bin", "A litter bin, 0.95 m high; the instance's colour is its body's. Origin on the ground at the middle.", [],
        (b, _) => b.With(Palette.Lacquer).Lathe([new(0, 0.06f), new(0.21f, 0.06f), new(0.25f, 0.78f), new(0.23f, 0.78f), new(0.22f, 0.6f), new(0, 0.6f)], 16)
            .With(Palette.DarkPlastic).Cylinder(Vector3.Zero, new(0, 0.06f, 0), 0.18f, 12).Lathe([new(0.27f, 0.88f), new(0.25f, 0.93f), new(0, 0.95f)], 16).Lathe([new(0, 0.87f), new(0.27f, 0.88f)], 16)
            .BothSides(m => m.Box(new(0.235f, 0.82f, 0), new(0.03f, 0.16f, 0.08f))));

    public static ModelKind Cone { get; } = Parts.Kind(
        "traffic-cone", "A traffic cone, 0.75 m high. Origin on the ground at the middle.", [],
        (b, _) =>
        {
            Paint orange = Paint.Fixed(0.95f, 0.32f, 0.06f, 0.6f), white = Paint.Fixed(0.92f, 0.92f, 0.9f, 0.4f);
            float[] heights = [0.04f, 0.28f, 0.40f, 0.50f, 0.60f, 0.75f];
            float Radius(float y) => 0.155f - (0.125f * (y - 0.04f) / 0.71f);
            b.With(orange).Box(new(0, 0.02f, 0), new(0.38f, 0.04f, 0.38f));
            for (int i = 0; i + 1 < heights.Length; i++)
                b.With(i % 2 == 0 ? orange : white).Lathe([new(Radius(heights[i]), heights[i]), new(Radius(heights[i + 1]), heights[i + 1])], 16);
            b.With(Palette.DarkPlastic).Lathe([new(Radius(0.75f), 0.75f), new(0, 0.75f)], 16);
        });

    public static ModelKind Fence { get; } = Parts.Kind(
        "fence",
        "A fence of pales along x; the instance's colour tints it. Origin on the ground at the middle.",
        [ModelParameter.Number("length", 4, 0.5, 50, "Metres."), ModelParameter.Number("height", 1.1, 0.3, 3, "Metres.")],
        (b, a) =>
        {
            float l = a.Float("length"), h = a.Float("height");
            int pales = (int)Math.Floor(l / 0.16f), posts = Math.Max(1, (int)Math.Ceiling(l / 2));
            b.Paint = Paint.Tinted(0.62f, 0.50f, 0.36f, 0.85f);
            for (int i = 0; i < pales; i++)
                b.Box(new(((i + 0.5f) * l / pales) - (l / 2), (h / 2) + 0.03f, -0.03f), new(0.09f, h - 0.06f, 0.02f));
            for (int i = 0; i <= posts; i++)
                b.Box(new(((l - 0.1f) * i / posts) - ((l - 0.1f) / 2), h / 2, 0.05f), new(0.1f, h, 0.1f));
            b.Box(new(0, 0.22f * h, 0), new(l, 0.08f, 0.04f)).Box(new(0, 0.8f * h, 0), new(l, 0.08f, 0.04f));
        });

    public static ModelKind Wall { get; } = Parts.Kind(
        "wall",
        "A garden wall along x with a coping; the instance's colour tints it. Origin on the ground at the middle.",
        [ModelParameter.Number("length", 4, 0.5, 100, "Metres."), ModelParameter.Number("height", 1.6, 0.3, 6, "Metres."), ModelParameter.Number("thickness", 0.25, 0.1, 1, "Metres.")],
        (b, a) => b.With(Paint.Tinted(0.66f, 0.58f, 0.50f, 0.95f)).Box(new(0, (a.Float("height") - 0.08f) / 2, 0), new(a.Float("length"), a.Float("height") - 0.08f, a.Float("thickness")))
            .With(Palette.Concrete).Box(new(0, a.Float("height") - 0.04f, 0), new(a.Float("length"), 0.08f, a.Float("thickness") + 0.1f)));

    private static void Head(MeshBuilder b, Vector3 center, string state)
    {
        b.With(Palette.DarkPlastic).Box(center, new(0.32f, 0.98f, 0.2f)).Box(center + new Vector3(0, 0, 0.07f), new(0.5f, 1.15f, 0.02f));
        (string Name, Vector3 Color)[] lamps = [("red", new(1, 0.08f, 0.05f)), ("amber", new(1, 0.62f, 0.05f)), ("green", new(0.1f, 0.95f, 0.45f))];
        for (int i = 0; i < 3; i++)
        {
            bool isLit = state == lamps[i].Name || (state == "red-amber" && i < 2);
            Vector3 at = center + new Vector3(0, 0.31f - (0.31f * i), -0.1f);
            b.With(isLit ? Paint.Fixed(lamps[i].Color, 0.3f, 0, 1) : Paint.Fixed(lamps[i].Color * 0.22f, 0.25f)).Cylinder(at, at + new Vector3(0, 0, -0.025f), 0.115f, 14);
            // A visor above each lamp, seen from both sides.
            b.Paint = Palette.DarkPlastic;
            for (int k = 0; k < 6; k++)
            {
                (float c0, float s0) = Circle.At(k, 12);
                (float c1, float s1) = Circle.At(k + 1, 12);
                Vector3 p = at + (0.13f * new Vector3(c0, s0, 0)), q = at + (0.13f * new Vector3(c1, s1, 0)), away = new(0, 0, -0.17f);
                b.Quad(p, q, q + away, p + away).Quad(q, p, p + away, q + away);
            }
        }
    }
}
