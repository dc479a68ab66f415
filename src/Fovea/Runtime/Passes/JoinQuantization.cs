using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Elementwise;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Turns a value that is quantized and dequantized at once, as quantizers leave them between float operators (QDQ), into what that does to
/// it in floats: divide by the scale, round, clip, multiply. Those are element-wise, so that they join the kernel that made the value, and no
/// whole numbers are written and read again.
/// </summary>
/// <remarks>
/// (clamp(round(x / s) + z, low, high) - z) * s is clamp(round(x / s), low - z, high - z) * s, bit for bit: whole numbers below 2^24 are exact
/// in floats. It comes after scales are folded into weights, since there a quotient halfway between two whole numbers could fall to the other.
/// </remarks>
public sealed class JoinQuantization : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "join quantization";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        var nodes = new List<Node>();
        Dictionary<string, Tensor>? constants = null;
        foreach (Node node in graph.Nodes)
        {
            if (node is { Domain: "", Operator: "DequantizeLinear" } && uses.MakerOf(node.Inputs[0]) is { Domain: "", Operator: "QuantizeLinear" } before &&
                Join(before, node, context, constants ??= graph.Constants.ToDictionary(c => c.Key, c => c.Value)) is { } joined)
            {
                nodes.AddRange(joined);
            }
            else
            {
                nodes.Add(node);
            }
        }

        return nodes.Count == graph.Nodes.Count ? graph : graph with { Nodes = nodes, Constants = constants! };
    }

    private static Node[]? Join(Node quantize, Node dequantize, PassContext context, Dictionary<string, Tensor> constants)
    {
        TensorInfo x = context.Infos[quantize.Inputs[0]], whole = context.Infos[quantize.Outputs[0]], y = context.Infos[dequantize.Outputs[0]];
        if (x.Type != ElementType.Float || y.Type != ElementType.Float || x.Shape.Rank == 0)
            return null;
        if (ScaleOf(quantize, x.Shape, context) is not { } divisor || ScaleOf(dequantize, x.Shape, context) is not { } factor)
            return null;
        if (ZeroOf(quantize, context) is not { } zero || ZeroOf(dequantize, context) != zero)
            return null;

        string name = dequantize.Outputs[0];
        constants[name + "/divisor"] = divisor;
        constants[name + "/factor"] = factor;
        (float low, float high) = whole.Type switch
        {
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            _ => ((float)ushort.MinValue, (float)ushort.MaxValue),
        };
        constants[name + "/low"] = Tensor.Scalar(low - zero);
        constants[name + "/high"] = Tensor.Scalar(high - zero);
        Node Make(string op, string output, params string[] inputs) =>
            new(op, inputs, new[] { output }) { Name = dequantize.Name, Opset = dequantize.Opset };
        return new[]
        {
            Make("Div", name + "/quotient", quantize.Inputs[0], name + "/divisor") with { Attributes = Attributes.None.With(ElementwiseTable.RoundedNext, 1L) },
            Make("Round", name + "/rounded", name + "/quotient"),
            Make("Clip", name + "/clipped", name + "/rounded", name + "/low", name + "/high"),
            Make("Mul", name, name + "/clipped", name + "/factor"),
        };
    }

    // One number, or one for each coordinate of an axis, in a shape that broadcasts along it; null for blocks of several coordinates.
    private static Tensor? ScaleOf(Node node, Shape shape, PassContext context)
    {
        if (context.Known(node.Inputs[1]) is not { Type: ElementType.Float } scale)
            return null;
        if (scale.Shape.Count == 1)
            return scale.Reshape(Shape.Scalar);
        int axis = shape.Axis(node.Attributes.Int("axis", 1));
        return scale.Shape.Rank == 1 && scale.Shape[0] == shape[axis]
            ? scale.Reshape(new Shape(Enumerable.Range(axis, shape.Rank - axis).Select(i => i == axis ? shape[i] : 1).ToArray()))
            : null;
    }

    // The same for all; null where it is not, or is not known.
    private static long? ZeroOf(Node node, PassContext context)
    {
        if (!node.HasInput(2))
            return 0;
        long[]? zeros = context.Known(node.Inputs[2])?.ToIntegers();
        return zeros is { Length: > 0 } && zeros.All(z => z == zeros[0]) ? zeros[0] : null;
    }
}
