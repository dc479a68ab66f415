using System;

namespace Fovea.Models.Canonical;

/// <summary>Cast: up to operator set 5 the type was named by a word, as in <c>FLOAT</c>.</summary>
internal static class CastRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 6 || !node.Attributes.Has("to"))
        {
            graph.Emit(node);
            return;
        }

        string word = node.Attributes.Text("to");
        if (!Enum.TryParse(word, ignoreCase: true, out ElementType type))
            throw new ModelException($"Node {node.Label} casts to '{word}', which is no element type.");
        graph.Emit(node with { Attributes = node.Attributes.With("to", (long)type) });
    }
}
