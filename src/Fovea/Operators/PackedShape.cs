using Fovea.Models;

namespace Fovea.Operators;

/// <summary>The shape of a packed map, with a rank-3 tensor [N, C, L] read as [N, C, L, 1].</summary>
/// <param name="N">Batch.</param>
/// <param name="C">Channels.</param>
/// <param name="H">Rows.</param>
/// <param name="W">Columns.</param>
public readonly record struct PackedShape(int N, int C, int H, int W)
{
    /// <summary>The vec4 that hold the channels of one position: ceil(C / 4).</summary>
    public int C4 => (C + 3) / 4;

    /// <summary>The vec4 in the whole map.</summary>
    public int Vectors => N * C4 * H * W;

    /// <summary>Whether tensors of this shape can be packed at all.</summary>
    public static bool Fits(Shape shape) => shape.Rank is 3 or 4;

    /// <summary>Reads a shape of rank 3 or 4.</summary>
    /// <exception cref="ModelException">The rank is another.</exception>
    public static PackedShape Of(Shape shape) => Fits(shape)
        ? new PackedShape(shape[0], shape[1], shape[2], shape.Rank == 4 ? shape[3] : 1)
        : throw new ModelException($"A tensor of shape {shape} cannot be packed: that takes rank 3 or 4.");
}
