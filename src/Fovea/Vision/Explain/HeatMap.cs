using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Vision.Explain;

/// <summary>How much each part of a network's input counts.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values">A value for each cell, rows from the top. The cells share the input's area evenly.</param>
public sealed record HeatMap(int Width, int Height, IReadOnlyList<float> Values)
{
    /// <summary>The least value.</summary>
    public float Least => Values.Min();

    /// <summary>The greatest value.</summary>
    public float Most => Values.Max();

    /// <summary>The value at a place, interpolated bilinearly between the centres of cells, and held beyond the outermost.</summary>
    /// <param name="u">From 0 at the left edge of the input to 1 at its right one.</param>
    /// <param name="v">From 0 at its top edge to 1 at its bottom one.</param>
    public float At(float u, float v)
    {
        float x = Math.Clamp((u * Width) - 0.5f, 0, Width - 1), y = Math.Clamp((v * Height) - 0.5f, 0, Height - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, Width - 1), bottom = Math.Min(top + 1, Height - 1);
        float fx = x - left, fy = y - top;
        float upper = (Values[(top * Width) + left] * (1 - fx)) + (Values[(top * Width) + right] * fx);
        float lower = (Values[(bottom * Width) + left] * (1 - fx)) + (Values[(bottom * Width) + right] * fx);
        return (upper * (1 - fy)) + (lower * fy);
    }
}
