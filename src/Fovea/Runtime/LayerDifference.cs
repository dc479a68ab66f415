using Fovea.Models;

namespace Fovea.Runtime;

/// <summary>How far one value of a network differs between two backends.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Operator">The operator that makes it.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Range">The span of the reference's elements, or their size where all are alike.</param>
/// <param name="Largest">The largest absolute difference.</param>
/// <param name="Index">The row-major index of the element that differs most.</param>
/// <param name="Reference">That element on the reference.</param>
/// <param name="Tested">That element on the other backend.</param>
public sealed record LayerDifference(
    string Name, string Operator, Shape Shape, double Range, double Largest, int Index, double Reference, double Tested)
{
    /// <summary>The largest difference as a share of the range: what a tolerance is held against, so that tiny outputs do not pass on zeros.</summary>
    public double Relative => Largest == 0 ? 0 : Range > 0 ? Largest / Range : double.PositiveInfinity;
}
