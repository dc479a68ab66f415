using System;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Town buildings with flat roofs, and houses with pitched ones.</summary>
internal static class BuildingProps
{
    private static readonly Vector3[] Plasters =
        [new(0.84f, 0.79f, 0.69f), new(0.80f, 0.72f, 0.58f), new(0.76f, 0.66f, 0.58f), new(0.70f, 0.72f, 0.72f), new(0.86f, 0.84f, 0.80f), new(0.72f, 0.74f, 0.66f)];

    private static readonly Vector3[] Bricks = [new(0.55f, 0.30f, 0.23f), new(0.48f, 0.29f, 0.24f), new(0.62f, 0.42f, 0.31f), new(0.50f, 0.38f, 0.32f)];
    private static readonly Vector3[] Tiles = [new(0.50f, 0.25f, 0.19f), new(0.42f, 0.24f, 0.20f), new(0.28f, 0.27f, 0.28f), new(0.36f, 0.30f, 0.27f)];

    private static readonly ModelParameter Lit = ModelParameter.Number("lit", 0, 0, 1, "The share of windows behind which light burns.");

    public static ModelKind Building { get; } = Parts.Kind(
        "building",
        "A town building with a flat roof; the instance's colour tints its walls. Origin on the ground at the middle, front to -z.",
        [
            ModelParameter.Number("width", 14, 4, 80, "Along x, metres."), ModelParameter.Number("depth", 12, 4, 80, "Along z, metres."),
            ModelParameter.Whole("floors", 4, 1, 40, "Above each other; each about 3 m."),
            ModelParameter.Choice("style", ["plaster", "brick", "office", "concrete"], "The walls."),
            Lit, ModelParameter.Seed("Walls' colour, lit windows and what stands on the roof."),
        ],
        AddBuilding);

    public static ModelKind House { get; } = Parts.Kind(
        "house",
        "A house with a pitched roof; the instance's colour tints its walls. Origin on the ground at the middle, front to -z.",
        [
            ModelParameter.Number("width", 10, 4, 30, "Along x, metres."), ModelParameter.Number("depth", 8, 4, 30, "Along z, metres."),
            ModelParameter.Whole("floors", 2, 1, 3, "Under the roof; each 2.7 m."), ModelParameter.Number("pitch", 38, 10, 60, "The roof's angle, degrees."),
            Lit, ModelParameter.Seed("Colours and lit windows."),
        ],
        AddHouse);

    private static void AddBuilding(MeshBuilder b, ModelArguments a)
    {
        CounterRandom random = a.Random("building");
        float w = a.Float("width"), d = a.Float("depth"), lit = a.Float("lit");
        int floors = a.Int("floors"), style = a.Choice("style");
        Vector3 color = style switch
        {
            0 => Plasters[random.NextIndex(Plasters.Length)],
            1 => Bricks[random.NextIndex(Bricks.Length)],
            2 => new Vector3(0.42f, 0.45f, 0.48f),
            _ => new Vector3(0.62f, 0.61f, 0.58f),
        };
        color *= random.Float(0.9, 1.08);
        bool isOffice = style == 2;
        Paint wall = Paint.Tinted(color.X, color.Y, color.Z, isOffice ? 0.5f : 0.92f), trim = Paint.Fixed((color * 0.55f) + new Vector3(0.32f), 0.9f);
        const float Shop = 3.7f;
        float storey = isOffice ? 3.4f : 3.05f, roof = Shop + (floors - 1) * storey;
        int across = Math.Max(1, (int)Math.Floor(w / (isOffice ? 2.2f : 2.8f))), along = Math.Max(1, (int)Math.Floor(d / (isOffice ? 2.2f : 2.8f)));
        // Panes that lie back are worth their faces on small buildings only.
        bool isDeep = !isOffice && (across + along) * (floors - 1) * 2 <= 70;
        FacadeWall.Look Look(float deep) => new(wall, trim, deep, () => random.Chance(lit) ? LitPane(ref random) : Pane(ref random));
        (float from, float to) = isOffice ? (0.04f, 0.96f) : (0.28f, 0.72f);
        (float low, float high) = isOffice ? (0.28f, 0.97f) : (0.30f, 0.82f);
        (Vector3 Origin, Vector3 Right, float Width, int Count, bool IsFront)[] sides =
        [
            (new(w / 2, 0, -d / 2), -Vector3.UnitX, w, across, true), (new(-w / 2, 0, d / 2), Vector3.UnitX, w, across, false),
            (new(w / 2, 0, d / 2), -Vector3.UnitZ, d, along, false), (new(-w / 2, 0, -d / 2), Vector3.UnitZ, d, along, false),
        ];
        foreach ((Vector3 origin, Vector3 right, float width, int count, bool isFront) in sides)
        {
            // Below, shop windows and a door to the street; plain windows elsewhere.
            int shops = Math.Max(1, (int)Math.Floor(width / 4));
            float[] columns = isFront ? FacadeWall.Even(width, shops, 0.1f, 0.9f) : FacadeWall.Even(width, count, from, to);
            FacadeWall.Add(b, origin, right, columns, [0, isFront ? 0.12f : 1.1f, isFront ? 2.9f : 2.7f, Shop], Look(isDeep ? 0.18f : 0));
            if (floors > 1)
                FacadeWall.Add(b, origin + new Vector3(0, Shop, 0), right, FacadeWall.Even(width, count, from, to), FacadeWall.Even(roof - Shop, floors - 1, low, high), Look(isDeep ? 0.18f : 0));
        }

        // A band above the shops hides the seam, a parapet ends the walls.
        b.With(trim).Box(new(0, Shop - 0.1f, 0), new(w + 0.16f, 0.3f, d + 0.16f));
        Polygon rim = new(Polygon.Rectangle(w + 0.2f, d + 0.2f), Polygon.Rectangle(w - 0.4f, d - 0.4f));
        b.With(trim).Extrude(rim, roof - 0.15f, roof + 0.55f);
        b.With(Paint.Fixed(0.36f, 0.35f, 0.34f, 0.95f)).Quad(new(-w / 2, roof, d / 2), new(w / 2, roof, d / 2), new(w / 2, roof, -d / 2), new(-w / 2, roof, -d / 2));
        // The lift's house, and a ventilator or two.
        b.With(wall).Box(new(w * random.Float(-0.2, 0.2), roof + 1.1f, d * random.Float(-0.15, 0.2)), new(MathF.Min(3.2f, w / 3), 2.2f, MathF.Min(2.8f, d / 3)));
        b.With(Palette.Galvanised).Box(new(w * -0.3f, roof + 0.6f, d * random.Float(-0.3, 0.3)), new(1.2f, 1.2f, 1.2f));
        if (!isOffice)
        {
            // The house door, between two shops.
            float x = w * (0.5f - (float)(1 + random.NextIndex(Math.Max(1, (int)Math.Floor(w / 4) - 1))) / Math.Max(2, (int)Math.Floor(w / 4)));
            b.With(Palette.Wood).Box(new(x, 1.1f, -d / 2), new(MathF.Min(0.9f, w * 0.08f), 2.2f, 0.08f));
            b.With(trim).Box(new(0, 0.06f, (-d / 2) - 0.05f), new(w + 0.06f, 0.12f, 0.12f));
        }
    }

    private static void AddHouse(MeshBuilder b, ModelArguments a)
    {
        CounterRandom random = a.Random("house");
        float w = a.Float("width"), d = a.Float("depth"), lit = a.Float("lit"), eaves = (a.Int("floors") * 2.7f) + 0.3f;
        Vector3 color = random.Chance(0.3) ? Bricks[random.NextIndex(Bricks.Length)] : Plasters[random.NextIndex(Plasters.Length)];
        color *= random.Float(0.92, 1.1);
        Paint wall = Paint.Tinted(color.X, color.Y, color.Z, 0.92f), white = Paint.Fixed(0.88f, 0.87f, 0.84f, 0.7f), tiles = Paint.Fixed(Tiles[random.NextIndex(Tiles.Length)], 0.85f);
        FacadeWall.Look look = new(wall, white, 0.14f, () => random.Chance(lit) ? LitPane(ref random) : Pane(ref random));
        float[] rows = FacadeWall.Even(eaves, a.Int("floors"), 0.33f, 0.80f);
        int across = Math.Max(2, (int)Math.Floor(w / 3)), along = Math.Max(1, (int)Math.Floor(d / 3.4f));
        float[] wide = FacadeWall.Even(w, across, 0.3f, 0.7f), deep = FacadeWall.Even(d, along, 0.32f, 0.68f);
        FacadeWall.Add(b, new(w / 2, 0, -d / 2), -Vector3.UnitX, wide, rows, look);
        FacadeWall.Add(b, new(-w / 2, 0, d / 2), Vector3.UnitX, wide, rows, look);
        FacadeWall.Add(b, new(w / 2, 0, d / 2), -Vector3.UnitZ, deep, rows, look);
        FacadeWall.Add(b, new(-w / 2, 0, -d / 2), Vector3.UnitZ, deep, rows, look);
        // The ridge runs along x; gables close the ends. The roof is a slab that stands out all round.
        float slope = Parts.Sin(a.Number("pitch")) / Parts.Cos(a.Number("pitch")), ridge = eaves + (slope * d / 2), over = 0.45f, thick = 0.22f;
        b.With(wall).Triangle(new Vector3(w / 2, eaves, d / 2), new(w / 2, eaves, -d / 2), new(w / 2, ridge, 0)).Triangle(new Vector3(-w / 2, eaves, -d / 2), new(-w / 2, eaves, d / 2), new(-w / 2, ridge, 0));
        float x = (w / 2) + over, z = (d / 2) + over, low = eaves - (slope * over);
        for (int side = -1; side <= 1; side += 2)
        {
            b.Under(side < 0 ? Matrix4x4.Identity : Matrix4x4.CreateScale(1, 1, -1), m => m
                .With(tiles).Quad(new(x, low + thick, -z), new(-x, low + thick, -z), new(-x, ridge + thick, 0), new(x, ridge + thick, 0))
                .With(white).Quad(new(x, low, -z), new(-x, low, -z), new(-x, low + thick, -z), new(x, low + thick, -z))
                .Quad(new(-x, low, -z), new(x, low, -z), new(x, ridge, 0), new(-x, ridge, 0))
                .Quad(new(x, ridge, 0), new(x, low, -z), new(x, low + thick, -z), new(x, ridge + thick, 0))
                .Quad(new(-x, low, -z), new(-x, ridge, 0), new(-x, ridge + thick, 0), new(-x, low + thick, -z)));
        }

        float chimney = w * random.Float(0.18, 0.32) * (random.Chance(0.5) ? 1 : -1);
        b.With(Paint.Fixed(Bricks[random.NextIndex(Bricks.Length)], 0.95f)).Box(new(chimney, ridge - 0.2f, d * 0.12f), new(0.6f, 2.4f, 0.6f));
        // The door stands before the wall in a frame, between the first two windows, with a step.
        float door = (w / 2) - (w / across);
        b.With(white).Box(new(door, 1.12f, -d / 2), new(1.2f, 2.24f, 0.10f)).With(Paint.Fixed(Tiles[random.NextIndex(Tiles.Length)] * 0.8f, 0.5f)).Box(new(door, 1.08f, (-d / 2) - 0.03f), new(0.96f, 2.08f, 0.1f))
            .With(Palette.Concrete).Box(new(door, 0.08f, (-d / 2) - 0.45f), new(1.5f, 0.16f, 0.9f));
    }

    private static Paint Pane(ref CounterRandom random)
    {
        // Curtains, blinds and sky: no two windows are quite alike.
        float v = random.Float(0.10, 0.2) + (random.Chance(0.18) ? 0.3f : 0);
        return Paint.Fixed(v, v + 0.02f, v + 0.05f, 0.1f, 0.3f);
    }

    private static Paint LitPane(ref CounterRandom random)
    {
        float warm = random.Float(0, 1);
        return Paint.Fixed(1, 0.85f + (0.1f * warm), 0.6f + (0.3f * warm), 0.4f, 0, random.Float(0.35, 0.8));
    }
}
