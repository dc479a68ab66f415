using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>Pieces that several props have.</summary>
internal static class Parts
{
    /// <summary>A kind of one mesh.</summary>
    public static ModelKind Kind(string name, string description, IReadOnlyList<ModelParameter> parameters, Action<MeshBuilder, ModelArguments> add) =>
        new(name, description, parameters, arguments =>
        {
            MeshBuilder builder = new();
            add(builder, arguments);
            return Model.Of(builder.Build(name));
        });

    /// <summary>A stream of random numbers for a prop.</summary>
    public static CounterRandom Random(this ModelArguments arguments, string purpose) => new(arguments.Seed, 0, "prop", purpose);

    /// <summary>A random number in single precision.</summary>
    public static float Float(this ref CounterRandom random, double least, double most) => (float)random.Between(least, most);

    /// <summary>A sine of degrees.</summary>
    public static float Sin(double degrees) => (float)PortableMath.Sin(degrees * PortableMath.RadiansPerDegree);

    /// <summary>A cosine of degrees.</summary>
    public static float Cos(double degrees) => (float)PortableMath.Cos(degrees * PortableMath.RadiansPerDegree);

    /// <summary>A turn about an axis through the origin.</summary>
    public static Matrix4x4 Turn(Vector3 axis, double degrees) => Affine.Of(Vector3.Zero, Rotations.About(axis, degrees), Vector3.One);

    /// <summary>The same left and right: once as it is, once with x turned round.</summary>
    public static MeshBuilder BothSides(this MeshBuilder builder, Action<MeshBuilder> add)
    {
        add(builder);
        return builder.Under(Matrix4x4.CreateScale(-1, 1, 1), add);
    }

    /// <summary>A four-cornered face with a pane in it, all in one plane, so that nothing flickers.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="a">Bottom left, as seen from outside.</param>
    /// <param name="b">Bottom right.</param>
    /// <param name="c">Top right.</param>
    /// <param name="d">Top left.</param>
    /// <param name="frame">The frame's widths left, bottom, right and top, as shares of the face.</param>
    /// <param name="outer">The frame's paint.</param>
    /// <param name="pane">The pane's paint.</param>
    public static MeshBuilder Framed(this MeshBuilder builder, Vector3 a, Vector3 b, Vector3 c, Vector3 d, Vector4 frame, Paint outer, Paint pane)
    {
        Vector3 P(float u, float v) => Vector3.Lerp(Vector3.Lerp(a, b, u), Vector3.Lerp(d, c, u), v);
        Vector3 e = P(frame.X, frame.Y), f = P(1 - frame.Z, frame.Y), g = P(1 - frame.Z, 1 - frame.W), h = P(frame.X, 1 - frame.W);
        return builder.With(outer).Quad(a, b, f, e).Quad(b, c, g, f).Quad(c, d, h, g).Quad(d, a, e, h).With(pane).Quad(e, f, g, h);
    }

    /// <summary>A bent pipe of changing thickness, its middle line in the plane z = 0: handles, spouts, bananas.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="line">The middle line's points, two or more.</param>
    /// <param name="radii">At each point: in the plane, and along z; metres.</param>
    /// <param name="segments">Sides, 3 or more.</param>
    public static MeshBuilder Pipe(this MeshBuilder builder, Vector2[] line, Vector2[] radii, int segments)
    {
        var sections = new Vector3[line.Length][];
        for (int i = 0; i < line.Length; i++)
        {
            Vector2 way = line[Math.Min(i + 1, line.Length - 1)] - line[Math.Max(i - 1, 0)];
            float length = MathF.Sqrt((way.X * way.X) + (way.Y * way.Y));
            Vector3 across = new(-way.Y / length, way.X / length, 0);
            sections[i] = new Vector3[segments];
            for (int k = 0; k < segments; k++)
            {
                (float cos, float sin) = Circle.At(k, segments);
                sections[i][k] = new Vector3(line[i], 0) + (radii[i].X * cos * across) + (radii[i].Y * sin * Vector3.UnitZ);
            }
        }

        return builder.Loft(sections, 60);
    }

    /// <summary>A car's wheel about the x axis, its outer face to +x.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="hub">Its middle.</param>
    /// <param name="radius">Metres.</param>
    /// <param name="width">Metres.</param>
    /// <param name="segments">Sides; even.</param>
    public static MeshBuilder Wheel(this MeshBuilder builder, Vector3 hub, float radius, float width, int segments = 12)
    {
        float w = width / 2, rim = 0.64f * radius;
        return builder.Under(
            Affine.Multiply(Turn(Vector3.UnitZ, -90), Matrix4x4.CreateTranslation(hub)),
            m =>
            {
                m.With(Palette.Rubber).Lathe([new(0.6f * radius, -w), new(radius, -w), new(radius, 0.7f * w), new(0.94f * radius, w), new(rim, w)], segments);
                m.With(Palette.DarkPlastic).Lathe([new(rim, w), new(0.94f * rim, 0.55f * w)], segments);
                for (int k = 0; k < segments; k++)
                {
                    (float c0, float s0) = Circle.At(k, segments);
                    (float c1, float s1) = Circle.At(k + 1, segments);
                    float r = 0.94f * rim, y = 0.55f * w;
                    m.Paint = k % 2 == 0 ? Palette.Alloy : Palette.DarkPlastic;
                    m.Triangle(new Vector3(0, 0.8f * w, 0), new(r * c0, y, -r * s0), new(r * c1, y, -r * s1));
                }
            });
    }

    /// <summary>Flat letters and digits of 3 by 5 squares, standing on z = 0 and looking to the front, -z; their middle at the origin.</summary>
    /// <param name="builder">Where they are added.</param>
    /// <param name="text">Of <c>0-9 S T O P B U</c>.</param>
    /// <param name="height">Metres.</param>
    public static MeshBuilder Letters(this MeshBuilder builder, string text, float height)
    {
        float cell = height / 5, x = ((4 * text.Length) - 1) * cell / 2;
        foreach (char letter in text)
        {
            string rows = Font[letter];
            for (int i = 0; i < 15; i++)
            {
                if (rows[i] != '#')
                    continue;
                // Who looks at the front has -x at the right hand.
                float left = x - (i % 3 * cell), top = (height / 2) - (i / 3 * cell);
                builder.Quad(new(left, top - cell, 0), new(left - cell, top - cell, 0), new(left - cell, top, 0), new(left, top, 0));
            }

            x -= 4 * cell;
        }

        return builder;
    }

    private static readonly Dictionary<char, string> Font = new()
    {
        ['0'] = "####.##.##.####",
        ['1'] = ".#.##..#..#.###",
        ['2'] = "###..#####..###",
        ['3'] = "###..####..####",
        ['4'] = "#.##.####..#..#",
        ['5'] = "####..###..####",
        ['6'] = "####..####.####",
        ['7'] = "###..#..#..#..#",
        ['8'] = "####.#####.####",
        ['9'] = "####.####..####",
        ['S'] = "####..###..####",
        ['T'] = "###.#..#..#..#.",
        ['O'] = "####.##.##.####",
        ['P'] = "####.#####..#..",
        ['B'] = "##.#.###.#.###.",
        ['U'] = "#.##.##.##.####",
    };
}
