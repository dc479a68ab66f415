using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>Dropout does nothing when a network runs, unless it is told to train (since operator set 12) and to drop more than nothing.</summary>
internal static class DropoutRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        bool trains = node.Opset >= 12 && node.HasInput(2) && !IsFalse(graph.Known(node.Inputs[2]));
        if (trains && !(node.HasInput(1) && IsFalse(graph.Known(node.Inputs[1]))))
        {
            graph.Emit(node);
            return;
        }

        graph.Alias(node.Outputs[0], node.Input(0));
        if (node.Outputs.Count < 2 || !graph.IsRead(node.Outputs[1]))
            return;

        // The mask says that every element is kept; before operator set 10 it was of the data's type. (Only operator set 12
        // says so of a network that runs; ONNX Runtime gives zeros for the older ones.)
        ElementType type = node.Opset >= 10 ? ElementType.Bool : graph.Facts(node.Input(0)).Type;
        Tensor kept = Tensor.Vector(1f).Convert(type == ElementType.Undefined ? ElementType.Float : type);
        string shape = graph.Emit(node, "shape", "Shape", new[] { node.Input(0) });
        graph.Emit(new Node("ConstantOfShape", new[] { shape }, new[] { node.Outputs[1] })
        {
            Attributes = Attributes.None.With("value", kept),
        });
    }

    private static bool IsFalse(Tensor? tensor) => tensor is not null && tensor.ToDoubles().All(v => v == 0);
}
