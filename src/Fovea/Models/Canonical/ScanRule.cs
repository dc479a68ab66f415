namespace Fovea.Models.Canonical;

/// <summary>Scan: the form of operator set 8, with batches, has no equal in later ones.</summary>
internal static class ScanRule
{
    public static void Apply(Node node, GraphRewriter graph) => graph.Emit(node.Opset >= 9
        ? node
        : throw new ModelException($"Node {node.Label} is a Scan of operator set 8, which is no more: export the network for operator set 9 or later."));
}
