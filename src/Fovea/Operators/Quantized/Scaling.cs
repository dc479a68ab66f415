using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Quantized;

/// <summary>The scale and the zero point that elements share: one for all, or one for each coordinate of an axis.</summary>
internal static class Scaling
{
    /// <summary>Checks that scale and zero point fit a tensor and each other.</summary>
    /// <exception cref="ModelException">They do not.</exception>
    public static void Check(Node node, Shape shape, TensorInfo scale, TensorInfo? zero, bool broadcasts)
    {
        if (node.Attributes.Int("block_size") > 0)
            throw new ModelException($"{node} shares a scale among blocks of {node.Attributes.Int("block_size")} elements; one for all or one along an axis is possible.");
        if (!scale.Type.IsFloating())
            throw new ModelException($"The scale is {scale.Type}; a floating-point number is needed.");
        if (zero is not null && zero.Shape.Count != 1 && !zero.Shape.Equals(scale.Shape))
            throw new ModelException($"The zero point has the shape {zero.Shape}, the scale {scale.Shape}; they must be alike.");
        if (scale.Shape.Count == 1)
            return;
        if (scale.Shape.Rank != 1)
        {
            if (!broadcasts || !Shape.Broadcast(scale.Shape, shape).Equals(shape))
                throw new ModelException($"The scale has the shape {scale.Shape}; a number or a vector is needed for the input {shape}.");
            return;
        }

        int axis = Axis(node, shape);
        if (scale.Shape[0] != shape[axis])
            throw new ModelException($"There are {scale.Shape[0]} scales for axis {axis} of the input {shape}, which has {shape[axis]} coordinates.");
    }

    /// <summary>The shape in which a scale or zero point broadcasts to a tensor's.</summary>
    public static Shape Broadcast(Node node, Shape values, Shape shape)
    {
        if (values.Count == 1)
            return Shape.Scalar;
        return values.Rank != 1
            ? values
            : new Shape(Enumerable.Repeat(1, shape.Rank - Axis(node, shape) - 1).Prepend(values[0]).ToArray());
    }

    /// <summary>For each element of a tensor, its scale or zero point; zeros where there is none.</summary>
    public static double[] Spread(Node node, Tensor? values, Shape shape)
    {
        var spread = new double[shape.Count];
        if (values is null)
            return spread;
        double[] own = values.ToDoubles();
        int[] strides = Broadcasting.Strides(Broadcast(node, values.Shape, shape), shape), at = new int[shape.Rank];
        for (int i = 0; i < spread.Length; i++)
        {
            spread[i] = own[Broadcasting.Offset(strides, at)];
            Broadcasting.Advance(at, shape);
        }

        return spread;
    }

    /// <summary>The node's tensors that a kernel reads: the elements, then scale and zero point in shapes that broadcast to theirs.</summary>
    public static IReadOnlyList<PlanTensor?> Operands(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0);
        return new[] { data, Viewed(1), plan.Has(2) ? Viewed(2) : null };

        PlanTensor Viewed(int input)
        {
            PlanTensor values = plan.Input(input);
            return values.Viewed(Broadcast(plan.Node, values.Shape, data.Shape));
        }
    }

    private static int Axis(Node node, Shape shape) => shape.Axis(node.Attributes.Int("axis", 1));
}
