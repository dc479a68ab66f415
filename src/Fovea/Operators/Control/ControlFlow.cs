using Fovea.Models;

namespace Fovea.Operators.Control;

/// <summary>
/// ONNX <c>If</c>, <c>Loop</c> and <c>Scan</c>: nodes that hold graphs. A plan is straight, so they are written out into it as soon as the
/// host knows the condition, the number of turns or the length that decides (see <c>Runtime/Segments</c>); until then they wait for that.
/// </summary>
public sealed class ControlFlow : Operator
{
    private readonly int[] _deciding;

    private ControlFlow(Node node, params int[] deciding)
        : base(node) => _deciding = deciding;

    /// <summary>Creates <c>If</c>.</summary>
    public static ControlFlow If(Node node) => new(node, 0);

    /// <summary>Creates <c>Loop</c>.</summary>
    public static ControlFlow Loop(Node node) => new(node, 0, 1);

    /// <summary>Creates <c>Scan</c>, whose turns are the extent of what it walks.</summary>
    public static ControlFlow Scan(Node node) => new(node);

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => true;

    /// <summary>Asks for the inputs that decide; the outputs are told by the nodes that are written out.</summary>
    public override void Infer(InferContext x)
    {
        foreach (int input in _deciding)
            x.OptionalValue(input);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan) =>
        throw new ModelException($"{Node} must be written out before it is planned.");
}
