namespace Fovea.Models.Canonical;

/// <summary>DFT: the axis is an input since operator set 20; its default was 1 and is -2.</summary>
internal static class DftRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset < 20)
        {
            string axis = graph.Constant(node, "axis", Tensor.Scalar(node.Attributes.Int("axis", 1)));
            node = node.WithInputs(node.Input(0), node.HasInput(1) ? node.Inputs[1] : "", axis) with { Attributes = node.Attributes.Without("axis") };
        }

        graph.Emit(node);
    }
}
