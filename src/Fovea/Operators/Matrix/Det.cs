using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Matrix;

/// <summary>ONNX <c>Det</c>: the determinant of each square matrix, by Gaussian elimination with partial pivoting.</summary>
public sealed class Det : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Det(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float x";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        if (shape.Rank < 2 || shape[-1] != shape[-2])
            throw new ModelException($"{Node} takes square matrices; its input has the shape {shape}.");
        x.Output(0, new Shape(shape.ToArray().AsSpan(0, shape.Rank - 2).ToArray()));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        int n = data.Shape[-1];
        double[] values = data.ToDoubles();
        var results = new double[outputs[0].Shape.Count];
        for (int i = 0; i < results.Length; i++)
            results[i] = Determinant(values.AsSpan(i * n * n, n * n), n);
        return new[] { Tensor.From(data.Type, outputs[0].Shape, results) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), output = plan.Output(0);
        PlanTensor work = plan.Scratch("work", source.Type, source.Shape, Layout.RowMajor);
        plan.Copy(source, work);
        plan.Dispatch("operators/matrix/determinant.comp")
            .Update(work).Write(output)
            .Int(output.Shape.Count, source.Shape[-1])
            .OverLine(output.Shape.Count);
    }

    private static double Determinant(Span<double> matrix, int n)
    {
        double result = 1;
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
            {
                if (Math.Abs(matrix[(row * n) + column]) > Math.Abs(matrix[(pivot * n) + column]))
                    pivot = row;
            }

            double head = matrix[(pivot * n) + column];
            if (head == 0)
                return 0;
            result *= pivot == column ? head : -head;
            for (int i = column; i < n; i++)
                (matrix[(pivot * n) + i], matrix[(column * n) + i]) = (matrix[(column * n) + i], matrix[(pivot * n) + i]);
            for (int row = column + 1; row < n; row++)
            {
                double factor = matrix[(row * n) + column] / head;
                for (int i = column + 1; i < n; i++)
                    matrix[(row * n) + i] -= factor * matrix[(column * n) + i];
            }
        }

        return result;
    }
}
