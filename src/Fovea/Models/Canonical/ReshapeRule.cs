namespace Fovea.Models.Canonical;

/// <summary>Reshape: the shape is an input since operator set 5.</summary>
internal static class ReshapeRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 5)
        {
            graph.Emit(node);
            return;
        }

        long[] shape = node.Attributes.Ints("shape") ?? throw new ModelException($"Node {node.Label} does not say its shape.");
        graph.Emit(node.WithInputs(node.Input(0), graph.Constant(node, "shape", Tensor.Vector(shape))) with
        {
            Attributes = node.Attributes.Without("shape", "consumed_inputs"),
        });
    }
}
