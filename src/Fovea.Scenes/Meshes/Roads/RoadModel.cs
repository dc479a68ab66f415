using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Roads;

/// <summary>Roads as models that scene files name: all of one, or the part that has a class of its own.</summary>
internal static class RoadModel
{
    public static ModelKind Kind { get; } = new(
        "road",
        "A road along a curve through points on the ground; its parts have classes of their own, so an entity shows one of them or all. Origin as the points'.",
        [
            ModelParameter.Text("points", "0 50, 0 0, 0 -50", "Where it goes, as 'x z, x z, ...' or 'x y z, ...', metres."),
            ModelParameter.Choice("closed", ["no", "yes"], "Whether it goes on from the last point to the first."),
            ModelParameter.Choice("part", ["all", "carriageway", "lines", "kerbs", "pavements", "verges"], "What is shown of it."),
            ModelParameter.Whole("lanesForward", 1, 1, 6, "Lanes in the direction of the points, on the right."),
            ModelParameter.Whole("lanesBackward", 1, 0, 6, "Lanes against it, on the left."),
            ModelParameter.Number("laneWidth", 3.5, 2, 6, "Metres."),
            ModelParameter.Number("pavementWidth", 2.2, 0, 20, "On each side, metres; 0 for none."),
            ModelParameter.Number("vergeWidth", 6, 0.1, 200, "Of the grass on each side, metres."),
            ModelParameter.Choice("middle", ["dashed", "solid"], "The line between the directions."),
        ],
        Make);

    private static Model Make(ModelArguments a)
    {
        Spline spline = Curve(a.Text("points"), a.Text("closed") == "yes");
        double pavement = a.Number("pavementWidth"), length = spline.Length;
        RoadMesh road = new(spline, new RoadProfile
        {
            LanesForward = a.Int("lanesForward"),
            LanesBackward = a.Int("lanesBackward"),
            LaneWidth = a.Number("laneWidth"),
            PavementWidth = pavement,
            KerbWidth = pavement > 0 ? 0.15 : 0,
            KerbHeight = pavement > 0 ? 0.12 : 0,
        });
        List<(string Part, Func<MeshData> Mesh)> parts =
        [
            ("carriageway", () => road.Carriageway(0, length)),
            ("lines", () => road.Lines(0, length, a.Text("middle") == "solid")),
            ("verges", () => road.Verges(0, length, a.Number("vergeWidth"))),
        ];
        if (pavement > 0)
            parts.AddRange([("kerbs", () => road.Kerbs(0, length)), ("pavements", () => road.Pavements(0, length))]);
        string wanted = a.Text("part");
        ModelPart[] chosen = [.. parts.Where(p => wanted == "all" || p.Part == wanted).Select(p => new ModelPart(p.Mesh(), Material.Default, Matrix4x4.Identity))];
        return chosen.Length > 0
            ? new Model("road", chosen)
            : throw new SceneException($"The mesh 'road' has no {wanted}, since its pavementWidth is 0. Give it one, or show another part.");
    }

    private static Spline Curve(string text, bool isClosed)
    {
        List<Vector3> points = [];
        foreach (string point in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            float[] numbers = [.. point.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => float.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out float v) && MathF.Abs(v) <= 1e5f ? v : float.NaN)];
            if (numbers.Length is not (2 or 3) || numbers.Any(float.IsNaN))
                throw new SceneException($"The mesh 'road' has '{point}' among its points; expected is 'x z' or 'x y z', metres.");
            points.Add(numbers.Length == 2 ? new Vector3(numbers[0], 0, numbers[1]) : new Vector3(numbers[0], numbers[1], numbers[2]));
        }

        try
        {
            return new Spline(points, isClosed);
        }
        catch (ArgumentException e)
        {
            throw new SceneException($"The mesh 'road' has points that make no road: {e.Message.Split(" (Parameter")[0]}", e);
        }
    }
}
