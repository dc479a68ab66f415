namespace Fovea.Models.Canonical;

/// <summary>Squeeze, Unsqueeze and the reductions: axes are an input, once an attribute.</summary>
internal static class AxesRule
{
    /// <summary>The rule of an operator whose axes became an input in an operator set.</summary>
    public static CanonicalRule Since(int opset) => (node, graph) =>
    {
        long[]? axes = node.Opset < opset ? node.Attributes.Ints("axes") : null;
        if (axes is { Length: > 0 })
            node = node.WithInputs(node.Input(0), graph.Constant(node, "axes", Tensor.Vector(axes)));
        // No axes and empty axes both meant all of them, which leaving the input out means now.
        graph.Emit(node.Opset < opset ? node with { Attributes = node.Attributes.Without("axes") } : node);
    };
}
