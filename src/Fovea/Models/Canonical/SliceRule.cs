namespace Fovea.Models.Canonical;

/// <summary>Slice: starts, ends and axes are inputs since operator set 10.</summary>
internal static class SliceRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 10)
        {
            graph.Emit(node);
            return;
        }

        graph.Emit(node.WithInputs(node.Input(0), Input("starts"), Input("ends"), node.Attributes.Has("axes") ? Input("axes") : "") with
        {
            Attributes = node.Attributes.Without("starts", "ends", "axes"),
        });

        string Input(string name) => graph.Constant(node, name,
            Tensor.Vector(node.Attributes.Ints(name) ?? throw new ModelException($"Node {node.Label} does not say its {name}.")));
    }
}
