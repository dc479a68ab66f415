using System;
using System.Numerics;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>A person of 1.75 m by the places of the joints; pedestrians and riders differ in those alone. Front to -z.</summary>
internal sealed class Figure
{
    /// <summary>Lengths of thigh, shin, upper arm and forearm, metres.</summary>
    public const float Thigh = 0.43f, Shin = 0.42f, UpperArm = 0.29f, Forearm = 0.26f;

    /// <summary>The middle between the hips.</summary>
    public required Vector3 Pelvis { get; init; }

    /// <summary>The middle between the shoulders.</summary>
    public required Vector3 Chest { get; init; }

    /// <summary>The head's middle.</summary>
    public required Vector3 Head { get; init; }

    /// <summary>Left and right knees.</summary>
    public required Vector3[] Knees { get; init; }

    /// <summary>Left and right ankles.</summary>
    public required Vector3[] Ankles { get; init; }

    /// <summary>Left and right elbows.</summary>
    public required Vector3[] Elbows { get; init; }

    /// <summary>Left and right wrists.</summary>
    public required Vector3[] Wrists { get; init; }

    /// <summary>How far each toe points down, degrees.</summary>
    public float[] ToesDown { get; init; } = [0, 0];

    public Paint Skin { get; init; } = Paint.Fixed(0.80f, 0.60f, 0.47f, 0.6f);

    public Paint Hair { get; init; } = Paint.Fixed(0.16f, 0.11f, 0.08f, 0.7f);

    public Paint Shirt { get; init; } = Paint.Tinted(1, 1, 1, 0.85f);

    public Paint Trousers { get; init; } = Paint.Fixed(0.15f, 0.18f, 0.28f, 0.85f);

    public Paint Shoes { get; init; } = Paint.Fixed(0.12f, 0.1f, 0.09f, 0.6f);

    /// <summary>A helmet's paint, for none null.</summary>
    public Paint? Helmet { get; init; }

    /// <summary>Left (0) or right (1) hip.</summary>
    public static Vector3 Hip(Vector3 pelvis, int side) => pelvis + new Vector3(side == 0 ? -0.09f : 0.09f, 0, 0);

    /// <summary>Left (0) or right (1) shoulder.</summary>
    public static Vector3 Shoulder(Vector3 chest, int side) => chest + new Vector3(side == 0 ? -0.175f : 0.175f, -0.015f, 0);

    /// <summary>Where a limb of two bones bends, to one side, so that it reaches from one end to the other; stretched where it is too short.</summary>
    public static Vector3 Bend(Vector3 from, Vector3 to, float first, float second, Vector3 side)
    {
        Vector3 way = to - from;
        float length = Math.Clamp(Rotations.Length(way), 0.05f, first + second - 1e-3f);
        Vector3 along = Rotations.Normalize(way);
        float at = ((length * length) + (first * first) - (second * second)) / (2 * length);
        float off = MathF.Sqrt(Math.Max(0, (first * first) - (at * at)));
        Vector3 across = Rotations.Normalize(side - (Rotations.Dot(side, along) * along));
        return from + (at * along) + (off * across);
    }

    public void Add(MeshBuilder b)
    {
        for (int side = 0; side < 2; side++)
        {
            Vector3 hip = Hip(Pelvis, side), shoulder = Shoulder(Chest, side);
            b.With(Trousers).LimbLike(hip, Knees[side], 0.085f, 0.058f, 8).LimbLike(Knees[side], Ankles[side], 0.058f, 0.042f, 8);
            int toes = side;
            b.With(Shoes).Under(
                Affine.Multiply(Parts.Turn(Vector3.UnitX, -ToesDown[side]), Matrix4x4.CreateTranslation(Ankles[side])),
                m => m.Under(Parts.Turn(Vector3.UnitY, toes == 0 ? 6 : -6), n => n.Tapered(new(0, -0.035f, -0.06f), new(0.09f, 0.09f, 0.26f), 0.85f, 0.75f)));
            b.With(Shirt).LimbLike(shoulder, Elbows[side], 0.052f, 0.042f, 8);
            b.With(Shirt).LimbLike(Elbows[side], Vector3.Lerp(Elbows[side], Wrists[side], 0.92f), 0.042f, 0.034f, 8);
            Vector3 hand = Wrists[side] + (0.07f * Rotations.Normalize(Wrists[side] - Elbows[side]));
            b.With(Skin).LimbLike(Wrists[side], hand, 0.033f, 0.03f, 4);
        }

        Torso(b);
        Vector3 neck = Chest + ((Head - Chest) * 0.12f);
        b.With(Skin).Frustum(neck, Head - ((Head - Chest) * 0.15f), 0.055f, 0.05f, 8, false);
        b.With(Skin).Ellipsoid(Head, new(0.078f, 0.115f, 0.098f), 10);
        if (Helmet is { } helmet)
            b.With(helmet).Ellipsoid(Head + new Vector3(0, 0.045f, 0.01f), new(0.105f, 0.1f, 0.13f), 10);
        else
            b.With(Hair).Ellipsoid(Head + new Vector3(0, 0.032f, 0.024f), new(0.087f, 0.105f, 0.1f), 10);
    }

    // Eight-cornered sections from the seat to the collar, across the line from pelvis to chest.
    private void Torso(MeshBuilder b)
    {
        Vector3 up = Rotations.Normalize(Chest - Pelvis), right = Vector3.UnitX, back = Rotations.Cross(right, up);
        float length = Rotations.Length(Chest - Pelvis);
        (float At, float Half, float Depth)[] sections =
            [(-0.10f, 0.12f, 0.09f), (0.0f, 0.165f, 0.115f), (0.18f, 0.155f, 0.105f), (length * 0.62f, 0.165f, 0.115f), (length * 0.95f, 0.205f, 0.108f), (length + 0.055f, 0.075f, 0.07f)];
        Vector3[] Ring((float At, float Half, float Depth) s)
        {
            var ring = new Vector3[8];
            for (int i = 0; i < 8; i++)
            {
                (float cos, float sin) = Circle.At((2 * i) + 1, 16);
                // Counter-clockwise as seen from above: along the way back to the first section.
                ring[i] = Pelvis + (s.At * up) + (s.Half * cos * right) - (s.Depth * sin * back);
            }

            return ring;
        }

        b.With(Trousers).Loft([Ring(sections[0]), Ring(sections[1])], 60);
        b.With(Shirt).Loft([Ring((0.02f, 0.17f, 0.12f)), Ring(sections[2]), Ring(sections[3]), Ring(sections[4]), Ring(sections[5])], 60);
    }
}
