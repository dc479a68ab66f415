namespace Fovea.Models.Canonical;

/// <summary>
/// Emits the newest form of a node, which may be one node, several or none. The node's <see cref="Node.Opset"/> says which
/// form it has.
/// </summary>
internal delegate void CanonicalRule(Node node, GraphRewriter graph);
