using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Lorries and buses: boxes with panes on the right wheels.</summary>
internal static class HeavyVehicles
{
    private static readonly ModelParameter Lights = ModelParameter.Choice("lights", ["off", "on"], "Whether its lamps shine.");

    public static ModelKind Truck { get; } = Parts.Kind(
        "truck",
        "A lorry with a box body, 8.2 x 2.5 x 3.5 m; the instance's colour is its cab's. Origin on the ground at the middle, front to -z.",
        [Lights],
        (b, a) => AddTruck(b, a.Text("lights") == "on"));

    public static ModelKind Bus { get; } = Parts.Kind(
        "bus",
        "A city bus, 11.5 x 2.55 x 3.05 m; the instance's colour is its lacquer. Origin on the ground at the middle, front to -z.",
        [Lights],
        (b, a) => AddBus(b, a.Text("lights") == "on"));

    private static void AddTruck(MeshBuilder b, bool isLit)
    {
        const float Front = -4.1f, Back = 4.1f, Half = 1.2f, CabBack = -2.25f, Roof = 2.75f, Belt = 1.65f;
        Vector3 low = new(Half, 0.55f, Front), high = new(Half - 0.04f, Belt, Front - 0.0f), top = new(Half - 0.12f, Roof, Front + 0.28f);
        Vector3 M(Vector3 p) => new(-p.X, p.Y, p.Z);
        // The cab: front in two faces, sides with a pane each, roof and back.
        b.With(Palette.Lacquer).Quad(low, M(low), M(high), high)
            .Framed(high, M(high), M(top), top, new(0.05f, 0.05f, 0.05f, 0.12f), Palette.Lacquer, Palette.Glass);
        Vector3 lowBack = low with { Z = CabBack }, highBack = high with { Z = CabBack }, topBack = top with { Z = CabBack };
        b.BothSides(m => m
            .With(Palette.Lacquer).Quad(lowBack, low, high, highBack)
            .Framed(highBack, high, top, topBack, new(0.32f, 0.06f, 0.12f, 0.2f), Palette.Lacquer, Palette.Glass));
        b.With(Palette.Lacquer).Quad(top, M(top), M(topBack), topBack).Quad(M(lowBack), lowBack, topBack, M(topBack)).Quad(M(low), low, lowBack, M(lowBack));
        // Frame, body, underrun bars.
        b.With(Palette.DarkPlastic)
            .Box(new(0, 0.75f, 0.9f), new(0.9f, 0.3f, 6.3f))
            .Box(new(0, 0.5f, Front + 0.1f), new(2.36f, 0.3f, 0.3f))
            .Box(new(0, 1.1f, Front - 0.005f), new(1.5f, 0.5f, 0.05f))
            .Box(new(0, 0.55f, Back - 0.15f), new(2.2f, 0.12f, 0.1f))
            .BothSides(m => m
                .Box(new(1.1f, 0.62f, 0.2f), new(0.06f, 0.4f, 2.6f))
                .Box(new(1.36f, 2.05f, Front + 0.25f), new(0.14f, 0.5f, 0.12f))
                .Box(new(1.24f, 2.2f, Front + 0.25f), new(0.14f, 0.04f, 0.04f)));
        b.With(Paint.Fixed(0.88f, 0.88f, 0.86f, 0.5f)).Box(new(0, 2.25f, 1.0f), new(2.5f, 2.5f, 6.2f));
        b.With(Palette.Steel).Box(new(0, 2.25f, Back), new(0.05f, 2.4f, 0.03f))
            .BothSides(m => m.Box(new(0.55f, 2.25f, Back + 0.01f), new(0.04f, 2.3f, 0.04f)));
        b.With(Palette.Plate).Box(new(0, 0.62f, Front - 0.06f), new(0.52f, 0.11f, 0.03f)).Box(new(0, 0.72f, Back - 0.13f), new(0.52f, 0.11f, 0.1f));
        b.BothSides(m => m
            .With(Palette.Headlamp(isLit)).Box(new(0.88f, 0.72f, Front - 0.02f), new(0.4f, 0.2f, 0.08f))
            .With(Palette.TailLamp(isLit)).Box(new(0.9f, 0.72f, Back - 0.1f), new(0.4f, 0.14f, 0.1f)));
        b.BothSides(m => m
            .With(Palette.DarkPlastic).Tapered(new(1.12f, 0.82f, -2.95f), new(0.17f, 0.54f, 1.3f), 1, 0.75f)
            .Wheel(new(1.16f, 0.48f, -2.95f), 0.48f, 0.2f)
            .Wheel(new(0.98f, 0.48f, 2.35f), 0.48f, 0.45f));
    }

    private static void AddBus(MeshBuilder b, bool isLit)
    {
        const float Half = 1.275f, Front = -5.75f, Back = 5.75f, Sill = 0.33f, Belt = 1.15f, Top = 2.75f, Roof = 3.05f, Axle = 0.48f;
        const int Bays = 7;
        Paint body = Palette.Lacquer;
        Vector3 M(Vector3 p) => new(-p.X, p.Y, p.Z);
        Vector3 f0 = new(Half, Sill, Front), f1 = new(Half, Belt - 0.1f, Front - 0.03f), f2 = new(Half - 0.02f, Top, Front + 0.12f), f3 = new(Half - 0.2f, Roof, Front + 0.3f);
        Vector3 r0 = new(Half, Sill, Back), r1 = new(Half, Belt + 0.3f, Back), r2 = new(Half - 0.02f, Top, Back - 0.05f), r3 = new(Half - 0.2f, Roof, Back - 0.2f);
        b.With(body).Quad(f0, M(f0), M(f1), f1).Framed(f1, M(f1), M(f2), f2, new(0.03f, 0.03f, 0.03f, 0.2f), body, Palette.Glass);
        b.With(body).Quad(f2, M(f2), M(f3), f3).Quad(M(r0), r0, r1, M(r1)).Framed(M(r1), r1, r2, M(r2), new(0.14f, 0.12f, 0.14f, 0.12f), body, Palette.Glass);
        b.With(body).Quad(M(r2), r2, r3, M(r3)).With(Palette.Plate).Quad(f3, M(f3), M(r3), r3).With(Palette.DarkPlastic).Quad(M(f0), f0, r0, M(r0));
        // The destination board above the windscreen.
        b.With(Paint.Fixed(0.95f, 0.6f, 0.1f, 0.5f, 0, 0.6f)).Box(new(0, 2.62f, Front + 0.09f), new(1.3f, 0.17f, 0.06f));
        b.BothSides(m =>
        {
            for (int i = 0; i < Bays; i++)
            {
                float z0 = Back + ((Front - Back) * i / Bays), z1 = Back + ((Front - Back) * (i + 1) / Bays);
                Vector3 a = new(Half, Belt, z0), c = new(Half, Belt, z1), d = new(Half - 0.02f, Top, z1), e = new(Half - 0.02f, Top, z0);
                m.With(body).Quad(a with { Y = Sill }, c with { Y = Sill }, c, a);
                m.Framed(a, c, d, e, new(0.03f, 0.03f, 0.03f, 0.05f), Palette.DarkPlastic, Palette.Glass);
                Vector3 g = new(Half - 0.2f, Roof, z1), h = new(Half - 0.2f, Roof, z0);
                m.With(body).Quad(e, d, i == Bays - 1 ? f3 : g, i == 0 ? r3 : h);
            }

            m.With(Palette.DarkPlastic).Box(new(Half + 0.14f, 2.1f, Front - 0.05f), new(0.16f, 0.4f, 0.1f)).Box(new(Half, 2.34f, Front - 0.02f), new(0.3f, 0.04f, 0.04f));
            m.With(Palette.Headlamp(isLit)).Box(new(0.95f, 0.62f, Front - 0.01f), new(0.36f, 0.16f, 0.06f));
            m.With(Palette.TailLamp(isLit)).Box(new(1.1f, 0.95f, Back), new(0.16f, 0.5f, 0.05f));
            foreach (float axle in new[] { -3.1f, 2.75f })
            {
                // The side has no hole: a dark arch stands a little before it, and the wheel before that.
                m.With(Palette.DarkPlastic).Tapered(new(Half - 0.1f, Sill + 0.36f, axle), new(0.21f, 0.72f, 1.36f), 1, 0.72f);
                m.Wheel(new(Half - 0.03f, Axle, axle), Axle, 0.2f);
            }
        });
        // Doors on the right side (+x): two panes each, down to the sill.
        foreach (float z in new[] { -4.9f, -0.4f })
        {
            b.Framed(new(Half + 0.012f, Sill + 0.05f, z + 0.65f), new(Half + 0.012f, Sill + 0.05f, z), new(Half - 0.0f, 2.6f, z), new(Half - 0.0f, 2.6f, z + 0.65f), new(0.08f, 0.04f, 0.06f, 0.04f), Palette.DarkPlastic, Palette.Glass);
            b.Framed(new(Half + 0.012f, Sill + 0.05f, z), new(Half + 0.012f, Sill + 0.05f, z - 0.65f), new(Half - 0.0f, 2.6f, z - 0.65f), new(Half - 0.0f, 2.6f, z), new(0.06f, 0.04f, 0.08f, 0.04f), Palette.DarkPlastic, Palette.Glass);
        }

        b.With(Palette.Plate).Box(new(0, 0.5f, Front), new(0.52f, 0.11f, 0.04f)).Box(new(0, 0.6f, Back), new(0.52f, 0.11f, 0.04f));
    }
}
