using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Cars: a side outline with wheel arches drawn across the width, its edges rounded, and a cabin of panes on it.</summary>
internal static class CarProp
{
    public static ModelKind Kind { get; } = Parts.Kind(
        "car",
        "A passenger car of about 4 to 5 m; the instance's colour is its lacquer. Origin on the ground at the middle, front to -z.",
        [
            ModelParameter.Choice("style", ["hatchback", "saloon", "van", "pickup"], "Its body."),
            ModelParameter.Choice("lights", ["off", "on"], "Whether its lamps shine."),
        ],
        (b, a) => Add(b, a.Text("style") switch { "saloon" => CarStyle.Saloon, "van" => CarStyle.Van, "pickup" => CarStyle.Pickup, _ => CarStyle.Hatchback }, a.Text("lights") == "on"));

    private static void Add(MeshBuilder b, CarStyle s, bool isLit)
    {
        float middle = s.Length / 2, half = s.Width / 2;
        b.At(new Vector3(0, 0, -middle), m =>
        {
            bool isPickup = s == CarStyle.Pickup;
            Body(m, s, isPickup);
            Cabin(m, s, s == CarStyle.Van, isPickup);
            if (isPickup)
                Bed(m, s);
            Details(m, s, isLit);
            // Wheel arches run through the whole car; between the wheels it is dark.
            m.Paint = Palette.DarkPlastic;
            foreach (float axle in new[] { s.FrontAxle, s.RearAxle })
                m.Box(new(0, s.WheelRadius + 0.08f, axle), new(s.Width - 0.46f, (2 * s.WheelRadius) - 0.12f, (2 * s.WheelRadius) + 0.06f));
            m.BothSides(w =>
            {
                foreach (float axle in new[] { s.FrontAxle, s.RearAxle })
                    w.Wheel(new Vector3(half - 0.105f, s.WheelRadius, axle), s.WheelRadius, 0.2f);
            });
        });
    }

    // A corner of the side outline, (z, y), how far it is drawn in at the car's sides, and the paint of the strip that begins there.
    private readonly record struct Corner(float Z, float Y, float InZ, float InY, Paint Paint);

    private static List<Corner> Outline(CarStyle s, bool isPickup)
    {
        const float Sill = 0.23f;
        Paint body = Palette.Lacquer, dark = Palette.DarkPlastic;
        float l = s.Length, belt = s.Belt, tail = isPickup ? belt - 0.02f : s.Cabin.W > l - 0.2f ? belt : belt + 0.04f;
        List<Corner> corners =
        [
            new(0.12f, Sill, 0.10f, 0, dark),
            new(0.02f, 0.32f, 0.16f, 0, dark),
            new(0.0f, 0.46f, 0.17f, 0, body),
            new(0.05f, s.Nose - 0.06f, 0.16f, 0, body),
            new(0.14f, s.Nose, 0.14f, 0.02f, body),
            new(0.45f, s.Nose + (0.45f * (belt - s.Nose)), 0.04f, 0.05f, body),
            new(s.Cabin.X, belt - 0.01f, 0, 0.06f, body),
            new((s.Cabin.X + s.Cabin.W) / 2, belt, 0, 0.06f, body),
            new(Math.Min(s.Cabin.W, l - 0.14f), tail, 0, 0.06f, body),
            new(l - 0.06f, tail - 0.04f, -0.09f, 0.03f, body),
            new(l, tail - 0.22f, -0.12f, 0, body),
            new(l - 0.01f, 0.50f, -0.13f, 0, dark),
            new(l - 0.04f, 0.34f, -0.12f, 0, dark),
            new(l - 0.14f, Sill + 0.03f, -0.08f, 0, dark),
        ];
        Arch(s.RearAxle);
        Arch(s.FrontAxle);
        return corners;

        // From behind to before over the wheel.
        void Arch(float axle)
        {
            float radius = s.WheelRadius + 0.055f;
            double start = Math.Asin((Sill - s.WheelRadius) / radius) * 180 / Math.PI;
            for (int i = 0; i <= 6; i++)
            {
                double angle = start + ((180 - (2 * start)) * i / 6);
                corners.Add(new(axle + (radius * Parts.Cos(angle)), s.WheelRadius + (radius * Parts.Sin(angle)), 0, 0, dark));
            }
        }
    }

    private static void Body(MeshBuilder b, CarStyle s, bool isPickup)
    {
        const float Bevel = 0.11f;
        List<Corner> outline = Outline(s, isPickup);
        float half = s.Width / 2;
        float[] across = [-half, -half + Bevel, half - Bevel, half];
        int first = b.TriangleCount;
        Vector3 P(Corner c, int k) => k is 0 or 3 ? new(across[k], c.Y - c.InY, c.Z + c.InZ) : new(across[k], c.Y, c.Z);
        for (int k = 0; k < 3; k++)
        {
            for (int i = 0; i < outline.Count; i++)
            {
                Corner from = outline[i], to = outline[(i + 1) % outline.Count];
                b.With(from.Paint).Triangle(P(from, k), P(to, k), P(to, k + 1)).Triangle(P(from, k), P(to, k + 1), P(from, k + 1));
            }
        }

        // The outline runs up the front and back over the top: clockwise in (z, y), which Polygon turns round.
        Polygon side = new([.. outline.Select(c => new Vector2(c.Z + c.InZ, c.Y - c.InY))]);
        b.Paint = Palette.Lacquer;
        for (int i = 0; i < side.Triangles.Length; i += 3)
        {
            Vector2 p = side.Points[side.Triangles[i]], q = side.Points[side.Triangles[i + 1]], r = side.Points[side.Triangles[i + 2]];
            b.Triangle(new Vector3(-half, p.Y, p.X), new(-half, q.Y, q.X), new(-half, r.Y, r.X));
            b.Triangle(new Vector3(half, p.Y, p.X), new(half, r.Y, r.X), new(half, q.Y, q.X));
        }

        b.Smooth(first, 38);
    }

    private static void Cabin(MeshBuilder b, CarStyle s, bool isVan, bool isPickup)
    {
        float low = (s.Width / 2) - 0.075f, high = low - (isVan ? 0.13f : 0.20f), y0 = s.Belt - 0.03f, y1 = s.Height - 0.05f;
        (float z0, float z1, float z2, float z3) = (s.Cabin.X, s.Cabin.Y, s.Cabin.Z, s.Cabin.W);
        Vector3 a = new(low, y0, z0), d = new(high, y1, z1), c = new(high, y1, z2), e = new(low, y0, z3);
        Vector3 M(Vector3 p) => new(-p.X, p.Y, p.Z);
        Paint body = Palette.Lacquer, glass = Palette.Glass;
        b.Framed(a, M(a), M(d), d, new(0.06f, 0.06f, 0.06f, 0.07f), body, glass);
        b.Framed(M(e), e, c, M(c), new(0.08f, isVan ? 0.2f : 0.14f, 0.08f, 0.1f), body, glass);
        b.BothSides(m =>
        {
            for (int i = 0; i < s.Windows; i++)
            {
                float from = (float)i / s.Windows, to = (float)(i + 1) / s.Windows;
                if (!isVan && !isPickup)
                    (from, to) = (i == 0 ? 0 : 0.52f, i == 0 ? 0.52f : 1);
                Vector3 p = Vector3.Lerp(a, e, from), q = Vector3.Lerp(a, e, to), r = Vector3.Lerp(d, c, to), t = Vector3.Lerp(d, c, from);
                float front = i == 0 ? 0.1f : 0.035f, rear = i == s.Windows - 1 ? 0.14f : 0.035f;
                // Seen from the right side (+x), the front (-z) is at the right hand.
                m.Framed(q, p, t, r, new(rear, 0.09f, front, 0.09f), body, glass);
            }
        });
        int first = b.TriangleCount;
        Vector3 Up(Vector3 p, float z) => new(p.X - (Math.Sign(p.X) * 0.16f), s.Height, p.Z + z);
        Vector3 d2 = Up(d, 0.16f), c2 = Up(c, -0.16f);
        b.With(body)
            .Quad(d2, M(d2), M(c2), c2)
            .Quad(d, M(d), M(d2), d2).Quad(M(c), c, c2, M(c2))
            .BothSides(m => m.Quad(c, d, d2, c2))
            .Smooth(first, 50);
    }

    private static void Bed(MeshBuilder b, CarStyle s)
    {
        float from = s.Cabin.W + 0.05f, to = s.Length - 0.12f, half = (s.Width / 2) - 0.1f, y = s.Belt - 0.02f;
        float z = (from + to) / 2, length = to - from;
        // Walls stand on the body; between them lies a dark floor that reads as depth.
        b.With(Palette.DarkPlastic).Box(new(0, y + 0.005f, z), new(2 * half, 0.03f, length));
        b.With(Palette.Lacquer)
            .BothSides(m => m.Box(new(half, y + 0.08f, z), new(0.09f, 0.2f, length + 0.08f)))
            .Box(new(0, y + 0.08f, to), new(2 * half, 0.2f, 0.08f)).Box(new(0, y + 0.08f, from), new(2 * half, 0.2f, 0.06f));
    }

    private static void Details(MeshBuilder b, CarStyle s, bool isLit)
    {
        float half = s.Width / 2, lamp = s.Nose - 0.10f, tail = s.Belt - 0.15f;
        b.With(Palette.DarkPlastic)
            .Box(new(0, s.Nose - 0.13f, 0.06f), new(s.Width - 1.06f, 0.11f, 0.10f))
            .With(Palette.Plate).Box(new(0, 0.42f, 0.01f), new(0.52f, 0.11f, 0.05f)).Box(new(0, tail - 0.14f, s.Length - 0.01f), new(0.52f, 0.11f, 0.06f))
            .BothSides(m => m
                .With(Palette.Headlamp(isLit)).Box(new(half - 0.31f, lamp - 0.02f, 0.105f), new(0.38f, 0.12f, 0.19f))
                .With(Palette.TailLamp(isLit)).Box(new(half - 0.19f, tail + 0.02f, s.Length - 0.08f), new(0.25f, 0.17f, 0.16f))
                .With(Palette.Lacquer).Box(new(half + 0.055f, s.Belt + 0.06f, s.Cabin.X + 0.52f), new(0.17f, 0.12f, 0.09f))
                .With(Palette.DarkPlastic).Box(new(half - 0.045f, s.Belt + 0.01f, s.Cabin.X + 0.52f), new(0.1f, 0.03f, 0.05f)));
    }
}
