using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Normalization;

/// <summary>
/// ONNX <c>LayerNormalization</c>: y = (x - mean) / sqrt(variance + epsilon) * scale + bias, with the statistics of all elements from axis
/// <c>axis</c> on.
/// </summary>
/// <remarks>x of any shape; scale and bias, which may be left out, of x's shape from that axis on. The second output is the mean, the third
/// 1 / sqrt(variance + epsilon).</remarks>
public sealed class LayerNormalization : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public LayerNormalization(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float x, float scale, float? b";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        if (!data.Type.IsFloating() || data.Shape.Rank == 0)
            throw new ModelException($"{Node} normalizes {data}; it needs floating-point elements and at least one axis.");
        int axis = AxisOf(data.Shape);
        var normalized = new Shape(data.Shape.Skip(axis).ToArray());
        for (int i = 1; i < 3; i++)
        {
            if ((i == 1 || x.Has(i)) && !x.Input(i).Shape.Equals(normalized))
                throw new ModelException($"{Node}: input {i} has shape {x.Input(i).Shape}; from axis {axis} on {data.Shape} is {normalized}.");
        }

        x.Output(0, data.Shape);
        var statistics = new Shape(data.Shape.Select((dim, i) => i < axis ? dim : 1).ToArray());
        x.Output(1, ElementType.Float, statistics);
        x.Output(2, ElementType.Float, statistics);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        Shape shape = plan.Output(0).Shape;
        int length = shape.Product(AxisOf(shape), shape.Rank);
        RowNormalization.Dispatch(plan, length, 1, length, 1);
        for (int output = 1; output < 3; output++)
        {
            if (plan.Wants(output))
                RowNormalization.Statistic(plan, length, output, deviation: output == 2);
        }
    }

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis", -1));
}
