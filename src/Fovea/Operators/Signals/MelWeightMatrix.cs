using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Signals;

/// <summary>
/// ONNX <c>MelWeightMatrix</c>: what a spectrum is multiplied by to hear it as an ear does, triangles evenly spread over the mel scale
/// m = 2595 log10(1 + f/700) (O'Shaughnessy, "Speech communication", 1987). Inputs are the number of bands, the length of the transform, the
/// samples a second, and the lowest and highest frequency in hertz. Always a constant, since its size must be known.
/// </summary>
/// <remarks>y [length/2 + 1, bands].</remarks>
public sealed class MelWeightMatrix : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public MelWeightMatrix(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        double[] given = Enumerable.Range(0, 5).Select(i => x.Value(i) is { Shape: { Count: 1 } } number
            ? number.ToDoubles()[0]
            : throw new ModelException($"{Node}: input {i} has the shape {x.Input(i).Shape}; one number is needed.")).ToArray();
        double bands = given[0], length = given[1], rate = given[2], low = given[3], high = given[4];
        if (!(bands >= 1 && length >= 1 && rate >= 1))
            throw new ModelException($"{Node}: {bands} bands of a transform of {length} at {rate} samples a second; each must be at least 1.");
        Shape shape = Shape.From(new[] { ((long)length / 2) + 1, (long)bands });
        int[] edges = Edges(shape, length, rate, low, high);
        var values = new double[shape.Count];
        for (int band = 0; band < shape[1]; band++)
            Triangle(edges.AsSpan(band, 3), (bin, value) => values[(bin * shape[1]) + band] = value);
        x.Known(0, Tensor.From((ElementType)Node.Attributes.Int("output_datatype", (long)ElementType.Float), shape, values));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { outputs[0].Value! };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
    }

    // Where bands begin, peak and end, in elements of the spectrum. ONNX divides the scale by two parts more than there are steps.
    private int[] Edges(Shape shape, double length, double rate, double low, double high)
    {
        double first = Mel(low), step = (Mel(high) - first) / (shape[1] + 2);
        int[] edges = Enumerable.Range(0, shape[1] + 2)
            .Select(i => (int)Math.Floor((length + 1) * Hertz(first + (i * step)) / rate)).ToArray();
        if (!(low >= 0 && high >= low) || edges[^1] >= shape[0])
            throw new ModelException($"{Node}: bands from {low} to {high} hertz do not fit the {shape[0]} elements of a spectrum up to {rate / 2} hertz.");
        return edges;
    }

    // A band without a rise is nothing but its peak.
    private static void Triangle(ReadOnlySpan<int> edges, Action<int, double> set)
    {
        (int begin, int peak, int end) = (edges[0], edges[1], edges[2]);
        for (int bin = begin; bin < peak; bin++)
            set(bin, (bin - begin) / (double)(peak - begin));
        set(peak, 1);
        for (int bin = peak + 1; bin < end; bin++)
            set(bin, (end - bin) / (double)(end - peak));
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
