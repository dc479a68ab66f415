using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// What <c>ScatterElements</c> and <c>ScatterND</c> share: the first input with updates put in, or joined to what is there, in slots that
/// indices name.
/// </summary>
/// <remarks>
/// Results do not depend on the order in which a GPU runs: a first step marks for each slot the first and the last update that names it,
/// with atomics on whole numbers, and a second writes each element once, going through the updates between the two in their order. Where
/// slots are named once, as usual, that is a single one. Without a reduction the last update of a slot wins, as in ONNX Runtime.
/// </remarks>
public abstract class ScatterOperator : Operator
{
    private readonly string _reduction;

    private protected ScatterOperator(Node node)
        : base(node)
    {
        _reduction = node.Attributes.Text("reduction", "none");
        if (_reduction is not ("none" or "add" or "mul" or "min" or "max"))
            throw new ModelException($"{node} has the reduction '{_reduction}'; none, add, mul, min and max are possible.");
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=any data, index indices, T updates";

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!, updates = inputs[2]!;
        (int[] slots, int inner) = Slots(data.Shape, inputs[1]!);
        int size = data.Type.SizeInBytes();
        byte[] bytes = data.Bytes.ToArray();
        ReadOnlySpan<byte> given = updates.Bytes.Span;
        for (int i = 0; i < slots.Length * inner; i++)
        {
            int to = (slots[i / inner] * inner) + (i % inner);
            if (_reduction == "none")
                given.Slice(i * size, size).CopyTo(bytes.AsSpan(to * size));
            else if (data.Type.IsFloating())
                Elements.Write(data.Type, bytes, to, Join(Elements.ReadDouble(data.Type, bytes, to), Elements.ReadDouble(data.Type, given, i)));
            else
                Elements.WriteInteger(data.Type, bytes, to, Join(Elements.ReadInteger(data.Type, bytes, to), Elements.ReadInteger(data.Type, given, i)));
        }

        return new[] { new Tensor(data.Type, data.Shape, bytes) };
    }

    /// <inheritdoc/>
    public sealed override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0), output = plan.Output(0);
        (int count, int inner) = Size(data.Shape, plan.Info(1)!);
        if (count == 0)
        {
            plan.Copy(data, output);
            return;
        }

        // For each slot the first and the last update, then for each update its slot.
        int slots = data.Shape.Count / inner;
        PlanTensor marks = plan.Scratch("marks", ElementType.Int32, new Shape((2 * slots) + count), Layout.RowMajor);
        plan.Dispatch("operators/indexing/scatter_clear.comp").Write(marks).Int(slots).OverLine(slots);
        DispatchBuilder mark = plan.Dispatch(MarkShader).Read(plan.Input(1)).Update(marks);
        DescribeMark(mark, data.Shape, plan.Info(1)!);
        mark.OverLine(count);
        plan.Dispatch("operators/indexing/scatter_apply.comp")
            .Define("ELEMENT", data.ScalarType)
            .Define("JOINS", _reduction == "none" ? 0 : 1)
            .Snippet("join", $"{data.ScalarType} join({data.ScalarType} a, {data.ScalarType} b) {{ return {GlslTypes.Narrowed(data.Type, Glsl())}; }}\n")
            .Read(data).Read(plan.Input(2)).Read(marks).Write(output)
            .Int(data.Shape.Count, inner, slots)
            .OverLine(data.Shape.Count);
    }

    private protected abstract string MarkShader { get; }

    // The slot of each update, and the elements of a slot.
    private protected abstract (int[] Slots, int Inner) Slots(Shape data, Tensor indices);

    // The number of updates, and the elements of a slot.
    private protected abstract (int Count, int Inner) Size(Shape data, TensorInfo indices);

    private protected abstract void DescribeMark(DispatchBuilder dispatch, Shape data, TensorInfo indices);

    private double Join(double a, double b) => _reduction switch
    {
        "add" => a + b,
        "mul" => a * b,
        "min" => Math.Min(a, b),
        _ => Math.Max(a, b),
    };

    private long Join(long a, long b) => _reduction switch
    {
        "add" => unchecked(a + b),
        "mul" => unchecked(a * b),
        "min" => Math.Min(a, b),
        _ => Math.Max(a, b),
    };

    private string Glsl() => _reduction switch
    {
        "add" => "(a + b)",
        "mul" => "(a * b)",
        "min" => "min(a, b)",
        "max" => "max(a, b)",
        _ => "b",
    };
}
