using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>
/// ONNX <c>Resize</c>: the elements of a tensor at other places, by <c>mode</c> <c>nearest</c>, <c>linear</c> or <c>cubic</c>. Inputs are the data,
/// the region of interest (for <c>tf_crop_and_resize</c>), and either scales or sizes.
/// </summary>
/// <remarks>
/// Maps whose batch and channels stay are resized packed, rows and columns at once; everything else axis by axis. Whole numbers are
/// interpolated as <see cref="WholeResize"/> says.
/// </remarks>
public sealed class Resize : Operator
{
    private const int Roi = 1;
    private const int Scales = 2;
    private const int Sizes = 3;

    private readonly ResizeMode _mode;

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">An attribute has no meaning.</exception>
    public Resize(Node node)
        : base(node) => _mode = ResizeMode.Of(node);

    /// <inheritdoc/>
    protected override string? Takes => "any x, float? roi, float? scales, index? sizes";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        ResizeAxis[] axes = Axes(data.Shape, x.OptionalValue(Roi), x.OptionalValue(Scales), x.OptionalValue(Sizes));
        if (Whole(data.Type))
            WholeResize.Check(Node, _mode, data, axes);
        x.Output(0, new Shape(axes.Select(a => a.Output).ToArray()));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        Tensor? Given(int input) => input < inputs.Count ? inputs[input] : null;
        return Whole(data.Type)
            ? null
            : new[] { HostResize.Apply(data, _mode, Axes(data.Shape, Given(Roi), Given(Scales), Given(Sizes)), Outside) };
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x)
    {
        ResizeAxis[] axes = Axes(x.Inputs[0]!.Shape, ValueOf(x, Roi), ValueOf(x, Scales), ValueOf(x, Sizes));
        if (!LayoutContext.CanPack(x.Outputs[0]) || _mode.Crops || !axes[0].IsSame || !axes[1].IsSame)
            return;
        x.Input(0, Layout.Packed);
        x.Output(0, Layout.Packed);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        ResizeAxis[] axes = Axes(source.Shape, plan.Value(Roi), plan.Value(Scales), plan.Value(Sizes));
        if (Whole(source.Type))
            WholeResize.Dispatch(plan, _mode, axes, HostLayout.Pack(Tensor.Vector(Outside).Convert(source.Type), Layout.RowMajor)[0]);
        else if (target.Layout == Layout.Packed)
            DispatchPacked(plan, axes);
        else
            DispatchAxes(plan, axes);
    }

    private void DispatchPacked(PlanBuilder plan, ResizeAxis[] axes)
    {
        PackedShape from = plan.Input(0).Packed, to = plan.Output(0).Packed;
        ResizeAxis y = axes[2], x = axes.Length == 4 ? axes[3] : ResizeAxis.Same(1);
        int[] pairs = { x.Pairs(_mode), y.Pairs(_mode) }, words = { 4 * pairs[0] * x.Output, 4 * pairs[1] * y.Output };
        PlanTensor tables = plan.Weights(
            $"{x.Key(_mode)}|{y.Key(_mode)}", words.Sum(), () => x.Table(_mode).Concat(y.Table(_mode)).ToArray());
        plan.Dispatch("operators/sampling/resize.comp")
            .Define("PAIRS_X", pairs[0]).Define("PAIRS_Y", pairs[1]).Define("COPIES", _mode.Copies ? 1 : 0)
            .Write(plan.Output(0)).ReadVectors("source", plan.Input(0)).ReadVectors("taps", tables)
            .Int(to.Vectors, from.W, from.H, to.W, to.H, words[0] / 4)
            .OverLine(to.Vectors);
    }

    private void DispatchAxes(PlanBuilder plan, ResizeAxis[] axes)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        Tensor outside = Tensor.Vector(Outside).Convert(source.Type);
        // What shrinks most comes first and leaves the least work to the others.
        int[] order = Enumerable.Range(0, axes.Length).Where(axis => !axes[axis].IsSame)
            .OrderBy(axis => (double)axes[axis].Output / axes[axis].Input).ToArray();
        for (int i = 0; i < order.Length; i++)
        {
            ResizeAxis axis = axes[order[i]];
            Shape shape = source.Shape.With(order[i], axis.Output);
            PlanTensor made = i == order.Length - 1 ? target : plan.Scratch($"axis{order[i]}", source.Type, shape, Layout.RowMajor);
            int words = 4 * axis.Pairs(_mode) * axis.Output;
            plan.Dispatch("operators/sampling/resize_axis.comp")
                .Define("PAIRS", axis.Pairs(_mode)).Define("COPIES", _mode.Copies ? 1 : 0).Define("CROPS", _mode.Crops ? 1 : 0)
                .Write(made).Read(source).ReadVectors("taps", plan.Weights(axis.Key(_mode), words, () => axis.Table(_mode)))
                .Int(shape.Count, shape.Product(order[i] + 1, shape.Rank), axis.Input, axis.Output)
                .Int(HostLayout.Pack(outside, Layout.RowMajor)[0])
                .OverLine(shape.Count);
            source = made;
        }

        if (order.Length == 0)
            plan.Copy(source, target);
    }

    private bool Whole(ElementType type) => !_mode.Copies && !type.IsFloating();

    private static Tensor? ValueOf(LayoutContext x, int input) => input < x.Inputs.Count ? x.Inputs[input]?.Value : null;

    private ResizeAxis[] Axes(Shape shape, Tensor? roi, Tensor? scales, Tensor? sizes)
    {
        int[] along = Node.Attributes.Ints("axes") is { } given ? Array.ConvertAll(given, shape.Axis) : Enumerable.Range(0, shape.Rank).ToArray();
        if ((scales is null) == (sizes is null))
            throw new ModelException($"{Node} needs either scales or sizes; {(scales is null ? "it has none of them" : "it has both")}.");
        int count = (scales ?? sizes)!.Shape.Count;
        if (count != along.Length)
            throw new ModelException($"{Node} has {count} {(scales is null ? "sizes" : "scales")} for {along.Length} axes of {shape}.");
        float[]? region = _mode.Crops ? roi?.ToSingles() ?? throw new ModelException($"{Node} is to crop, but its region of interest (input 1) is left out.") : null;
        if (region is not null && region.Length != 2 * along.Length)
            throw new ModelException($"{Node}: the region of interest has {region.Length} numbers; {along.Length} axes need two each.");

        ResizeAxis[] axes = shape.Select(ResizeAxis.Same).ToArray();
        float[] factors = scales?.ToSingles() ?? Factors(shape, along, sizes!.ToIntegers());
        for (int i = 0; i < along.Length; i++)
        {
            int dim = shape[along[i]];
            (float start, float end) = region is null ? (0, 1) : (region[i], region[i + along.Length]);
            double size = scales is not null ? Math.Floor((double)(factors[i] * (float)dim * (region is null ? 1 : end - start)))
                : Policy == "stretch" ? sizes!.ToIntegers()[i] : Math.Round((double)factors[i] * dim, MidpointRounding.AwayFromZero);
            if (!(size >= 0 && size <= int.MaxValue) || !(factors[i] > 0 || dim == 0) || (dim == 0) != (size == 0))
                throw new ModelException($"{Node}: axis {along[i]} of {shape} cannot be resized to {size} (by {factors[i]}).");
            axes[along[i]] = new ResizeAxis(dim, (int)size, factors[i], start, end);
        }

        return axes;
    }

    private float Outside => Node.Attributes.Float("extrapolation_value");

    private string Policy => Node.Attributes.Text("keep_aspect_ratio_policy", "stretch");

    private float[] Factors(Shape shape, int[] along, long[] sizes)
    {
        float[] factors = along.Select((axis, i) => shape[axis] == 0 ? 1 : sizes[i] / (float)shape[axis]).ToArray();
        return Policy switch
        {
            "stretch" => factors,
            "not_larger" => Enumerable.Repeat(factors.Min(), factors.Length).ToArray(),
            "not_smaller" => Enumerable.Repeat(factors.Max(), factors.Length).ToArray(),
            _ => throw new ModelException($"{Node}: keep_aspect_ratio_policy '{Policy}' is none of stretch, not_larger and not_smaller."),
        };
    }
}
