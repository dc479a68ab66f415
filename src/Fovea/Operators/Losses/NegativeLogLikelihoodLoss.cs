using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Losses;

/// <summary>
/// ONNX <c>NegativeLogLikelihoodLoss</c>: minus the logarithmic probability [N, C, D1, ...] of each position's class [N, D1, ...], times
/// the class's weight [C] where there are any: as it is, summed, or its mean by weight (<c>reduction</c>). Positions whose class is
/// <c>ignore_index</c> count for nothing.
/// </summary>
/// <remarks>Sums are taken in an order that does not depend on the device, so that a run repeats bit for bit.</remarks>
public sealed class NegativeLogLikelihoodLoss : Operator
{
    private readonly string _reduction;

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">The reduction is not one of ONNX's.</exception>
    public NegativeLogLikelihoodLoss(Node node)
        : base(node)
    {
        _reduction = node.Attributes.Text("reduction", "mean");
        if (_reduction is not ("none" or "sum" or "mean"))
            throw new ModelException($"{node} has the reduction '{_reduction}'; none, sum and mean are possible.");
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float input, index target, T? weight";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape scores = x.Input(0).Shape, classes = x.Input(1).Shape;
        if (scores.Rank < 2)
            throw new ModelException($"{Node}: the probabilities have the shape {scores}; a batch and classes are needed.");
        var positions = new Shape(scores.Where((_, axis) => axis != 1).ToArray());
        if (!classes.Equals(positions))
            throw new ModelException($"{Node}: the classes have the shape {classes}; probabilities {scores} need {positions}.");
        if (x.Has(2) && !x.Input(2).Shape.Equals(new Shape(scores[1])))
            throw new ModelException($"{Node}: the weights have the shape {x.Input(2).Shape}; there are {scores[1]} classes.");
        long? ignored = Ignored;
        foreach (long label in x.Input(1).Value?.ToIntegers() ?? System.Array.Empty<long>())
        {
            if (label != ignored && (label < 0 || label >= scores[1]))
                throw new ModelException($"{Node}: class {label} is none of the {scores[1]}.");
        }

        x.Output(0, _reduction == "none" ? positions : Shape.Scalar);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor scores = plan.Input(0), classes = plan.Input(1), output = plan.Output(0);
        bool reduces = _reduction != "none", weighted = plan.Has(2);
        int positions = classes.Shape.Count;
        // Where they are reduced: the losses, and behind them the weights.
        PlanTensor losses = reduces ? plan.Scratch("losses", scores.Type, new Shape(2 * positions), Layout.RowMajor) : output;
        DispatchBuilder dispatch = plan.Dispatch("operators/losses/nll.comp")
            .Define("WEIGHTED", weighted ? 1 : 0)
            .Define("KEEPS_WEIGHTS", reduces ? 1 : 0)
            .Define("IGNORES", Ignored is null ? 0 : 1)
            .Read(scores).Read(classes).Write(losses);
        if (weighted)
            dispatch.Read(plan.Input(2));
        dispatch.Int(positions, scores.Shape.Product(2, scores.Shape.Rank), scores.Shape[1], (int)(Ignored ?? 0)).OverLine(positions);
        if (reduces)
        {
            plan.Dispatch("operators/losses/reduce.comp")
                .Define("GROUP_X", 64).Define("MEAN", _reduction == "mean" ? 1 : 0)
                .Read(losses).Write(output)
                .Int(positions)
                .OverGroups(1);
        }
    }

    private long? Ignored => Node.Attributes.Has("ignore_index") ? Node.Attributes.Int("ignore_index") : null;
}
