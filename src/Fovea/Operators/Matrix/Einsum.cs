using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Matrix;

/// <summary>
/// ONNX <c>Einsum</c>: Einstein's sum, for each element of the result the sum, over all labels that it does not have, of the product of what
/// the operands have there. More than two operands are taken in from the left, one by one.
/// </summary>
public sealed class Einsum : Operator
{
    private const int MaxRank = 8;

    /// <summary>Creates the operator of a node.</summary>
    public Einsum(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=number* inputs";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        EinsumEquation equation = EquationOf(Enumerable.Range(0, x.InputCount).Select(i => x.Input(i).Shape));
        x.Output(0, ShapeOf(equation.Result, equation));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor[] operands = Enumerable.Range(0, plan.InputCount).Select(plan.Input).ToArray();
        EinsumEquation equation = EquationOf(operands.Select(o => o.Shape));
        (PlanTensor left, int[] labels) = (operands[0], equation.Operands[0]);
        for (int i = 1; i < operands.Length - 1; i++)
        {
            // What somebody further to the right, or the result, still has stays; all else is summed now.
            var needed = new HashSet<int>(equation.Operands.Skip(i + 1).SelectMany(o => o).Concat(equation.Result));
            int[] kept = labels.Concat(equation.Operands[i]).Distinct().Where(needed.Contains).ToArray();
            PlanTensor product = plan.Scratch($"product_{i}", left.Type, ShapeOf(kept, equation), Layout.RowMajor);
            Dispatch(plan, equation, left, labels, operands[i], equation.Operands[i], product, kept);
            (left, labels) = (product, kept);
        }

        PlanTensor? right = operands.Length > 1 ? operands[operands.Length - 1] : null;
        Dispatch(plan, equation, left, labels, right, right is null ? Array.Empty<int>() : equation.Operands[operands.Length - 1], plan.Output(0), equation.Result);
    }

    private void Dispatch(
        PlanBuilder plan, EinsumEquation equation, PlanTensor left, int[] leftLabels, PlanTensor? right, int[] rightLabels, PlanTensor target, int[] kept)
    {
        int[] summed = leftLabels.Concat(rightLabels).Distinct().Except(kept).ToArray();
        if (Math.Max(kept.Length, summed.Length) > MaxRank)
            throw new ModelException($"{Node} keeps {kept.Length} labels and sums over {summed.Length}; {MaxRank} are possible.");
        int terms = summed.Aggregate(1, (all, label) => checked(all * equation.Sizes[label]));
        DispatchBuilder dispatch = plan.Dispatch("operators/matrix/einsum.comp")
            .Define("ELEMENT", target.ScalarType).Define("KEPT", kept.Length).Define("SUMMED", summed.Length)
            .Read(left).Write(target);
        if (right is not null)
            dispatch.Define("RIGHT", 1).Read(right);
        dispatch.Flops(2L * target.Shape.Count * terms)
            .Int(target.Shape.Count, terms, 0, 0)
            .Vectors(Padded(kept.Select(l => equation.Sizes[l]), 1)).Vectors(Padded(kept.Select(l => Stride(left.Shape, leftLabels, l)), 0))
            .Vectors(Padded(kept.Select(l => right is null ? 0 : Stride(right.Shape, rightLabels, l)), 0))
            .Vectors(Padded(summed.Select(l => equation.Sizes[l]), 1)).Vectors(Padded(summed.Select(l => Stride(left.Shape, leftLabels, l)), 0))
            .Vectors(Padded(summed.Select(l => right is null ? 0 : Stride(right.Shape, rightLabels, l)), 0))
            .OverLine(target.Shape.Count);
    }

    // How far a step of a label goes: along all axes that have it, but those that repeat.
    private static int Stride(Shape shape, int[] labels, int label)
    {
        int[] strides = shape.Strides();
        return Enumerable.Range(0, labels.Length).Where(axis => labels[axis] == label && shape[axis] > 1).Sum(axis => strides[axis]);
    }

    private EinsumEquation EquationOf(IEnumerable<Shape> shapes)
    {
        string equation = Node.Attributes.Text("equation");
        return equation.Length > 0
            ? EinsumEquation.Of(equation, shapes.ToArray())
            : throw new ModelException($"{Node} has no equation.");
    }

    private static Shape ShapeOf(int[] labels, EinsumEquation equation) => new(labels.Select(l => equation.Sizes[l]).ToArray());

    private static int[] Padded(IEnumerable<int> values, int fill) => values.Concat(Enumerable.Repeat(fill, MaxRank)).Take(MaxRank).ToArray();
}
