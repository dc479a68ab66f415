using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Normalization;

/// <summary>
/// ONNX <c>Softmax</c>, exp(x - max) / sum(exp(x - max)) along one axis, and <c>LogSoftmax</c>, its logarithm.
/// </summary>
public sealed class Softmax : Operator
{
    // Rows at least this long are worth a group of invocations each.
    private const int LongRow = 32;

    // Groups take rows by turns where there are more.
    private const int MostGroups = 4096;

    private readonly bool _logarithm;

    private Softmax(Node node, bool logarithm)
        : base(node) => _logarithm = logarithm;

    /// <summary>Creates <c>Softmax</c>.</summary>
    public static Softmax Plain(Node node) => new(node, false);

    /// <summary>Creates <c>LogSoftmax</c>.</summary>
    public static Softmax Logarithm(Node node) => new(node, true);

    /// <inheritdoc/>
    protected override string? Takes => "float input";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        AxisOf(x.Input(0).Shape);
        x.Output(0, x.Input(0).Shape);
    }

    /// <summary>Along channels a packed map stays as it is: each invocation walks the channels of one position.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (AxisOf(x.Outputs[0].Shape) == 1)
            x.FollowInputs();
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor input = plan.Input(0), output = plan.Output(0);
        if (output.Layout == Layout.Packed)
        {
            PackedShape map = output.Packed;
            int positions = map.N * map.H * map.W;
            plan.Dispatch("operators/normalization/softmax_channels.comp")
                .Define("LOGARITHM", _logarithm ? 1 : 0)
                .Read(input).Write(output)
                .Int(positions, map.H * map.W, map.C, map.C4)
                .OverLine(positions);
            return;
        }

        int axis = AxisOf(output.Shape);
        int length = output.Shape[axis], inner = output.Shape.Product(axis + 1, output.Shape.Rank);
        int rows = output.Shape.Count / length;
        KernelVariant alone = new("row an invocation", () => Begin("softmax").OverLine(rows));
        KernelVariant grouped = new("row a group", () => Begin("softmax_group").OverGroups(Math.Min(rows, MostGroups)));
        KernelVariant kept = new(
            "row a group, kept", () => Begin("softmax_group").Define("KEPT", RowNormalization.KeptElements).OverGroups(Math.Min(rows, MostGroups)));
        KernelVariant usual = length <= RowNormalization.KeptElements ? kept : grouped;
        // A software rasterizer's lanes take a row each, if there are rows for all, and need no barriers, which move registers to memory there.
        bool isShort = length < LongRow || (plan.BufferTextures && (rows >= 8 || length < 4 * LongRow));
        plan.Choose(
            FormattableString.Invariant($"softmax {rows}x{length} step {inner}"),
            (isShort ? new[] { alone, usual, grouped } : new[] { usual, grouped, alone }).Distinct().ToArray());

        DispatchBuilder Begin(string shader) => plan.Dispatch($"operators/normalization/{shader}.comp")
            .Define("LANES", plan.GroupLanes)
            .Define("LOGARITHM", _logarithm ? 1 : 0)
            .Read(input).Write(output)
            .Int(rows, inner, length);
    }

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis", -1));
}
