using Fovea.Models;

namespace Fovea.Operators.Recurrent;

/// <summary>
/// ONNX <c>LSTM</c>: c' = f * c + i * g(x Wc + h Rc + b), h' = o * h(c'), where the gates i, o and f are made as g's argument is and may look
/// at the cell by <c>P</c>. With <c>input_forget</c> f is 1 - i. <c>clip</c> bounds the arguments of the gates and of g, as in ONNX Runtime.
/// </summary>
public sealed class Lstm : RecurrentOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Lstm(Node node)
        : base(node, "operators/recurrent/lstm.comp", 4, "Sigmoid", "Tanh", "Tanh")
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float x, T w, T r, T? b, index? sequence_lens, T? initial_h, T? initial_c, T? p";

    private protected override bool HasCell => true;

    private protected override void Describe(DispatchBuilder dispatch, PlanBuilder plan, RecurrentSizes sizes)
    {
        base.Describe(dispatch, plan, sizes);
        if (plan.Has(7))
            dispatch.Define("HAS_PEEPHOLES", 1);
        if (Node.Attributes.Flag("input_forget"))
            dispatch.Define("COUPLED", 1);
    }
}
