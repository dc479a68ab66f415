using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>Col2Im</c> (PyTorch's Fold): the opposite of laying the windows of a convolution out as columns. Every element of the image is the sum of the columns'
/// elements that lie on it. Inputs are the columns, the sizes of the image and of the window.
/// </summary>
/// <remarks>columns [N, C * window elements, windows] -> image [N, C, D1, ... Dn], n up to 4.</remarks>
public sealed class Col2Im : Operator
{
    private const int MaxAxes = 4;

    /// <summary>Creates the operator of a node.</summary>
    public Col2Im(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float input, index image_shape, index block_shape";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo columns = x.Input(0);
        Shape image = Shape.From(x.Value(1).ToIntegers()), window = Shape.From(x.Value(2).ToIntegers());
        if (!columns.Type.IsFloating() || columns.Shape.Rank != 3)
            throw new ModelException($"{Node} has columns {columns}; floating-point ones [N, C * window elements, windows] are possible.");
        if (image.Rank != window.Rank || image.Rank is < 1 or > MaxAxes)
            throw new ModelException($"{Node}: the image {image} and the window {window} must have the same number of axes, 1 to {MaxAxes}.");
        int windows = Positions(image, window).Aggregate(1, (product, count) => checked(product * count));
        if (window.Count == 0 || columns.Shape[1] % window.Count != 0 || columns.Shape[2] != windows)
        {
            throw new ModelException(
                $"{Node}: columns {columns.Shape} do not fit an image {image} and a window {window}, which need [N, a multiple of {window.Count}, {windows}].");
        }

        x.Output(0, new Shape(image.Prepend(columns.Shape[1] / window.Count).Prepend(columns.Shape[0]).ToArray()));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor columns = plan.Input(0), target = plan.Output(0);
        Shape image = Shape.From(plan.Value(1)!.ToIntegers()), window = Shape.From(plan.Value(2)!.ToIntegers());
        plan.Dispatch("operators/movement/col2im.comp")
            .Define("AXES", image.Rank)
            .Read(columns).Write(target)
            .Int(target.Shape.Count, columns.Shape[1], columns.Shape[2], window.Count)
            .Vectors(Four(image.ToArray())).Vectors(Four(window.ToArray())).Vectors(Four(Positions(image, window)))
            .Vectors(Four(Attribute("strides", image.Rank, 1))).Vectors(Four(Attribute("dilations", image.Rank, 1)))
            .Vectors(Four(Attribute("pads", 2 * image.Rank, 0).Take(image.Rank).ToArray()))
            .OverLine(target.Shape.Count);
    }

    // How many windows lie along each axis.
    private int[] Positions(Shape image, Shape window)
    {
        int[] pads = Attribute("pads", 2 * image.Rank, 0), strides = Attribute("strides", image.Rank, 1), dilations = Attribute("dilations", image.Rank, 1);
        return Enumerable.Range(0, image.Rank).Select(i =>
        {
            long free = (long)image[i] + pads[i] + pads[i + image.Rank] - (long)dilations[i] * (window[i] - 1) - 1;
            if (free < 0)
                throw new ModelException($"{Node}: the window {window} is larger than the image {image} along axis {i}.");
            return (int)Math.Min(int.MaxValue, free / strides[i] + 1);
        }).ToArray();
    }

    private int[] Attribute(string name, int count, int least)
    {
        long[] values = Node.Attributes.Ints(name) ?? Enumerable.Repeat((long)least, count).ToArray();
        return values.Length == count && values.All(v => v >= least && v <= int.MaxValue / 4)
            ? Array.ConvertAll(values, v => (int)v)
            : throw new ModelException($"{Node}: {name} is [{string.Join(", ", values)}]; {count} numbers of at least {least} are needed.");
    }

    private static int[] Four(int[] values) => values.Concat(Enumerable.Repeat(1, MaxAxes - values.Length)).ToArray();
}
