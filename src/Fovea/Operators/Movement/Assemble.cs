using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// <c>fovea.Assemble</c>: writes each of several maps to places of one tensor. A pass writes it for concatenations that are transposed.
/// </summary>
/// <remarks>
/// x_i [N, C, H, W] or [N, C, L] -> y of attribute <c>shape</c>; element (n, c, y, x) of x_i goes to offsets[i] + n s0 + c s1 + y s2 + x s3, s being
/// four numbers for each input in attribute <c>strides</c>. Together the inputs cover y, each element once.
/// </remarks>
public sealed class Assemble : Operator
{
    /// <summary>The operator's domain.</summary>
    public const string Domain = "fovea";

    /// <summary>Creates the operator of a node.</summary>
    public Assemble(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float* pieces";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        var shape = new Shape(Array.ConvertAll(Node.Attributes.Ints("shape") ?? Array.Empty<long>(), d => (int)d));
        long covered = 0;
        for (int i = 0; i < x.InputCount; i++)
        {
            if (!PackedShape.Fits(x.Input(i).Shape))
                throw new ModelException($"{Node} assembles maps of rank 3 or 4, not {x.Input(i).Shape}.");
            covered += x.Input(i).Shape.Count;
        }

        if (covered != shape.Count || Offsets.Length != x.InputCount || Strides.Length != 4 * x.InputCount)
            throw new ModelException($"{Node} assembles {shape} of {covered} elements of {x.InputCount} maps, by {Offsets.Length} offsets and {Strides.Length} strides.");
        x.Output(0, x.Input(0).Type, shape);
    }

    /// <summary>Maps are read packed, and the result is row-major.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        for (int i = 0; i < x.Inputs.Count; i++)
            x.Input(i, Layout.Packed);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) => null;

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor target = plan.Output(0);
        for (int i = 0; i < plan.InputCount; i++)
        {
            PlanTensor source = plan.Input(i);
            PackedShape from = source.Packed;
            DispatchBuilder dispatch = plan.Dispatch("operators/movement/assemble.comp");
            // The first finds nothing that it would have to keep.
            (i == 0 ? dispatch.Write(target) : dispatch.Update(target)).ReadVectors("source", source)
                .Bytes(source.Bytes + 4L * source.Shape.Count)
                .Int(from.Vectors, from.C, from.C4, from.H, from.W, (int)Offsets[i])
                .Int(Strides.Skip(4 * i).Take(4).Select(s => (int)s).ToArray())
                .OverLine(from.Vectors);
        }
    }

    private long[] Offsets => Node.Attributes.Ints("offsets") ?? Array.Empty<long>();

    private long[] Strides => Node.Attributes.Ints("strides") ?? Array.Empty<long>();
}
