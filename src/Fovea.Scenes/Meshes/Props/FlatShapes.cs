using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Flat outlines a few millimetres thick, lying on the ground, their tops to the front (-z).</summary>
internal static class FlatShapes
{
    public static IEnumerable<ModelKind> All { get; } =
    [
        Flat("disc", r => new Polygon(Polygon.Regular(40, r))),
        Flat("square", r => new Polygon(Polygon.Rectangle(1.6f * r, 1.6f * r))),
        Flat("triangle", r => new Polygon(Polygon.Regular(3, r))),
        Flat("star", r => new Polygon(Polygon.Star(5, r, 0.42f * r))),
        Flat("ring", r => new Polygon(Polygon.Regular(40, r), Polygon.Regular(40, 0.58f * r))),
        Flat("cross", r => new Polygon(Cross(r, 0.34f * r))),
        Flat("hexagon", r => new Polygon(Polygon.Regular(6, r))),
        Flat("heart", r => new Polygon(Heart(r))),
        Flat("arrow", r => new Polygon(new Vector2[] { new(0, r), new(-0.7f * r, 0.15f * r), new(-0.28f * r, 0.15f * r), new(-0.28f * r, -r), new(0.28f * r, -r), new(0.28f * r, 0.15f * r), new(0.7f * r, 0.15f * r) })),
    ];

    private static ModelKind Flat(string name, Func<float, Polygon> outline) => Parts.Kind(
        name,
        $"A flat {name} that lies on the ground; the instance's colour is its own. Origin on the ground at the middle, its top to -z.",
        [ModelParameter.Number("size", 1, 0.001, 1000, "Across, metres."), ModelParameter.Number("thickness", 0.05, 0.0005, 100, "Metres.")],
        (b, a) => b.With(Paint.Tinted(1, 1, 1, 0.6f)).Extrude(outline(a.Float("size") / 2), 0, a.Float("thickness")));

    private static Vector2[] Cross(float reach, float half) =>
    [
        new(half, half), new(half, reach), new(-half, reach), new(-half, half), new(-reach, half), new(-reach, -half),
        new(-half, -half), new(-half, -reach), new(half, -reach), new(half, -half), new(reach, -half), new(reach, half),
    ];

    // The well-known curve x = 16 sin³ t, y = 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t.
    private static Vector2[] Heart(float radius) =>
    [
        .. Enumerable.Range(0, 36).Select(i => 10.0 * i).Select(t => new Vector2(
            16 * Parts.Sin(t) * Parts.Sin(t) * Parts.Sin(t),
            (13 * Parts.Cos(t)) - (5 * Parts.Cos(2 * t)) - (2 * Parts.Cos(3 * t)) - Parts.Cos(4 * t) + 2) * (radius / 17)),
    ];
}
