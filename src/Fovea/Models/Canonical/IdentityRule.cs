namespace Fovea.Models.Canonical;

/// <summary>Identity: whoever reads its output can read its input.</summary>
internal static class IdentityRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Inputs.Count > 1)
            throw new ModelException($"{node} has {node.Inputs.Count} inputs; {node.Operator} takes 1.");
        graph.Alias(node.Outputs[0], node.Input(0));
    }

    /// <summary>An Identity that must stay, between an input and an output of the graph.</summary>
    public static Node Node(string input, string output) =>
        new("Identity", new[] { input }, new[] { output }) { Opset = Canonicalizer.Opset };
}
