using System;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>People on foot.</summary>
internal static class PeopleProps
{
    private static readonly Vector3[] Skins = [new(0.87f, 0.68f, 0.55f), new(0.80f, 0.60f, 0.47f), new(0.66f, 0.46f, 0.33f), new(0.48f, 0.32f, 0.22f), new(0.33f, 0.22f, 0.16f)];
    private static readonly Vector3[] Hairs = [new(0.10f, 0.07f, 0.06f), new(0.25f, 0.15f, 0.09f), new(0.50f, 0.36f, 0.20f), new(0.60f, 0.58f, 0.56f), new(0.06f, 0.05f, 0.05f)];
    private static readonly Vector3[] Trousers =
        [new(0.15f, 0.19f, 0.30f), new(0.10f, 0.10f, 0.11f), new(0.42f, 0.36f, 0.28f), new(0.28f, 0.30f, 0.33f), new(0.22f, 0.27f, 0.40f), new(0.35f, 0.14f, 0.14f)];

    public static ModelKind Pedestrian { get; } = Parts.Kind(
        "pedestrian",
        "A person; the instance's colour is the jacket's, skin, hair and trousers come from the seed. Origin on the ground between the feet, front to -z.",
        [
            ModelParameter.Number("height", 1.75, 0.8, 2.2, "Metres."),
            ModelParameter.Choice("pose", ["walk", "stand"], "What the person does."),
            ModelParameter.Phase("phase", 8, "Where in the cycle of two steps, 0..1; taken to the nearest eighth, so that walkers share meshes."),
            ModelParameter.Whole("look", 0, 0, 19, "Which of 20 skins, hairs and trousers."),
        ],
        Add);

    /// <summary>Skin, hair and trousers by number.</summary>
    public static (Paint Skin, Paint Hair, Paint Trousers) Look(int look)
    {
        CounterRandom random = new(0, 0, "person", $"look {look}");
        return (Paint.Fixed(Skins[random.NextIndex(Skins.Length)], 0.6f), Paint.Fixed(Hairs[random.NextIndex(Hairs.Length)], 0.7f), Paint.Fixed(Trousers[random.NextIndex(Trousers.Length)], 0.85f));
    }

    private static void Add(MeshBuilder b, ModelArguments a)
    {
        (Paint skin, Paint hair, Paint trousers) = Look(a.Int("look"));
        bool isWalking = a.Text("pose") == "walk";
        double turn = 360 * a.Number("phase");
        float scale = a.Float("height") / 1.75f;
        Vector3[] knees = new Vector3[2], ankles = new Vector3[2], elbows = new Vector3[2], wrists = new Vector3[2];
        float[] toes = new float[2];
        float lowest = float.MaxValue;
        for (int side = 0; side < 2; side++)
        {
            double t = turn + (180 * side);
            // The thigh swings; the knee bends while its leg comes forward, and a little when the weight falls on it.
            double thigh = isWalking ? (25 * Parts.Sin(t)) + 4 : 0, bend = isWalking ? 6 + (46 * Math.Max(0, Parts.Cos(t + 15))) : 2;
            Vector3 hip = Figure.Hip(Vector3.Zero, side);
            knees[side] = hip + Swing(thigh, Figure.Thigh);
            ankles[side] = knees[side] + Swing(thigh - bend, Figure.Shin);
            toes[side] = isWalking ? (float)Math.Clamp((0.7 * (bend - thigh)) - 2, -12, 40) : 0;
            lowest = MathF.Min(lowest, ankles[side].Y - (toes[side] > 0 ? 0.17f * Parts.Sin(toes[side]) : 0));
            double arm = isWalking ? -22 * Parts.Sin(t) : 2, elbow = isWalking ? 18 + (10 * Parts.Sin(t + 180)) : 8;
            float outward = side == 0 ? -0.05f : 0.05f;
            Vector3 shoulder = Figure.Shoulder(new Vector3(0, 0.52f, 0), side);
            elbows[side] = shoulder + Swing(arm, Figure.UpperArm) + new Vector3(outward, 0, 0);
            wrists[side] = elbows[side] + Swing(arm + elbow, Figure.Forearm) + new Vector3(outward / 3, 0, 0);
        }

        // The sole is 8 cm below the ankle.
        Vector3 lift = new(0, 0.08f - lowest, 0);
        Vector3[] Lifted(Vector3[] points) => Array.ConvertAll(points, p => p + lift);
        Figure figure = new()
        {
            Pelvis = lift,
            Chest = lift + new Vector3(0, 0.50f, isWalking ? -0.03f : 0),
            Head = lift + new Vector3(0, 0.725f, isWalking ? -0.05f : -0.01f),
            Knees = Lifted(knees),
            Ankles = Lifted(ankles),
            Elbows = Lifted(elbows),
            Wrists = Lifted(wrists),
            ToesDown = toes,
            Skin = skin,
            Hair = hair,
            Trousers = trousers,
        };
        b.Under(Matrix4x4.CreateScale(scale), figure.Add);
    }

    // Hanging down, swung forward (to -z) by degrees.
    private static Vector3 Swing(double degrees, float length) => new(0, -length * Parts.Cos(degrees), -length * Parts.Sin(degrees));
}
