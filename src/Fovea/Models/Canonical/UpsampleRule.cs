namespace Fovea.Models.Canonical;

/// <summary>Upsample is the Resize of before operator set 10; its scales became an input in 9.</summary>
internal static class UpsampleRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        string scales = node.Opset >= 9
            ? node.Input(1)
            : graph.Constant(node, "scales", Tensor.Vector(
                node.Attributes.Floats("scales") ?? throw new ModelException($"Node {node.Label} does not say its scales.")));
        ResizeRule.EmitOld(node, scales, graph);
    }
}
