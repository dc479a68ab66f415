using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>An operator of the <see cref="ElementwiseTable"/>, with ONNX's multidirectional broadcasting.</summary>
public sealed class ElementwiseOperator : Operator
{
    private readonly ElementwiseRow _row;
    private readonly Epilogue _epilogue;

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">The node has too few or too many inputs.</exception>
    public ElementwiseOperator(Node node, ElementwiseRow row)
        : base(node)
    {
        _row = row.Variant?.Invoke(node) ?? row;
        _epilogue = Epilogue.Of(node);
        int least = row.IsVariadic ? 1 : row.Inputs.Count - row.Defaults.Count;
        int most = row.IsVariadic ? int.MaxValue : row.Inputs.Count + (_epilogue.HasOperand ? 1 : 0);
        if (node.Inputs.Count < least || node.Inputs.Count > most)
            throw new ModelException($"{node} has {node.Inputs.Count} inputs; {least} to {most} are possible.");
    }

    /// <inheritdoc/>
    protected override string? Takes => ElementwiseTypes.Of(_row);

    /// <inheritdoc/>
    public override int? EpilogueInputs => _row.IsVariadic ? null : _row.Inputs.Count;

    /// <summary>An operand where one of the four buffers that every device binds is left for it.</summary>
    public override EpilogueTraits EpilogueTraits => _row.Inputs.Count <= 2 ? EpilogueTraits.Operand : EpilogueTraits.None;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        for (int i = 1; i < x.InputCount; i++)
        {
            if (x.Has(i))
                shape = Shape.Broadcast(shape, x.Input(i).Shape);
        }

        x.Output(0, _row.IsPredicate ? ElementType.Bool : x.Input(_row.TypeFrom).Type, shape);
    }

    /// <summary>Packed where an input is packed and the result can be; what does not fit packed broadcasting is read row-major.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (!x.AnyPacked || !LayoutContext.CanPack(x.Outputs[0]))
            return;
        x.Output(0, Layout.Packed);
        int rank = x.Outputs[0].Shape.Rank;
        for (int i = 0; i < x.Inputs.Count; i++)
        {
            if (x.Inputs[i] is { } info && LayoutContext.CanPack(info) && info.Shape.Rank == rank && (x.Produced(i) == Layout.Packed || info.Value is not null))
                x.Input(i, Layout.Packed);
        }

        if (_epilogue.HasOperand)
            x.Input(_row.Inputs.Count, Layout.Packed);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        if (!_epilogue.IsEmpty)
            return null;
        if (_row.HostInteger is not null && inputs.All(input => input is null || !input.Type.IsFloating()))
            return new[] { EvaluateIntegers(inputs, outputs[0]) };
        Shape shape = outputs[0].Shape;
        float[] parameters = _row.ParametersOf(Node);
        int arity = _row.IsVariadic ? Node.Inputs.Count : _row.Inputs.Count;
        var values = new double[arity][];
        var strides = new int[arity][];
        for (int i = 0; i < arity; i++)
        {
            Tensor? input = i < inputs.Count ? inputs[i] : null;
            values[i] = input?.ToDoubles() ?? new[] { _row.Defaults[i - (_row.Inputs.Count - _row.Defaults.Count)].Host };
            strides[i] = Broadcasting.Strides(input?.Shape ?? Shape.Scalar, shape);
        }

        var result = new double[shape.Count];
        var at = new int[shape.Rank];
        var arguments = new double[(_row.IsVariadic ? 2 : arity) + parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
            arguments[arguments.Length - parameters.Length + i] = parameters[i];
        for (int index = 0; index < result.Length; index++)
        {
            result[index] = _row.IsVariadic ? Fold(values, strides, at, arguments) : At(values, strides, at, arguments);
            Broadcasting.Advance(at, shape);
        }

        return new[] { Tensor.From(outputs[0].Type, shape, result) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        if (!_row.IsVariadic)
        {
            var operands = new PlanTensor?[_row.Inputs.Count];
            for (int i = 0; i < operands.Length; i++)
                operands[i] = plan.Has(i) ? plan.Input(i) : null;
            PlanTensor? other = _epilogue.HasOperand ? plan.Input(operands.Length) : null;
            ElementwiseKernel.Dispatch(plan, _row, operands, plan.Output(0), _row.ParametersOf(Node), 1, _epilogue, other);
            return;
        }

        // A device may bind no more than four buffers, so any number of inputs is combined two at a time.
        PlanTensor sum = plan.Input(0);
        int count = plan.InputCount;
        if (count == 1)
        {
            plan.Copy(sum, plan.Output(0));
            return;
        }

        for (int i = 1; i < count; i++)
        {
            bool last = i == count - 1;
            PlanTensor output = plan.Output(0);
            PlanTensor target = last ? output : plan.Scratch($"partial{i}", output.Type, Shape.Broadcast(sum.Shape, plan.Input(i).Shape), Layout.RowMajor);
            if (!last && output.Layout == Layout.Packed && target.Shape.Rank == output.Shape.Rank)
                target = plan.Scratch($"partial{i}", output.Type, target.Shape, Layout.Packed);
            ElementwiseKernel.Dispatch(
                plan, _row, new[] { sum, plan.Input(i) }, target, Array.Empty<float>(), last && _row.IsMean ? 1f / count : 1);
            sum = target;
        }
    }

    // Doubles would round products of whole numbers, and have no bits. Rows with a function for whole numbers have no optional inputs.
    private Tensor EvaluateIntegers(IReadOnlyList<Tensor?> inputs, TensorInfo output)
    {
        long[][] values = inputs.Select(input => input!.ToIntegers()).ToArray();
        int[][] strides = inputs.Select(input => Broadcasting.Strides(input!.Shape, output.Shape)).ToArray();
        var result = new long[output.Shape.Count];
        var at = new int[output.Shape.Rank];
        var arguments = new long[values.Length];
        for (int index = 0; index < result.Length; index++)
        {
            for (int i = 0; i < values.Length; i++)
                arguments[i] = values[i][Broadcasting.Offset(strides[i], at)];
            result[index] = _row.HostInteger!(arguments);
            Broadcasting.Advance(at, output.Shape);
        }

        return Tensor.Of<long>(output.Shape, result).Convert(output.Type);
    }

    private double At(double[][] values, int[][] strides, int[] at, double[] arguments)
    {
        for (int i = 0; i < values.Length; i++)
            arguments[i] = values[i][Broadcasting.Offset(strides[i], at)];
        return _row.Host(arguments);
    }

    private double Fold(double[][] values, int[][] strides, int[] at, double[] arguments)
    {
        double sum = values[0][Broadcasting.Offset(strides[0], at)];
        for (int i = 1; i < values.Length; i++)
        {
            arguments[0] = sum;
            arguments[1] = values[i][Broadcasting.Offset(strides[i], at)];
            sum = _row.Host(arguments);
        }

        return _row.IsMean ? sum / values.Length : sum;
    }
}
