using Fovea.Models;

namespace Fovea.Operators.Normalization;

/// <summary>
/// ONNX <c>GroupNormalization</c>: y = (x - mean) / sqrt(variance + epsilon) * scale + bias, with the statistics of each of <c>num_groups</c>
/// runs of channels of each image.
/// </summary>
/// <remarks>x [N, C, ...], scale and bias [C].</remarks>
public sealed class GroupNormalization : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public GroupNormalization(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float x, float scale, float bias";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        if (!data.Type.IsFloating() || data.Shape.Rank < 2)
            throw new ModelException($"{Node} normalizes {data}; it needs floating-point channels, so rank 2 or more.");
        long groups = Node.Attributes.Int("num_groups");
        int channels = data.Shape[1];
        if (groups < 1 || channels % groups != 0)
            throw new ModelException($"{Node}: the {channels} channels of {data.Shape} cannot be shared by {groups} groups (num_groups).");
        for (int i = 1; i < 3; i++)
        {
            if (!x.Input(i).Shape.Equals(new Shape(channels)))
                throw new ModelException($"{Node}: input {i} has shape {x.Input(i).Shape}, but there are {channels} channels.");
        }

        x.Output(0, data.Shape);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        Shape shape = plan.Output(0).Shape;
        int groups = (int)Node.Attributes.Int("num_groups"), channels = shape[1] / groups, plane = shape.Product(2, shape.Rank);
        RowNormalization.Dispatch(plan, channels * plane, groups, channels, plane);
    }
}
