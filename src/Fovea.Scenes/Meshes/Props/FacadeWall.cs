using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>A wall with rows of windows, cut along all their edges, so that no two faces lie in one another and none meets another's edge midway.</summary>
internal static class FacadeWall
{
    /// <summary>What the panes of a wall look like, and whether they lie back.</summary>
    /// <param name="Wall">The wall's paint.</param>
    /// <param name="Reveal">The paint around panes that lie back.</param>
    /// <param name="Depth">How far panes lie back, metres; 0 for flush.</param>
    /// <param name="Pane">The paint of each pane in turn.</param>
    public sealed record Look(Paint Wall, Paint Reveal, float Depth, Func<Paint> Pane);

    /// <summary>Adds a wall.</summary>
    /// <param name="b">Where it is added.</param>
    /// <param name="origin">Bottom left, as seen from outside.</param>
    /// <param name="right">Of length 1.</param>
    /// <param name="columns">Left and right edges of the windows in turn, metres from the left; with 0 before and the width at the end.</param>
    /// <param name="rows">The same upward.</param>
    /// <param name="look">The paints.</param>
    public static void Add(MeshBuilder b, Vector3 origin, Vector3 right, IReadOnlyList<float> columns, IReadOnlyList<float> rows, Look look)
    {
        Vector3 inward = Vector3.Cross(Vector3.UnitY, right) * -1;
        Vector3 P(float x, float y, float deep = 0) => origin + (x * right) + (y * Vector3.UnitY) + (deep * inward);
        for (int r = 0; r + 1 < rows.Count; r++)
        {
            for (int c = 0; c + 1 < columns.Count; c++)
            {
                float x0 = columns[c], x1 = columns[c + 1], y0 = rows[r], y1 = rows[r + 1], d = look.Depth;
                if (x1 - x0 < 1e-4f || y1 - y0 < 1e-4f)
                    continue;
                if (c % 2 == 0 || r % 2 == 0)
                {
                    b.With(look.Wall).Quad(P(x0, y0), P(x1, y0), P(x1, y1), P(x0, y1));
                    continue;
                }

                b.With(look.Pane()).Quad(P(x0, y0, d), P(x1, y0, d), P(x1, y1, d), P(x0, y1, d));
                if (d > 0)
                {
                    b.With(look.Reveal)
                        .Quad(P(x0, y0), P(x1, y0), P(x1, y0, d), P(x0, y0, d)).Quad(P(x0, y1, d), P(x1, y1, d), P(x1, y1), P(x0, y1))
                        .Quad(P(x0, y0), P(x0, y0, d), P(x0, y1, d), P(x0, y1)).Quad(P(x1, y0, d), P(x1, y0), P(x1, y1), P(x1, y1, d));
                }
            }
        }
    }

    /// <summary>Even windows: their edges in turn, with 0 and the whole at the ends.</summary>
    /// <param name="whole">The wall's width or height, metres.</param>
    /// <param name="count">How many.</param>
    /// <param name="from">The share of each part where its window begins.</param>
    /// <param name="to">The share of each part where it ends.</param>
    public static float[] Even(float whole, int count, float from, float to)
    {
        var cuts = new float[(2 * count) + 2];
        for (int i = 0; i < count; i++)
        {
            cuts[(2 * i) + 1] = whole * (i + from) / count;
            cuts[(2 * i) + 2] = whole * (i + to) / count;
        }

        cuts[^1] = whole;
        return cuts;
    }
}
