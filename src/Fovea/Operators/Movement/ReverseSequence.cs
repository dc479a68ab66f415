using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>ReverseSequence</c>: of each entry of the batch the first <c>sequence_lens</c> elements along <c>time_axis</c> in reverse, the
/// rest as they are. One of the two axes is 0, the other 1.
/// </summary>
public sealed class ReverseSequence : Operator
{
    private readonly bool _timeFirst;

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">The axes are not 0 and 1.</exception>
    public ReverseSequence(Node node)
        : base(node)
    {
        long batch = node.Attributes.Int("batch_axis", 1), time = node.Attributes.Int("time_axis");
        if ((batch, time) is not ((0, 1) or (1, 0)))
            throw new ModelException($"{node} has batch axis {batch} and time axis {time}; one must be 0 and the other 1.");
        _timeFirst = time == 0;
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input, index sequence_lens";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        if (shape.Rank < 2)
            throw new ModelException($"{Node} needs a batch axis and a time axis; its input has the shape {shape}.");
        (int batch, int time) = _timeFirst ? (shape[1], shape[0]) : (shape[0], shape[1]);
        if (x.Input(1).Shape.Rank != 1 || x.Input(1).Shape[0] != batch)
            throw new ModelException($"{Node}: the lengths have the shape {x.Input(1).Shape}; the batch has {batch} entries.");
        foreach (long length in x.Input(1).Value?.ToIntegers() ?? System.Array.Empty<long>())
        {
            if (length < 0 || length > time)
                throw new ModelException($"{Node}: a length of {length} is outside the {time} elements of the time axis.");
        }

        x.Output(0, shape);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Shape shape = inputs[0]!.Shape;
        long[] lengths = inputs[1]!.ToIntegers();
        int columns = shape[1], inner = shape.Product(2, shape.Rank);
        return new[]
        {
            HostGather.Fill(inputs[0]!, shape, i =>
            {
                int row = i / inner / columns, column = i / inner % columns;
                int time = _timeFirst ? row : column, length = (int)lengths[_timeFirst ? column : row];
                int from = time < length ? length - 1 - time : time;
                return (((_timeFirst ? from : row) * columns) + (_timeFirst ? column : from)) * inner + (i % inner);
            }),
        };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0);
        plan.Dispatch("operators/movement/reverse_sequence.comp")
            .Define("TIME_FIRST", _timeFirst ? 1 : 0)
            .Read(data).Read(plan.Input(1)).Write(plan.Output(0))
            .Int(data.Shape.Count, data.Shape[1], data.Shape.Product(2, data.Shape.Rank), data.Shape[_timeFirst ? 0 : 1])
            .OverLine(data.Shape.Count);
    }
}
