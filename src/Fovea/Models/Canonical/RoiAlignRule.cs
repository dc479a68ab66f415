namespace Fovea.Models.Canonical;

/// <summary>RoiAlign: before operator set 16 it did not take off half a pixel.</summary>
internal static class RoiAlignRule
{
    public static void Apply(Node node, GraphRewriter graph) => graph.Emit(node.Opset >= 16 ? node : node with
    {
        Attributes = node.Attributes.With("coordinate_transformation_mode", "output_half_pixel"),
    });
}
