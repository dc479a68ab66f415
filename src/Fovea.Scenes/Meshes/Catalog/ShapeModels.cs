using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using Fovea.Scenes.Meshes.Shapes;
using static Fovea.Scenes.Meshes.Catalog.ModelParameter;

namespace Fovea.Scenes.Meshes.Catalog;

/// <summary>The shapes of <c>Meshes/Shapes</c> as models: white, half rough, their colour and surface the material's.</summary>
internal static class ShapeModels
{
    private const double Tiny = 1e-4, Huge = 1e5;

    public static IEnumerable<ModelKind> All { get; } =
    [
        Shape("box", "A box, its middle at the origin.", [Length("width", 1), Length("height", 1), Length("depth", 1)],
            (b, a) => b.Box(Vector3.Zero, new Vector3(a.Float("width"), a.Float("height"), a.Float("depth")))),
        Shape("sphere", "A sphere, its middle at the origin.", [Length("radius", 0.5), Segments(32)],
            (b, a) => b.Sphere(Vector3.Zero, a.Float("radius"), a.Int("segments"))),
        Shape("ellipsoid", "A stretched sphere, its middle at the origin.",
            [Length("width", 1), Length("height", 0.5), Length("depth", 1), Segments(32)],
            (b, a) => b.Ellipsoid(Vector3.Zero, new Vector3(a.Float("width"), a.Float("height"), a.Float("depth")) / 2, a.Int("segments"))),
        Shape("cylinder", "An upright cylinder, its middle at the origin.", [Length("radius", 0.5), Length("height", 1), Segments(32)],
            (b, a) => b.Cylinder(Down(a), Up(a), a.Float("radius"), a.Int("segments"))),
        Shape("cone", "An upright cone, half its height at the origin.", [Length("radius", 0.5), Length("height", 1), Segments(32)],
            (b, a) => b.Cone(Down(a), Up(a), a.Float("radius"), a.Int("segments"))),
        Shape("capsule", "An upright cylinder between half spheres, its middle at the origin.",
            [Length("radius", 0.25), Number("height", 1, Tiny, Huge, "Metres, with the half spheres; a sphere if less than two radii."), Segments(32)],
            (b, a) => b.Capsule(Down(a, a.Float("radius")), Up(a, a.Float("radius")), a.Float("radius"), a.Int("segments"))),
        Shape("torus", "A lying ring, its middle at the origin.",
            [Length("radius", 0.4), Length("tube", 0.1), Segments(32), Whole("tubeSegments", 16, 3, 256, "Parts of the tube's turn.")],
            (b, a) => b.Torus(Vector3.Zero, a.Float("radius"), MathF.Min(a.Float("radius"), a.Float("tube")), a.Int("segments"), a.Int("tubeSegments"))),
        Shape("tube", "An upright pipe, its middle at the origin.",
            [Length("radius", 0.5), Number("wall", 0.1, Tiny, Huge, "The wall's thickness, metres; at most nine tenths of the radius."), Length("height", 1), Segments(32)],
            (b, a) => b.Tube(
                Vector3.Zero, a.Float("radius"), MathF.Max(0.1f * a.Float("radius"), a.Float("radius") - a.Float("wall")), a.Float("height"), a.Int("segments"))),
        Shape("prism", "An upright prism over a regular polygon, its middle at the origin.",
            [Whole("corners", 6, 3, 256, "Corners of the polygon."), Length("radius", 0.5), Length("height", 1)],
            (b, a) => b.Extrude(new Polygon(Polygon.Regular(a.Int("corners"), a.Float("radius"))), -a.Float("height") / 2, a.Float("height") / 2)),
        Shape("plane", "A level rectangle that looks up, its middle at the origin; texture coordinates in metres.",
            [Length("width", 10), Length("depth", 10), Whole("columns", 1, 1, 1024, "Parts along x."), Whole("rows", 1, 1, 1024, "Parts along z.")],
            (b, a) => b.Plane(Vector3.Zero, a.Float("width"), a.Float("depth"), a.Int("columns"), a.Int("rows"))),
        Shape("extrusion", "A plan made thick, from the ground up.",
            [Text("points", "-1 -1, 1 -1, 1 1, -1 1", "The plan's corners as 'x y, x y, ...', metres; x to the right, y to the front (-z)."), Length("height", 1)],
            (b, a) => b.Extrude(PlanOf(a.Text("points")), 0, a.Float("height"))),
    ];

    private static ModelKind Shape(string name, string description, ModelParameter[] parameters, Action<MeshBuilder, ModelArguments> add) =>
        new(name, description, parameters, arguments =>
        {
            MeshBuilder builder = new();
            add(builder, arguments);
            return Model.Of(builder.Build(name));
        });

    private static ModelParameter Length(string name, double value) => Number(name, value, Tiny, Huge, "Metres.");

    private static ModelParameter Segments(int value) => Whole("segments", value, 4, 512, "Parts of a turn.");

    private static Vector3 Up(ModelArguments a, float less = 0) => new(0, MathF.Max(1e-6f, (a.Float("height") / 2) - less), 0);

    private static Vector3 Down(ModelArguments a, float less = 0) => -Up(a, less);

    private static Polygon PlanOf(string text)
    {
        List<Vector2> points = [];
        foreach (string corner in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = corner.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2 || !Parse(parts[0], out float x) || !Parse(parts[1], out float y))
                throw new SceneException($"The mesh 'extrusion' has the corner '{corner}' in its points; expected is 'x y', as in '0 0, 2 0, 1 1.5'.");
            points.Add(new Vector2(x, y));
        }

        try
        {
            return new Polygon(points);
        }
        catch (ArgumentException e)
        {
            throw new SceneException($"The mesh 'extrusion' has points that make no plan: {e.Message.Split(" (Parameter")[0]}", e);
        }
    }

    private static bool Parse(string text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && MathF.Abs(value) <= Huge;
}
