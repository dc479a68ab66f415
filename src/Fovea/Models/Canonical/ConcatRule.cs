namespace Fovea.Models.Canonical;

/// <summary>Concat: up to operator set 3 the axis was 1 where the node does not say it.</summary>
internal static class ConcatRule
{
    public static void Apply(Node node, GraphRewriter graph) => graph.Emit(
        node.Opset >= 4 || node.Attributes.Has("axis") ? node : node with { Attributes = node.Attributes.With("axis", 1L) });
}
