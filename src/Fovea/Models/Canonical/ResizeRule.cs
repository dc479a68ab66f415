using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>Resize: says since operator set 11 how coordinates map, and takes sizes as well as scales.</summary>
internal static class ResizeRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset < 11)
        {
            EmitOld(node, node.Input(1), graph);
            return;
        }

        // An input of the middle was left out by giving an empty tensor before it could be left out by name.
        string mode = node.Attributes.Text("coordinate_transformation_mode", "half_pixel");
        string[] inputs = node.Inputs.Select((name, i) => i > 0 && graph.Known(name) is { Shape: { Count: 0 } } ? "" : name).ToArray();
        if (inputs.Length > 1 && mode != "tf_crop_and_resize")
            inputs[1] = "";
        graph.Emit(node with { Inputs = inputs });
    }

    /// <summary>
    /// Emits the resizing of operator sets 7 to 10: output pixel i lies at i / scale; the nearest is the one before when an
    /// axis grows, and the one after when it shrinks (as ONNX Runtime has it; the text of ONNX does not say).
    /// </summary>
    public static void EmitOld(Node node, string scales, GraphRewriter graph)
    {
        string mode = node.Attributes.Text("mode", "nearest");
        mode = mode.EndsWith("linear", System.StringComparison.Ordinal) ? "linear" : mode;
        float[]? known = graph.Known(scales)?.ToSingles();
        bool grows = known is null || known.Any(s => s > 1);
        bool shrinks = mode == "nearest" && known is not null && known.Any(s => s < 1);
        string x = node.Input(0);
        if (shrinks && grows)
        {
            // The axes are independent: first those that grow, then those that shrink.
            string larger = graph.Constant(node, "larger", Tensor.Vector(known!.Select(s => s < 1 ? 1 : s).ToArray()));
            x = graph.Emit(node, "grown", "Resize", new[] { x, "", larger }, Describe(mode, "floor"));
            scales = graph.Constant(node, "smaller", Tensor.Vector(known!.Select(s => s < 1 ? s : 1).ToArray()));
        }

        graph.Emit(new Node("Resize", new[] { x, "", scales }, node.Outputs)
        {
            Name = node.Name,
            Attributes = Describe(mode, shrinks ? "ceil" : "floor"),
        });
    }

    private static Attributes Describe(string mode, string nearest) => Attributes.None
        .With("mode", mode).With("coordinate_transformation_mode", "asymmetric").With("nearest_mode", nearest);
}
