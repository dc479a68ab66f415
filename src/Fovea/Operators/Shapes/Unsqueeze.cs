using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>Unsqueeze</c>: new axes of size 1, at the places in the result that the second input names.</summary>
public sealed class Unsqueeze : ViewOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Unsqueeze(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data, index axes";

    /// <inheritdoc/>
    protected override Shape Target(InferContext x)
    {
        Shape from = x.Input(0).Shape;
        long[] axes = x.Value(1).ToIntegers();
        int rank = from.Rank + axes.Length;
        var added = new HashSet<long>(axes.Select(axis => axis < 0 ? axis + rank : axis));
        if (added.Count != axes.Length || added.Any(axis => axis < 0 || axis >= rank))
            throw new ModelException($"{Node}: axes [{string.Join(", ", axes)}] do not name distinct places in a tensor of rank {rank}.");
        var kept = new Queue<int>(from);
        return new Shape(Enumerable.Range(0, rank).Select(i => added.Contains(i) ? 1 : kept.Dequeue()).ToArray());
    }
}
