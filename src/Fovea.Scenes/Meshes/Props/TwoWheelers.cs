using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Bicycles and motorcycles, with riders.</summary>
internal static class TwoWheelers
{
    private static readonly ModelParameter LookNumber = ModelParameter.Whole("look", 0, 0, 19, "Which of 20 skins, hairs and trousers the rider has.");

    // In some data sets a rider and what they ride are objects of their own.
    private static readonly ModelParameter Part = ModelParameter.Choice("part", ["all", "rider", "vehicle"], "Both, or one of them at the place that it has with the other.");

    public static ModelKind Bicycle { get; } = Parts.Kind(
        "bicycle", "A bicycle, 1.75 m long; the instance's colour is its frame's. Origin on the ground at the middle, front to -z.", [],
        (b, _) => AddBicycle(b, Palette.Lacquer, 0));

    public static ModelKind Cyclist { get; } = Parts.Kind(
        "cyclist",
        "A rider on a bicycle; the instance's colour is the jacket's. Origin on the ground at the middle, front to -z.",
        [ModelParameter.Phase("phase", 8, "Of the pedals' turn, 0..1; taken to the nearest eighth, so that riders share meshes."), LookNumber, Part],
        (b, a) => AddCyclist(b, a.Text("part"), a.Number("phase"), a.Int("look")));

    public static ModelKind Motorcycle { get; } = Parts.Kind(
        "motorcycle",
        "A motorcycle, 2.1 m long; the instance's colour is its lacquer. Origin on the ground at the middle, front to -z.", [],
        (b, _) => AddMotorcycle(b));

    public static ModelKind Motorcyclist { get; } = Parts.Kind(
        "motorcyclist",
        "A rider on a motorcycle; the instance's colour is the lacquer's and jacket's. Origin on the ground at the middle, front to -z.",
        [LookNumber, Part],
        (b, a) =>
        {
            if (a.Text("part") != "rider")
                AddMotorcycle(b);
            if (a.Text("part") == "vehicle")
                return;
            Ride(b, new(0, 0.86f, 0.28f), new(0, 1.33f, 0.02f), new(0, 1.56f, -0.06f), new(0.32f, 1.03f, -0.44f), [new(-0.2f, 0.36f, 0.22f), new(0.2f, 0.36f, 0.22f)], a.Int("look"), Paint.Fixed(0.1f, 0.1f, 0.12f, 0.2f));
        });

    private static void AddBicycle(MeshBuilder b, Paint frame, double phase)
    {
        const float R = 0.335f, Axle = 0.52f;
        Vector3 crank = new(0, 0.28f, 0.08f), seat = new(0, 0.82f, 0.24f), head = new(0, 0.82f, -0.30f), steer = new(0, 0.68f, -0.335f), fork = new(0, R, -Axle), rear = new(0, R, Axle);
        foreach (Vector3 hub in new[] { fork, rear })
        {
            b.Under(Parts.Turn(Vector3.UnitZ, 90) * Matrix4x4.CreateTranslation(hub), m => m
                .With(Palette.Rubber).Torus(Vector3.Zero, R - 0.018f, 0.018f, 16, 4)
                .With(Palette.Alloy).Cylinder(new(0, -0.04f, 0), new(0, 0.04f, 0), 0.025f, 5));
            b.Paint = Palette.Alloy;
            for (int i = 0; i < 8; i++)
            {
                (float cos, float sin) = Circle.At((2 * i) + 1, 16);
                b.Cylinder(hub, hub + (0.31f * new Vector3(0, sin, cos)), 0.004f, 3, false);
            }
        }

        Paint tube = frame;
        b.With(tube).Cylinder(crank, seat, 0.018f, 5).Cylinder(crank, steer, 0.02f, 5).Cylinder(seat + new Vector3(0, -0.07f, -0.02f), head, 0.017f, 5).Cylinder(steer, head, 0.02f, 5);
        b.BothSides(m => m.Cylinder(crank + new Vector3(0.03f, 0, 0), rear + new Vector3(0.05f, 0, 0), 0.011f, 4).Cylinder(seat + new Vector3(0.02f, -0.08f, 0), rear + new Vector3(0.05f, 0, 0), 0.011f, 4)
            .Cylinder(steer + new Vector3(0.03f, 0, 0), fork + new Vector3(0.05f, 0, 0), 0.012f, 4));
        b.With(Palette.Steel).Cylinder(seat, seat + new Vector3(0, 0.13f, 0.03f), 0.014f, 5)
            .Cylinder(head, head + new Vector3(0, 0.14f, 0.02f), 0.014f, 5).Cylinder(head + new Vector3(-0.28f, 0.14f, -0.02f), head + new Vector3(0.28f, 0.14f, -0.02f), 0.012f, 5)
            .Cylinder(crank + new Vector3(0.03f, 0, 0), crank + new Vector3(0.05f, 0, 0), 0.09f, 12);
        b.With(Palette.Rubber).BothSides(m => m.Cylinder(head + new Vector3(0.18f, 0.14f, -0.02f), head + new Vector3(0.3f, 0.14f, -0.02f), 0.018f, 5));
        b.With(Palette.DarkPlastic).Tapered(seat + new Vector3(0, 0.15f, 0.01f), new(0.15f, 0.05f, 0.27f), 0.8f, 0.95f);
        for (int side = 0; side < 2; side++)
        {
            Vector3 pedal = Pedal(phase, side), axis = crank + new Vector3(pedal.X * 0.6f, 0, 0);
            b.With(Palette.Steel).Cylinder(axis, pedal with { X = axis.X }, 0.01f, 4).With(Palette.Rubber).Box(pedal, new(0.09f, 0.02f, 0.08f));
        }
    }

    private static Vector3 Pedal(double phase, int side) =>
        new((side == 0 ? -1 : 1) * 0.12f, 0.28f + (0.165f * Parts.Cos((360 * phase) + (180 * side))), 0.08f - (0.165f * Parts.Sin((360 * phase) + (180 * side))));

    private static void AddCyclist(MeshBuilder b, string part, double phase, int look)
    {
        if (part != "rider")
            AddBicycle(b, Paint.Fixed(0.16f, 0.22f, 0.30f, 0.3f, 0.2f), phase);
        if (part == "vehicle")
            return;
        Vector3 Ankle(int side) => Pedal(phase, side) + new Vector3(0, 0.09f, 0.09f);
        Ride(b, new(0, 1.04f, 0.26f), new(0, 1.43f, -0.04f), new(0, 1.63f, -0.16f), new(0.24f, 0.99f, -0.3f), [Ankle(0), Ankle(1)], look, Paint.Fixed(0.86f, 0.86f, 0.88f, 0.35f));
    }

    private static void Ride(MeshBuilder b, Vector3 pelvis, Vector3 chest, Vector3 head, Vector3 grip, Vector3[] ankles, int look, Paint helmet)
    {
        (Paint skin, Paint hair, Paint trousers) = PeopleProps.Look(look);
        Vector3[] knees = new Vector3[2], elbows = new Vector3[2], wrists = new Vector3[2];
        for (int side = 0; side < 2; side++)
        {
            float sign = side == 0 ? -1 : 1;
            knees[side] = Figure.Bend(Figure.Hip(pelvis, side), ankles[side], Figure.Thigh, Figure.Shin, new(sign * 0.25f, 0.5f, -1));
            wrists[side] = new Vector3(sign * grip.X, grip.Y, grip.Z);
            elbows[side] = Figure.Bend(Figure.Shoulder(chest, side), wrists[side], Figure.UpperArm, Figure.Forearm, new(sign * 0.7f, -1, 0.4f));
        }

        new Figure
        {
            Pelvis = pelvis,
            Chest = chest,
            Head = head,
            Knees = knees,
            Ankles = ankles,
            Elbows = elbows,
            Wrists = wrists,
            Skin = skin,
            Hair = hair,
            Trousers = trousers,
            Helmet = helmet,
        }.Add(b);
    }

    private static void AddMotorcycle(MeshBuilder b)
    {
        const float R = 0.31f, Axle = 0.70f;
        Vector3 front = new(0, R, -Axle), rear = new(0, R, Axle), head = new(0, 0.88f, -0.42f);
        foreach (Vector3 hub in new[] { front, rear })
        {
            b.Under(Parts.Turn(Vector3.UnitZ, 90) * Matrix4x4.CreateTranslation(hub), m => m
                .With(Palette.Rubber).Torus(Vector3.Zero, R - 0.055f, 0.055f, 14, 5)
                .With(Palette.Steel).Cylinder(new(0, -0.03f, 0), new(0, 0.03f, 0), 0.21f, 12).With(Palette.DarkPlastic).Cylinder(new(0, -0.06f, 0), new(0, 0.06f, 0), 0.09f, 8));
        }

        b.With(Palette.Steel).BothSides(m => m.Cylinder(front + new Vector3(0.09f, 0, 0), head + new Vector3(0.09f, 0, 0), 0.024f, 6).Cylinder(rear + new Vector3(0.1f, 0, 0), new(0.1f, 0.42f, 0.12f), 0.025f, 4));
        b.With(Palette.DarkPlastic).Box(new(0, 0.42f, 0.02f), new(0.30f, 0.34f, 0.44f)).Box(new(0, 0.55f, 0.32f), new(0.2f, 0.26f, 0.3f));
        b.With(Palette.Alloy).BothSides(m => m.Cylinder(new(0.14f, 0.5f, 0), new(0.2f, 0.5f, 0), 0.11f, 8)).Cylinder(new(0.17f, 0.3f, 0.05f), new(0.2f, 0.38f, 0.95f), 0.045f, 8);
        b.With(Palette.Lacquer).Ellipsoid(new(0, 0.80f, -0.14f), new(0.16f, 0.14f, 0.29f), 10).Tapered(new(0, 0.82f, 0.72f), new(0.2f, 0.1f, 0.4f), 0.7f, 0.9f)
            .Tapered(new(0, 0.65f, -0.72f), new(0.13f, 0.05f, 0.42f), 0.6f, 0.8f).Box(new(0, 0.98f, -0.5f), new(0.24f, 0.16f, 0.1f));
        b.With(Palette.Leather).Tapered(new(0, 0.78f, 0.34f), new(0.27f, 0.1f, 0.62f), 0.85f, 0.95f);
        b.With(Palette.Headlamp(true)).Cylinder(new(0, 0.86f, -0.50f), new(0, 0.86f, -0.58f), 0.085f, 10);
        b.With(Palette.TailLamp(false)).Box(new(0, 0.8f, 0.93f), new(0.16f, 0.06f, 0.03f)).With(Palette.Plate).Box(new(0, 0.62f, 0.94f), new(0.18f, 0.14f, 0.015f)).With(Palette.DarkPlastic).Box(new(0, 0.7f, 0.9f), new(0.04f, 0.2f, 0.04f));
        b.With(Palette.Steel).Cylinder(new(-0.36f, 1.02f, -0.36f), new(0.36f, 1.02f, -0.36f), 0.015f, 6).Cylinder(head, new(0, 1.02f, -0.38f), 0.03f, 6)
            .With(Palette.Rubber).BothSides(m => m.Cylinder(new(0.26f, 1.02f, -0.36f), new(0.4f, 1.02f, -0.36f), 0.02f, 6).Box(new(0.3f, 1.16f, -0.42f), new(0.12f, 0.07f, 0.02f)).Cylinder(new(0.26f, 1.02f, -0.38f), new(0.28f, 1.14f, -0.41f), 0.008f, 4));
    }
}
