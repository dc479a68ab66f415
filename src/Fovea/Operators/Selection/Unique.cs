using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Selection;

/// <summary>
/// ONNX <c>Unique</c>: the different slices along <c>axis</c> (or, without one, the different elements), in their order or as they come;
/// where each came first, which of them each slice is, and how often it comes.
/// </summary>
public sealed class Unique : SelectionOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Unique(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any x";

    internal override IReadOnlyList<Tensor> Select(IReadOnlyList<Tensor?> inputs)
    {
        Tensor data = Needed(inputs, 0);
        bool flat = !Node.Attributes.Has("axis");
        Shape shape = flat ? new Shape(data.Shape.Count) : data.Shape;
        int axis = flat ? 0 : shape.Axis(Node.Attributes.Int("axis")), extent = shape[axis], inner = shape.Product(axis + 1, shape.Rank);
        int outer = shape.Product(0, axis);
        double[] values = data.ToDoubles();
        int Compare(int a, int b)
        {
            for (int i = 0; i < outer * inner; i++)
            {
                int order = values[Offset(a, i)].CompareTo(values[Offset(b, i)]);
                if (order != 0)
                    return order;
            }

            return 0;
        }

        int Offset(int slice, int i) => (((i / inner * extent) + slice) * inner) + (i % inner);

        // Sorting is stable, so the first of equal slices leads its run.
        int[] sorted = Enumerable.Range(0, extent).OrderBy(i => i, Comparer<int>.Create(Compare)).ToArray();
        var groups = new List<List<int>>();
        for (int i = 0; i < extent; i++)
        {
            if (i == 0 || Compare(sorted[i - 1], sorted[i]) != 0)
                groups.Add(new List<int>());
            groups[groups.Count - 1].Add(sorted[i]);
        }

        if (!Node.Attributes.Flag("sorted", true))
            groups = groups.OrderBy(group => group[0]).ToList();

        var inverse = new long[extent];
        for (int g = 0; g < groups.Count; g++)
        {
            foreach (int slice in groups[g])
                inverse[slice] = g;
        }

        int count = Math.Max(1, groups.Count);
        return new[]
        {
            HostGather.Fill(data, shape.With(axis, groups.Count), i => (((i / inner / count * extent) + groups[i / inner % count][0]) * inner) + (i % inner)),
            Tensor.Vector(groups.Select(group => (long)group[0]).ToArray()),
            Tensor.Vector(inverse),
            Tensor.Vector(groups.Select(group => (long)group.Count).ToArray()),
        };
    }
}
