using System.Globalization;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Traffic signs on poles: layered plates, each a few millimetres before the one below.</summary>
internal static class SignProps
{
    private static readonly Paint Red = Paint.Fixed(0.78f, 0.07f, 0.09f, 0.45f), White = Paint.Fixed(0.95f, 0.95f, 0.93f, 0.45f), Black = Paint.Fixed(0.06f, 0.06f, 0.06f, 0.5f),
        Blue = Paint.Fixed(0.04f, 0.22f, 0.60f, 0.45f), Yellow = Paint.Fixed(0.97f, 0.78f, 0.08f, 0.45f);

    public static ModelKind Kind { get; } = Parts.Kind(
        "traffic-sign",
        "A traffic sign, looking to the front, -z, on a pole of 2.2 m. Origin on the ground at the pole.",
        [
            ModelParameter.Choice("sign", ["stop", "yield", "speed-limit", "crossing", "no-entry", "priority", "parking"], "What it says."),
            ModelParameter.Whole("limit", 50, 5, 130, "The number of a speed limit."),
        ],
        (b, a) =>
        {
            string sign = a.Text("sign");
            b.With(Palette.Galvanised).Cylinder(Vector3.Zero, new(0, 2.5f, 0), 0.03f, 8);
            b.At(new(0, 2.25f, -0.035f), m => Face(m, sign, a.Int("limit")));
        });

    private static void Face(MeshBuilder b, string sign, int limit)
    {
        switch (sign)
        {
            case "stop":
                Layer(b, 0, White, Octagon(0.40f));
                Layer(b, 1, Red, Octagon(0.375f));
                Text(b, 2, White, "STOP", 0.22f);
                break;
            case "yield":
                Layer(b, 0, Red, [.. Polygon.Regular(3, 0.48f).Select(p => -p)]);
                Layer(b, 1, White, [.. Polygon.Regular(3, 0.30f).Select(p => -p)]);
                break;
            case "speed-limit":
                Layer(b, 0, Red, Polygon.Regular(24, 0.32f));
                Layer(b, 1, White, Polygon.Regular(24, 0.245f));
                Text(b, 2, Black, limit.ToString(CultureInfo.InvariantCulture), limit > 99 ? 0.18f : 0.24f);
                break;
            case "no-entry":
                Layer(b, 0, Red, Polygon.Regular(24, 0.32f));
                Layer(b, 1, White, Polygon.Rectangle(0.46f, 0.11f));
                break;
            case "priority":
                Layer(b, 0, White, Polygon.Regular(4, 0.42f));
                Layer(b, 1, Yellow, Polygon.Regular(4, 0.31f));
                break;
            case "parking":
                Layer(b, 0, Blue, Polygon.Rectangle(0.6f, 0.6f));
                Text(b, 1, White, "P", 0.42f);
                break;
            default:
                Layer(b, 0, Blue, Polygon.Rectangle(0.62f, 0.62f));
                Layer(b, 1, White, [.. Polygon.Regular(3, 0.32f).Select(p => p + new Vector2(0, -0.06f))]);
                Walker(b);
                break;
        }
    }

    // A walking figure on bars, of straight pieces; (x, y) as seen from the front.
    private static void Walker(MeshBuilder b)
    {
        Vector2 V(float x, float y) => new(x, y);
        foreach (Vector2[] piece in new[]
        {
            [.. Polygon.Regular(8, 0.035f).Select(p => p + V(0, 0.115f))],
            new[] { V(-0.028f, -0.02f), V(0.028f, -0.02f), V(0.028f, 0.075f), V(-0.028f, 0.075f) },
            [V(-0.028f, -0.02f), V(-0.085f, -0.17f), V(-0.055f, -0.17f), V(0.005f, -0.02f)],
            [V(0.0f, -0.02f), V(0.055f, -0.17f), V(0.085f, -0.17f), V(0.028f, -0.02f)],
            [V(-0.028f, 0.07f), V(-0.075f, -0.01f), V(-0.055f, -0.02f), V(-0.028f, 0.03f)],
            [V(0.028f, 0.07f), V(0.028f, 0.03f), V(0.055f, -0.02f), V(0.075f, -0.01f)],
        })
            Layer(b, 2, Black, piece);
    }

    private static Vector2[] Octagon(float radius) => [.. Enumerable.Range(0, 8).Select(i => Circle.At((2 * i) + 1, 16)).Select(c => new Vector2(c.Cos, c.Sin) * radius)];

    private static void Layer(MeshBuilder b, int number, Paint paint, Vector2[] outline)
    {
        Polygon polygon = new(outline);
        // The back of the lowest plate is bare metal; the others need none.
        if (number == 0)
            b.With(paint).Stand(polygon, -0.006f, 0).With(Palette.Galvanised).Under(Turned, m => m.Cap(polygon, -0.0015f, false));
        else
            b.With(paint).Under(Turned, m => m.Cap(polygon, 0.006f + (0.006f * number)));
    }

    // As ExtrusionShape.Stand does: what looks up looks to the front.
    private static readonly Matrix4x4 Turned = new(-1, 0, 0, 0, 0, 0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 1);

    private static void Text(MeshBuilder b, int number, Paint paint, string text, float height) =>
        b.With(paint).At(new(0, 0, -0.006f - (0.006f * number)), m => m.Letters(text, height));
}
