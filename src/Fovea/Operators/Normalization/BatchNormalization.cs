using System;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Normalization;

/// <summary>
/// ONNX <c>BatchNormalization</c> as networks run it: y = (x - mean) / sqrt(variance + epsilon) * scale + bias, with the statistics of the
/// training. Inputs are x [N, C, ...], scale, bias, mean and variance, each [C].
/// </summary>
/// <remarks>
/// It is computed as x * a + b. Both are constants of the plan where the statistics are constants; else a dispatch each works them out.
/// </remarks>
public sealed class BatchNormalization : Operator
{
    private static readonly ElementwiseRow Factor =
        new("BatchNormalization", new[] { "gain", "variance" }, "gain / sqrt(variance + epsilon)", v => v[0] / Math.Sqrt(v[1] + v[2]))
        {
            Parameters = new[] { ("epsilon", 1e-5f) },
        };

    private static readonly ElementwiseRow Offset =
        new("BatchNormalization", new[] { "bias", "mean", "a" }, "bias - mean * a", v => v[0] - v[1] * v[2]);

    private static readonly ElementwiseRow Apply = new("BatchNormalization", new[] { "x", "a", "b" }, "x * a + b", v => v[0] * v[1] + v[2]);

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">The node is in training mode.</exception>
    public BatchNormalization(Node node)
        : base(node)
    {
        if (node.Attributes.Flag("training_mode"))
            throw new ModelException($"{node} is in training mode; export the network for inference.");
    }

    /// <inheritdoc/>
    protected override string? Takes => "float x, float scale, float b, float mean, float var";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        if (shape.Rank < 2)
            throw new ModelException($"{Node} normalizes a tensor of shape {shape}; it needs a channel axis, so rank 2 or more.");
        for (int i = 1; i < 5; i++)
        {
            if (!x.Input(i).Shape.Equals(new Shape(shape[1])))
                throw new ModelException($"{Node}: input {i} has shape {x.Input(i).Shape}, but there are {shape[1]} channels.");
        }

        x.Output(0, shape);
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (!LayoutContext.CanPack(x.Outputs[0]))
            return;
        x.Input(0, Layout.Packed);
        x.Output(0, Layout.Packed);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        (PlanTensor a, PlanTensor b) = Enumerable.Range(1, 4).All(i => plan.Value(i) is not null) ? Constants(plan) : Computed(plan);
        ElementwiseKernel.Dispatch(plan, Apply, new[] { plan.Input(0), a, b }, plan.Output(0), Array.Empty<float>(), 1);
    }

    private (PlanTensor A, PlanTensor B) Constants(PlanBuilder plan)
    {
        double[] gain = plan.Value(1)!.ToDoubles(), bias = plan.Value(2)!.ToDoubles(), mean = plan.Value(3)!.ToDoubles();
        double[] variance = plan.Value(4)!.ToDoubles();
        float epsilon = Factor.ParametersOf(Node)[0];
        double[] a = gain.Select((g, c) => g / Math.Sqrt(variance[c] + epsilon)).ToArray();
        double[] b = bias.Select((value, c) => value - mean[c] * a[c]).ToArray();
        Shape shape = Along(plan.Output(0).Shape);
        string key = $"{Node.Inputs[1]}|{Node.Inputs[2]}|{Node.Inputs[3]}|{Node.Inputs[4]}|{epsilon}|normalization";
        Layout layout = plan.Output(0).Layout;
        return (plan.Constant(key + ".a", Tensor.From(ElementType.Float, shape, a), layout),
            plan.Constant(key + ".b", Tensor.From(ElementType.Float, shape, b), layout));
    }

    private (PlanTensor A, PlanTensor B) Computed(PlanBuilder plan)
    {
        PlanTensor gain = plan.Input(1);
        PlanTensor a = plan.Scratch("a", gain.Type, gain.Shape, Layout.RowMajor), b = plan.Scratch("b", gain.Type, gain.Shape, Layout.RowMajor);
        ElementwiseKernel.Dispatch(plan, Factor, new[] { gain, plan.Input(4) }, a, Factor.ParametersOf(Node), 1);
        ElementwiseKernel.Dispatch(plan, Offset, new[] { plan.Input(2), plan.Input(3), a }, b, Array.Empty<float>(), 1);
        Shape shape = Along(plan.Output(0).Shape);
        return (a.Viewed(shape), b.Viewed(shape));
    }

    // One number a channel, in a shape that broadcasts along x.
    private static Shape Along(Shape x) => new(x.Select((dim, axis) => axis == 1 ? dim : 1).ToArray());
}
