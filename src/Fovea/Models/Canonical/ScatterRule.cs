namespace Fovea.Models.Canonical;

/// <summary>Scatter is called ScatterElements since operator set 11.</summary>
internal static class ScatterRule
{
    public static void Apply(Node node, GraphRewriter graph) => graph.Emit(node with { Operator = "ScatterElements" });
}
