namespace Fovea.Models.Canonical;

/// <summary>Upsample is the Resize of before operator set 10; its scales became an input in 9.</summary>
internal static class UpsampleRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        string scales = node.Opset >= 9 ? node.Input(1) : graph.Constant(node, "scales", Tensor.Vector(ScalesOf(node)));
        ResizeRule.EmitOld(node, scales, graph);
    }

    // Operator set 1 knew two scales, of rows and of columns.
    private static float[] ScalesOf(Node node)
    {
        if (node.Attributes.Has("height_scale") && node.Attributes.Has("width_scale"))
            return new[] { 1, 1, node.Attributes.Float("height_scale"), node.Attributes.Float("width_scale") };
        return node.Attributes.Floats("scales") ?? throw new ModelException($"Node {node.Label} does not say its scales.");
    }
}
