using Fovea.Models;

namespace Fovea.Operators.Recurrent;

/// <summary>
/// ONNX <c>GRU</c>: h' = (1 - z) * g(x Wh + (r * h) Rh + b) + z * h with gates z and r. With <c>linear_before_reset</c> r multiplies h Rh and
/// its bias instead, as in PyTorch.
/// </summary>
public sealed class Gru : RecurrentOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Gru(Node node)
        : base(node, "operators/recurrent/gru.comp", 3, "Sigmoid", "Tanh")
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float x, T w, T r, T? b, index? sequence_lens, T? initial_h";

    private protected override bool HasReset => !Node.Attributes.Flag("linear_before_reset");

    private protected override void Describe(DispatchBuilder dispatch, PlanBuilder plan, RecurrentSizes sizes)
    {
        base.Describe(dispatch, plan, sizes);
        if (!HasReset)
            dispatch.Define("LINEAR_RESET", 1);
    }
}
