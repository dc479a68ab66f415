using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Signals;

/// <summary>
/// ONNX <c>HannWindow</c>, <c>HammingWindow</c> and <c>BlackmanWindow</c>: the weights of a signal's samples, as many as the input says;
/// <c>periodic</c> or symmetric (Blackman, Tukey, "The measurement of power spectra", 1958). Always a constant, since its size must be known.
/// </summary>
public sealed class WindowFunction : Operator
{
    private readonly double[] _cosines;

    private WindowFunction(Node node, params double[] cosines)
        : base(node) => _cosines = cosines;

    /// <summary>Creates <c>HannWindow</c>.</summary>
    public static WindowFunction Hann(Node node) => new(node, 0.5, -0.5);

    /// <summary>Creates <c>HammingWindow</c>, with the exact coefficients 25/46 and 21/46.</summary>
    public static WindowFunction Hamming(Node node) => new(node, 25 / 46.0, -21 / 46.0);

    /// <summary>Creates <c>BlackmanWindow</c>.</summary>
    public static WindowFunction Blackman(Node node) => new(node, 0.42, -0.5, 0.08);

    /// <inheritdoc/>
    protected override string? Takes => "index size";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Tensor given = x.Value(0);
        if (given.Shape.Count != 1)
            throw new ModelException($"{Node}: the size has the shape {given.Shape}; one number is needed.");
        Shape shape = x.Made(Shape.From(given.Reshape(new Shape(1)).ToIntegers()));
        double turn = 2 * Math.PI / Math.Max(1, Node.Attributes.Flag("periodic", true) ? shape.Count : shape.Count - 1);
        var values = new double[shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            for (int k = 0; k < _cosines.Length; k++)
                values[i] += _cosines[k] * Math.Cos(k * i * turn);
        }

        x.Known(0, Tensor.From((ElementType)Node.Attributes.Int("output_datatype", (long)ElementType.Float), shape, values));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { outputs[0].Value! };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
    }
}
