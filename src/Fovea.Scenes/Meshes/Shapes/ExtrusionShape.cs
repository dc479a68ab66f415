using System;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Flat outlines made thick.</summary>
public static class ExtrusionShape
{
    /// <summary>A closed body whose plan is a polygon: its (x, y) lies at (x, -z), so that it is seen upright and unmirrored from above.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="plan">The outline.</param>
    /// <param name="bottom">Height of the lower face, metres.</param>
    /// <param name="top">Height of the upper face, metres; more than <paramref name="bottom"/>.</param>
    /// <remarks>Texture coordinates are metres: of the plan on the faces, along the outline and down from the top on the sides.</remarks>
    public static MeshBuilder Extrude(this MeshBuilder builder, Polygon plan, float bottom, float top)
    {
        if (!(top > bottom))
            throw new ArgumentException($"An extrusion's top {top} must be above its bottom {bottom}.", nameof(top));
        Cap(builder, plan, top, true);
        Cap(builder, plan, bottom, false);
        for (int contour = 0; contour < plan.Contours; contour++)
        {
            Vector2[] outline = plan.Contour(contour);
            for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
            {
                builder.Quad(
                    new(outline[j].X, bottom, -outline[j].Y), new(outline[i].X, bottom, -outline[i].Y),
                    new(outline[i].X, top, -outline[i].Y), new(outline[j].X, top, -outline[j].Y));
            }
        }

        return builder;
    }

    /// <summary>The same standing upright and looking to the front, -z: seen from there, the polygon is as drawn, its x to the right (the world's -x).</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="outline">As seen from the front: x to the right, y up.</param>
    /// <param name="front">The z of the front face, metres.</param>
    /// <param name="back">The z of the back face, metres; more than <paramref name="front"/>.</param>
    public static MeshBuilder Stand(this MeshBuilder builder, Polygon outline, float front, float back) => builder.Under(
        // (x, h, -y) of the plan goes to (-x, y, -h): what looked up now looks to the front.
        new Matrix4x4(-1, 0, 0, 0, 0, 0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 1),
        b => b.Extrude(outline, -back, -front));

    /// <summary>A flat polygon that looks up, (x, y) at (x, -z).</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="plan">The outline.</param>
    /// <param name="height">Metres.</param>
    /// <param name="looksUp">Whether it is seen from above, or from below.</param>
    public static MeshBuilder Cap(this MeshBuilder builder, Polygon plan, float height, bool looksUp = true)
    {
        var first = (uint)builder.VertexCount;
        foreach (Vector2 point in plan.Points)
            builder.Vertex(new Vector3(point.X, height, -point.Y), looksUp ? Vector3.UnitY : -Vector3.UnitY, new Vector2(point.X, -point.Y));
        int[] t = plan.Triangles;
        for (int i = 0; i < t.Length; i += 3)
            builder.Triangle(first + (uint)t[i], first + (uint)t[looksUp ? i + 1 : i + 2], first + (uint)t[looksUp ? i + 2 : i + 1]);
        return builder;
    }
}
