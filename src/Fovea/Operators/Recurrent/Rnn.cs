using Fovea.Models;

namespace Fovea.Operators.Recurrent;

/// <summary>ONNX <c>RNN</c>: h' = f(x W + h R + b).</summary>
public sealed class Rnn : RecurrentOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Rnn(Node node)
        : base(node, "operators/recurrent/rnn.comp", 1, "Tanh")
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float x, T w, T r, T? b, index? sequence_lens, T? initial_h";
}
