using System;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Normalization;

/// <summary>
/// ONNX <c>InstanceNormalization</c>: y = (x - mean) / sqrt(variance + epsilon) * scale + bias, with the statistics of each channel of each
/// image.
/// </summary>
/// <remarks>
/// x [N, C, ...], scale and bias [C] -> y as x. Each channel is cut into pieces whose mean and squared deviations are found apart and joined
/// in order, so that every run gives the same bits (T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for
/// computing sample variances", 1979).
/// </remarks>
public sealed class InstanceNormalization : Operator
{
    // Positions of a piece: 32 for each invocation of its group.
    private const int Piece = 2048;

    /// <summary>Creates the operator of a node.</summary>
    public InstanceNormalization(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float input, float scale, float b";

    /// <inheritdoc/>
    public override int? EpilogueInputs => 3;

    /// <inheritdoc/>
    public override EpilogueTraits EpilogueTraits => EpilogueTraits.Operand | EpilogueTraits.Packed;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        if (data.Shape.Rank < 3 || !data.Type.IsFloating())
            throw new ModelException($"{Node} normalizes {data}; it needs floating-point channels of positions, so rank 3 or more.");
        for (int i = 1; i < 3; i++)
        {
            if (!x.Input(i).Shape.Equals(new Shape(data.Shape[1])))
                throw new ModelException($"{Node}: input {i} has shape {x.Input(i).Shape}, but there are {data.Shape[1]} channels.");
        }

        x.Output(0, data.Shape);
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (!LayoutContext.CanPack(x.Outputs[0]))
            return;
        x.Input(0, Layout.Packed);
        x.Input(EpilogueInputs!.Value, Layout.Packed);
        x.Output(0, Layout.Packed);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        if (target.Layout == Layout.Packed)
        {
            Dispatch(plan, source, target);
            return;
        }

        // More axes than a map has are one line of positions.
        var line = new Shape(source.Shape[0], source.Shape[1], source.Shape.Product(2, source.Shape.Rank));
        PlanTensor packed = plan.Scratch("packed", source.Type, line, Layout.Packed), normal = plan.Scratch("normal", source.Type, line, Layout.Packed);
        plan.Copy(source.Viewed(line), packed);
        Dispatch(plan, packed, normal);
        plan.Copy(normal, target.Viewed(line));
    }

    private void Dispatch(PlanBuilder plan, PlanTensor source, PlanTensor target)
    {
        PackedShape map = source.Packed;
        int plane = map.H * map.W, planes = map.N * map.C4, pieces = Math.Max(1, (plane + Piece - 1) / Piece);
        // Mean and squared deviations of every piece; then the factor and the offset of every plane.
        PlanTensor statistics = plan.Scratch("statistics", ElementType.Float, new Shape(planes, pieces, 2, 4), Layout.RowMajor);
        PlanTensor line = plan.Scratch("line", ElementType.Float, new Shape(planes, 2, 4), Layout.RowMajor);
        plan.Dispatch("operators/normalization/instance_pieces.comp").Define("LANES", plan.GroupLanes)
            .Write(statistics).ReadVectors("source", source)
            .Int(plane, Piece, planes)
            .OverGroups(pieces, Math.Min(planes, 4096));
        plan.Dispatch("operators/normalization/instance_join.comp")
            .Read(statistics).Write(line).Read(plan.Input(1)).Read(plan.Input(2))
            .Int(planes, plane, Piece, pieces, map.C, map.C4).Float(Node.Attributes.Float("epsilon", 1e-5f))
            .OverLine(planes);
        Epilogue epilogue = Epilogue.Of(Node);
        DispatchBuilder apply = plan.Dispatch("operators/normalization/instance_apply.comp")
            .Write(target).ReadVectors("source", source).ReadVectors("line", line)
            .Int(map.Vectors, plane, map.C, map.C4);
        if (!epilogue.IsEmpty)
            apply.Define("EPILOGUE", 1);
        epilogue.AddTo(apply, epilogue.HasOperand ? plan.Input(EpilogueInputs!.Value) : null, 4);
        apply.OverLine(map.Vectors);
    }
}
