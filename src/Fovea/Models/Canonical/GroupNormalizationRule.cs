namespace Fovea.Models.Canonical;

/// <summary>GroupNormalization: scale and bias were per group; since operator set 21 they are per channel.</summary>
internal static class GroupNormalizationRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset < 21)
        {
            // Each group's value is repeated for its channels: [G] -> [G, 1] -> [G, C/G] -> [C].
            long groups = node.Attributes.Int("num_groups", 1);
            string shape = graph.Emit(node, "channels", "Shape", new[] { node.Input(0) }, Attributes.None.With("start", 1L).With("end", 2L));
            string perGroup = graph.Emit(node, "per_group", "Div", new[] { shape, graph.Constant(node, "groups", Tensor.Vector(groups)) });
            string one = graph.Constant(node, "one", Tensor.Vector(1L));
            string wide = graph.Emit(node, "wide", "Concat", new[] { one, perGroup }, Attributes.None.With("axis", 0L));
            string all = graph.Constant(node, "all", Tensor.Vector(-1L));
            node = node.WithInputs(node.Input(0), PerChannel("scale", node.Input(1)), PerChannel("bias", node.Input(2)));

            string PerChannel(string role, string value)
            {
                string column = graph.Emit(node, $"{role}_column", "Unsqueeze", new[] { value, one });
                string expanded = graph.Emit(node, $"{role}_wide", "Expand", new[] { column, wide });
                return graph.Emit(node, role, "Reshape", new[] { expanded, all });
            }
        }

        graph.Emit(node);
    }
}
