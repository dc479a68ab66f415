using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// <c>fovea.ChannelSelect</c>: a map of chosen channels of one or two others. A pass writes it for what networks say with reshapes,
/// transpositions, concatenations and splits: shuffled channels.
/// </summary>
/// <remarks>
/// a [N, A, H, W], b [N, B, H, W] -> y [N, C, H, W]. Attribute <c>channels</c>: for each channel of y one of a, or A plus one of b.
/// </remarks>
public sealed class ChannelSelect : Operator
{
    /// <summary>The operator's domain.</summary>
    public const string Domain = "fovea";

    /// <summary>Creates the operator of a node.</summary>
    public ChannelSelect(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float a, T? b";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        int all = 0;
        for (int i = 0; i < x.InputCount; i++)
        {
            Shape other = x.Input(i).Shape;
            if (!PackedShape.Fits(other) || !other.With(1, 1).Equals(shape.With(1, 1)) || !x.Input(i).Type.IsFloating() || i > 1)
                throw new ModelException($"{Node} selects channels of one or two floating-point maps of the same size, not of {shape} and {other}.");
            all += other[1];
        }

        if (Channels.Any(c => c < 0 || c >= all))
            throw new ModelException($"{Node} selects channel {Channels.First(c => c < 0 || c >= all)} of {all}.");
        x.Output(0, shape.With(1, Channels.Length));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.All(Layout.Packed);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) => null;

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor target = plan.Output(0), first = plan.Input(0);
        PackedShape from = first.Packed, to = target.Packed;
        long[] channels = Channels;
        // Where a channel lies: the vec4 of its map times 4, and its lane; of the second map as -2 and below; -1 where there is none.
        long[] places = channels.Select(c => c < from.C ? c : -2 - (c - from.C)).Concat(Enumerable.Repeat(-1L, 4 * to.C4 - to.C)).ToArray();
        string key = $"channels {string.Join(",", places)}";
        Tensor table = Tensor.Of<int>(new Shape(places.Length), Array.ConvertAll(places, p => (int)p));
        DispatchBuilder dispatch = plan.Dispatch("operators/movement/channels.comp").Write(target).Read(plan.Constant(key, table, Layout.RowMajor)).Read(first);
        int vectors = from.C4;
        if (plan.Has(1))
        {
            dispatch.Define("SECOND", 1).Read(plan.Input(1));
            vectors = plan.Input(1).Packed.C4;
        }

        dispatch.Int(to.Vectors, to.H * to.W, to.C4, from.C4, vectors).OverLine(to.Vectors);
    }

    private long[] Channels => Node.Attributes.Ints("channels") ?? Array.Empty<long>();
}
