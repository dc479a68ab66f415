using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>ONNX <c>Concat</c>: any number of tensors behind each other along <c>axis</c>.</summary>
/// <remarks>
/// Nothing runs for inputs that were made in their place (<c>PiecePlacement</c>); one dispatch copies each of the others, since a device may
/// bind no more than four buffers.
/// </remarks>
public sealed class Concat : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Concat(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=any* inputs";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape first = x.Input(0).Shape;
        int axis = AxisOf(first), size = 0;
        for (int i = 0; i < x.InputCount; i++)
        {
            Shape shape = x.Input(i).Shape;
            if (shape.Rank != first.Rank || !shape.With(axis, 1).Equals(first.With(axis, 1)))
                throw new ModelException($"{Node}: {first} and {shape} differ beside axis {axis}, along which they are joined.");
            size += shape[axis];
        }

        x.Output(0, first.With(axis, size));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (x.AnyPacked)
            x.All(Layout.Packed);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Shape shape = outputs[0].Shape;
        int axis = AxisOf(shape), size = outputs[0].Type.SizeInBytes();
        var bytes = new byte[(long)shape.Count * size];
        int whole = shape.Product(axis, shape.Rank) * size, start = 0;
        foreach (Tensor input in inputs.Select(i => i!))
        {
            int part = input.Shape.Product(axis, shape.Rank) * size;
            for (int outer = 0; part > 0 && outer < input.Bytes.Length / part; outer++)
                input.Bytes.Span.Slice(outer * part, part).CopyTo(bytes.AsSpan(outer * whole + start));
            start += part;
        }

        return new[] { new Tensor(outputs[0].Type, shape, bytes) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor output = plan.Output(0);
        int axis = AxisOf(output.Shape), start = 0;
        for (int i = 0; i < plan.InputCount; i++)
        {
            PlanTensor input = plan.Input(i);
            if (input.Shape.Equals(output.Shape))
                plan.View(0, input);
            else if (plan.PieceOf(output, axis, start, input.Shape) is not { } piece)
                Put(plan, input, output, axis, start);
            else if (!input.IsSameMemory(piece))
                plan.Copy(input, piece);
            start += input.Shape[axis];
        }
    }

    private static void Put(PlanBuilder plan, PlanTensor input, PlanTensor output, int axis, int start)
    {
        if (input.Shape.Count > 0)
            Pieces.Put(plan, input, output, axis, start);
    }

    private int AxisOf(Shape shape) => Node.Attributes.Has("axis")
        ? shape.Axis(Node.Attributes.Int("axis"))
        : throw new ModelException($"{Node} does not say its axis.");
}
