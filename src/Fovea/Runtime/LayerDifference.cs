using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime;

/// <summary>How far one value of a network differs between two backends.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Operator">The operator that makes it.</param>
/// <param name="Shape">Its shape on the reference.</param>
/// <param name="Range">The span of the reference's elements, or their size where all are alike.</param>
/// <param name="Largest">The largest absolute difference; infinite where the shapes differ, or one element is no number.</param>
/// <param name="Index">The row-major index of the element that differs most.</param>
/// <param name="Reference">That element on the reference.</param>
/// <param name="Tested">That element on the other backend.</param>
public sealed record LayerDifference(
    string Name, string Operator, Shape Shape, double Range, double Largest, int Index, double Reference, double Tested)
{
    /// <summary>The shape on the other backend.</summary>
    public Shape TestedShape { get; init; } = Shape;

    /// <summary>The difference that the rounding of what goes into the layer may make whatever the layer does; see <see cref="RoundingFloor"/>.</summary>
    public double Floor { get; init; }

    /// <summary>
    /// The nodes that the tested backend computes in one go to make the value, in their order, as a convolution with the activation behind it;
    /// one where nothing is fused, none where nobody asked.
    /// </summary>
    public IReadOnlyList<string> Chain { get; init; } = Array.Empty<string>();

    /// <summary>The largest difference as a share of the range: what a tolerance is held against, so that tiny outputs do not pass on zeros.</summary>
    public double Relative => Largest == 0 ? 0 : Range > 0 ? Largest / Range : double.PositiveInfinity;

    /// <summary>The position of the element that differs most along each axis.</summary>
    public IReadOnlyList<int> Position => Shape.Count == 0
        ? Array.Empty<int>()
        : Shape.Strides().Zip(Shape, (stride, dim) => Index / stride % dim).ToArray();

    /// <summary>Whether the difference is more than a share of the range, and more than rounding explains.</summary>
    /// <param name="tolerance">The share of the range that passes.</param>
    public bool Exceeds(double tolerance) => Largest > Floor && !(Relative <= tolerance);
}
