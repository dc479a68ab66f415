using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Boxes along the axes.</summary>
public static class BoxShape
{
    /// <summary>A closed box of 12 triangles.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="center">Its middle.</param>
    /// <param name="size">The lengths of its edges, metres.</param>
    /// <remarks>Each face has texture coordinates in metres from its top left corner.</remarks>
    public static MeshBuilder Box(this MeshBuilder builder, Vector3 center, Vector3 size) => Tapered(builder, center, size, 1, 1);

    /// <summary>A closed box that narrows to the top: <paramref name="topX"/> and <paramref name="topZ"/> times as wide and deep there.</summary>
    /// <inheritdoc cref="Box(MeshBuilder, Vector3, Vector3)"/>
    public static MeshBuilder Tapered(this MeshBuilder builder, Vector3 center, Vector3 size, float topX, float topZ)
    {
        Vector3 h = size / 2;
        Vector3 P(int x, int y, int z) => center + new Vector3(x * h.X * (y > 0 ? topX : 1), y * h.Y, z * h.Z * (y > 0 ? topZ : 1));
        return builder
            .Quad(P(1, -1, -1), P(-1, -1, -1), P(-1, 1, -1), P(1, 1, -1))
            .Quad(P(-1, -1, 1), P(1, -1, 1), P(1, 1, 1), P(-1, 1, 1))
            .Quad(P(-1, -1, -1), P(-1, -1, 1), P(-1, 1, 1), P(-1, 1, -1))
            .Quad(P(1, -1, 1), P(1, -1, -1), P(1, 1, -1), P(1, 1, 1))
            .Quad(P(-1, 1, 1), P(1, 1, 1), P(1, 1, -1), P(-1, 1, -1))
            .Quad(P(-1, -1, -1), P(1, -1, -1), P(1, -1, 1), P(-1, -1, 1));
    }
}
