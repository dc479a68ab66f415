namespace Fovea.Models.Canonical;

/// <summary>GridSample: operator set 20 took the "bi" from the names of its modes, as it samples volumes too.</summary>
internal static class GridSampleRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        string mode = node.Attributes.Text("mode", node.Opset < 20 ? "bilinear" : "linear");
        string name = mode switch { "bilinear" => "linear", "bicubic" => "cubic", _ => mode };
        graph.Emit(node with { Attributes = node.Attributes.With("mode", name) });
    }
}
