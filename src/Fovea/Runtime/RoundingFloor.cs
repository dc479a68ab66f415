using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime;

/// <summary>
/// The difference between two backends that rounding alone may make in a layer. Where terms cancel, as in the mean of normalised values, the
/// result is far smaller than the terms, and nothing but their rounding errors.
/// </summary>
/// <remarks>
/// By the standard model of floating-point arithmetic (Higham, Accuracy and Stability of Numerical Algorithms, section 2.2) each term that
/// goes in has been rounded by up to 2^-24 of its size, on either side and in another direction: together 2^-23 of the size of the
/// terms, which no later step takes back. The terms of a sum are its operands, those of a product of matrices the products; a product of two
/// numbers cancels nothing, so that its own size counts.
/// </remarks>
internal static class RoundingFloor
{
    /// <summary>The distance from 1 to the next binary32.</summary>
    private const double Epsilon = 1.0 / (1 << 23);

    /// <summary>The floor of one output of a node.</summary>
    /// <param name="node">The node, as the file has it.</param>
    /// <param name="output">What the reference gave.</param>
    /// <param name="known">The elements of a value: an input, a constant, or what the reference gave; null where there is none.</param>
    public static double Of(Node node, Tensor output, Func<string, Tensor?> known)
    {
        if (!output.Type.IsFloating())
            return 0;
        Tensor?[] inputs = node.Inputs.Select(name => name.Length == 0 ? null : known(name)).ToArray();
        return Epsilon * TermsOf(node.Operator, inputs, output);
    }

    private static double TermsOf(string type, Tensor?[] inputs, Tensor output)
    {
        switch (type)
        {
            case "Mul" or "Div":
                return Largest(output);
            case "Add" or "Sub" or "Sum" or "Mean" or "Concat" or "Where":
                return inputs.Max(Largest);
            case "Conv" or "ConvTranspose" or "MatMul" or "Gemm" when inputs.Length > 1:
                return Products(type, inputs[0], inputs[1]) + Largest(inputs.ElementAtOrDefault(2));
            case "ReduceSum" or "ReduceL1" when inputs[0] is { } x && output.Shape.Count > 0:
                return Largest(x) * x.Shape.Count / output.Shape.Count;
            default:
                return Largest(inputs.FirstOrDefault());
        }
    }

    // The largest sum of the sizes of products: bounded by the largest element of the one and the largest sum over a row, column or filter of
    // the other, whichever way the operator walks it.
    private static double Products(string type, Tensor? x, Tensor? weights)
    {
        if (x is null || weights is null || weights.Shape.Count == 0)
            return 0;
        Shape shape = weights.Shape;
        if (type == "Conv")
            return Largest(x) * LargestSum(weights, shape[0], i => i / (shape.Count / shape[0]));
        if (type == "ConvTranspose")
            return Largest(x) * LargestSum(weights, shape[1], i => i / shape.Product(2, shape.Rank) % shape[1]);
        int columns = shape.Rank > 1 ? shape[-1] : 1;
        double down = LargestSum(weights, shape.Count / (shape.Rank > 1 ? shape[-2] : shape[0]), i => shape.Rank > 1 ? i / (shape[-2] * columns) * columns + i % columns : 0);
        // Which of its two axes Gemm sums over is an attribute's to say; the larger sum holds for either.
        return Largest(x) * (type == "Gemm" ? Math.Max(down, LargestSum(weights, shape.Count / columns, i => i / columns)) : down);
    }

    private static double LargestSum(Tensor tensor, int groups, Func<int, int> groupOf)
    {
        var sums = new double[Math.Max(1, groups)];
        double[] values = tensor.ToDoubles();
        for (int i = 0; i < values.Length; i++)
            sums[groupOf(i)] += Math.Abs(values[i]);
        return sums.Max();
    }

    private static double Largest(Tensor? tensor)
    {
        double largest = 0;
        if (tensor is null || !tensor.Type.IsFloating())
            return largest;
        foreach (double value in tensor.ToDoubles())
        {
            if (Math.Abs(value) > largest && !double.IsInfinity(value))
                largest = Math.Abs(value);
        }

        return largest;
    }
}
