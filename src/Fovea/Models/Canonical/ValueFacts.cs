using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>
/// What is certain about a value before shapes are known: enough to choose the simple form of a rewrite. Nothing said is
/// always right; a rule must then take its general form.
/// </summary>
/// <param name="Type">The element type; Undefined where it is not known.</param>
/// <param name="Rank">The number of dimensions; null where it is not known.</param>
/// <param name="IsPooled">Whether all dimensions from the third on are 1, as after a global pooling.</param>
internal readonly record struct ValueFacts(ElementType Type, int? Rank, bool IsPooled)
{
    // y has x's shape, whatever it is.
    private static readonly HashSet<string> SameShape = new()
    {
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BatchNormalization", "Cast", "Ceil", "Celu", "Clip", "Cos", "Cosh",
        "DequantizeLinear", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish", "Hardmax", "InstanceNormalization", "LRN",
        "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax", "Mish", "Neg", "Not", "PRelu", "QuantizeLinear", "Reciprocal", "Relu", "Round", "Selu",
        "Requantize", "Sigmoid", "Sign", "Sin", "Sinh", "Softmax", "Softplus", "Softsign", "Sqrt", "Tan", "Tanh", "ThresholdedRelu",
    };

    // y has as many dimensions as x.
    private static readonly HashSet<string> SameRank = new()
    {
        "AveragePool", "Concat", "Conv", "ConvInteger", "ConvTranspose", "CumSum", "DepthToSpace", "LpPool", "MaxPool", "Pad", "Resize",
        "ScatterElements", "Slice", "SpaceToDepth", "Split", "Tile", "TopK", "Transpose",
    };

    private static readonly HashSet<string> Broadcasting = new()
    {
        "Add", "And", "Div", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Mean", "Min", "Mod", "Mul", "Or",
        "Pow", "Sub", "Sum", "Where", "Xor",
    };

    private static readonly HashSet<string> Comparing = new()
    {
        "And", "Equal", "Greater", "GreaterOrEqual", "IsInf", "IsNaN", "Less", "LessOrEqual", "Not", "Or", "Xor",
    };

    /// <summary>What is certain about an output of a canonical node.</summary>
    public static ValueFacts Of(Node node, int output, GraphRewriter graph)
    {
        ValueFacts[] inputs = node.Inputs.Select(graph.Facts).ToArray();
        ValueFacts first = inputs.Length > 0 ? inputs[0] : default;
        bool isPooled = output == 0
            && (node.Operator is "GlobalAveragePool" or "GlobalMaxPool" || (SameShape.Contains(node.Operator) && first.IsPooled));
        return new ValueFacts(TypeOf(node, output, inputs), output == 0 || SameRank.Contains(node.Operator) ? RankOf(node, inputs, graph) : null, isPooled);
    }

    private static ElementType TypeOf(Node node, int output, ValueFacts[] inputs)
    {
        if (node.Domain.Length > 0)
            return ElementType.Undefined;
        if (Comparing.Contains(node.Operator))
            return ElementType.Bool;
        switch (node.Operator)
        {
            case "Shape" or "Size" or "ArgMax" or "ArgMin" or "NonZero" or "NonMaxSuppression":
                return ElementType.Int64;
            case "TopK" or "MaxPool" when output == 1:
                return ElementType.Int64;
            case "Cast":
                return (ElementType)node.Attributes.Int("to");
            case "ConstantOfShape":
                return node.Attributes.Tensor("value")?.Type ?? ElementType.Float;
            case "Where":
                return inputs.Length > 1 ? inputs[1].Type : ElementType.Undefined;
            case "If" or "Loop" or "Scan" or "QuantizeLinear" or "DequantizeLinear" or "CastLike" or "OneHot" or "EyeLike":
                return ElementType.Undefined;
            default:
                return output == 0 || node.Operator == "Split" ? inputs.FirstOrDefault().Type : ElementType.Undefined;
        }
    }

    private static int? RankOf(Node node, ValueFacts[] inputs, GraphRewriter graph)
    {
        int? first = inputs.FirstOrDefault().Rank;
        if (SameShape.Contains(node.Operator) || SameRank.Contains(node.Operator) || node.Operator.StartsWith("Global", StringComparison.Ordinal))
            return first;
        if (Broadcasting.Contains(node.Operator))
            return inputs.All(i => i.Rank is not null) ? inputs.Max(i => i.Rank) : null;
        if (node.Operator.StartsWith("Reduce", StringComparison.Ordinal))
            return node.Attributes.Flag("keepdims", true) ? first : first - Axes();
        return node.Operator switch
        {
            "Gemm" or "Flatten" or "NonZero" => 2,
            "Shape" => 1,
            "Size" => 0,
            "Reshape" => Known(1)?.Shape.Count,
            "ConstantOfShape" => Known(0)?.Shape.Count,
            "Unsqueeze" => first + Axes(),
            "Squeeze" => first - Axes(),
            "Gather" when inputs.Length > 1 => first + inputs[1].Rank - 1,
            "MatMul" when inputs.Length > 1 && first >= 2 && inputs[1].Rank >= 2 => Math.Max(first.Value, inputs[1].Rank!.Value),
            _ => null,
        };

        // No axes at all mean all of them, here or there.
        int? Axes() => Known(1) is { Shape: { Count: > 0 } } axes ? axes.Shape.Count : null;

        Tensor? Known(int input) => node.HasInput(input) ? graph.Known(node.Inputs[input]) : null;
    }
}
