using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>ONNX <c>Transpose</c>: axes in another order; reversed where none is given.</summary>
public sealed class Transpose : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Transpose(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        x.Output(0, new Shape(Permutation(shape.Rank).Select(axis => shape[axis]).ToArray()));
    }

    /// <summary>
    /// Reads whatever is there. Writes packed what looks like a map on its way into the network (a transposition that is no mere
    /// move of channels to the end).
    /// </summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        x.Input(0, x.Produced(0));
        int[] permutation = Permutation(x.Outputs[0].Shape.Rank);
        bool channelsLast = permutation.Length is 3 or 4 && permutation[permutation.Length - 1] == 1;
        if (LayoutContext.CanPack(x.Outputs[0]) && !channelsLast && x.IsWantedPacked(0))
            x.Output(0, Layout.Packed);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor input = inputs[0]!;
        int[] permutation = Permutation(input.Shape.Rank);
        int[] own = input.Shape.Strides();
        return new[] { HostGather.Strided(input, outputs[0].Shape, 0, permutation.Select(axis => own[axis]).ToArray()) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0);
        int[] permutation = Permutation(source.Shape.Rank);
        var axes = new int[permutation.Length];
        for (int i = 0; i < axes.Length; i++)
            axes[permutation[i]] = i;
        StridedCopy.Dispatch(plan, source, plan.Output(0), axes, new int[axes.Length], Enumerable.Repeat(1, axes.Length).ToArray());
    }

    private int[] Permutation(int rank)
    {
        long[]? given = Node.Attributes.Ints("perm");
        if (given is null)
            return Enumerable.Range(0, rank).Reverse().ToArray();
        int[] permutation = Array.ConvertAll(given, axis => (int)axis);
        if (!permutation.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, rank)))
            throw new ModelException($"{Node}: perm [{string.Join(", ", given)}] does not order the axes of a tensor of rank {rank}.");
        return permutation;
    }
}
