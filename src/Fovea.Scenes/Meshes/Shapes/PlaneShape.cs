using System;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Level ground.</summary>
public static class PlaneShape
{
    /// <summary>A flat rectangle that looks up.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="center">Its middle.</param>
    /// <param name="width">Along x, metres.</param>
    /// <param name="depth">Along z, metres.</param>
    /// <param name="columns">Parts along x, 1 or more.</param>
    /// <param name="rows">Parts along z, 1 or more.</param>
    /// <param name="height">Raises the points: metres at (x, z) from the middle; null for none. Normals follow.</param>
    /// <remarks>Texture coordinates are metres from the corner of least x and z.</remarks>
    public static MeshBuilder Plane(
        this MeshBuilder builder, Vector3 center, float width, float depth, int columns = 1, int rows = 1, Func<float, float, float>? height = null)
    {
        if (columns < 1 || rows < 1)
            throw new ArgumentException($"A plane has 1 or more columns and rows, not {columns} and {rows}.", nameof(columns));
        var first = (uint)builder.VertexCount;
        float stepX = width / columns, stepZ = depth / rows;
        for (int r = 0; r <= rows; r++)
        {
            for (int c = 0; c <= columns; c++)
            {
                float x = (c * stepX) - (width / 2), z = (r * stepZ) - (depth / 2);
                float y = height?.Invoke(x, z) ?? 0;
                Vector3 normal = height is null
                    ? Vector3.UnitY
                    : new Vector3(
                        (height(x - (stepX / 2), z) - height(x + (stepX / 2), z)) / stepX, 1,
                        (height(x, z - (stepZ / 2)) - height(x, z + (stepZ / 2))) / stepZ);
                builder.Vertex(center + new Vector3(x, y, z), normal, new Vector2(c * stepX, r * stepZ));
            }
        }

        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                uint a = first + (uint)((r * (columns + 1)) + c), below = a + (uint)columns + 1;
                builder.Triangle(a, below, below + 1);
                builder.Triangle(a, below + 1, a + 1);
            }
        }

        return builder;
    }
}
