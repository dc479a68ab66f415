using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Operators;

/// <summary>Tensors that operator tests feed.</summary>
public static class Samples
{
    /// <summary>Feature maps at the sizes where kernels go wrong: 1, 3, 5, 8 and 13 channels, not square, batch 2.</summary>
    public static IReadOnlyList<Shape> Images { get; } = new[]
    {
        new Shape(1, 1, 5, 7), new Shape(1, 3, 8, 5), new Shape(2, 5, 7, 9), new Shape(1, 8, 6, 6), new Shape(2, 13, 5, 6),
    };

    /// <summary>Rank-3 maps for operators over one spatial axis.</summary>
    public static IReadOnlyList<Shape> Lines { get; } = new[] { new Shape(1, 1, 9), new Shape(2, 5, 11), new Shape(1, 13, 8) };

    /// <summary>Floats between -2 and 2; the shape and a seed decide them.</summary>
    public static Tensor Floats(Shape shape, int seed = 0, double low = -2, double high = 2)
    {
        var random = new Random(HashOf(shape, seed));
        return Tensor.Of<float>(shape, Enumerable.Range(0, shape.Count).Select(_ => (float)(low + random.NextDouble() * (high - low))).ToArray());
    }

    /// <summary>Whole numbers from low up to, not including, high, in any element type.</summary>
    public static Tensor Whole(ElementType type, Shape shape, int low, int high, int seed = 0)
    {
        var random = new Random(HashOf(shape, seed));
        return Tensor.From(type, shape, Enumerable.Range(0, shape.Count).Select(_ => (double)random.Next(low, high)).ToArray());
    }

    // The library's own hash differs from run to run.
    private static int HashOf(Shape shape, int seed) => shape.Aggregate(seed + 17, (hash, dim) => unchecked((hash * 31) + dim));
}
