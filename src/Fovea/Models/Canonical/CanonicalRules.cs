using System.Collections.Generic;

namespace Fovea.Models.Canonical;

/// <summary>The rule of each operator whose form or meaning changed between operator sets 1 and 21; all others stay as they are.</summary>
internal static class CanonicalRules
{
    public static readonly IReadOnlyDictionary<string, CanonicalRule> ByOperator = new Dictionary<string, CanonicalRule>
    {
        ["Add"] = BroadcastRule.Apply,
        ["And"] = BroadcastRule.Apply,
        ["BatchNormalization"] = BatchNormalizationRule.Apply,
        ["Cast"] = CastRule.Apply,
        ["Clip"] = ClipRule.Apply,
        ["Concat"] = ConcatRule.Apply,
        ["ConvInteger"] = QuantizationRules.ConvInteger,
        ["DFT"] = DftRule.Apply,
        ["Div"] = BroadcastRule.Apply,
        ["Dropout"] = DropoutRule.Apply,
        ["DynamicQuantizeLinear"] = QuantizationRules.DynamicQuantizeLinear,
        ["Equal"] = BroadcastRule.Apply,
        ["Greater"] = BroadcastRule.Apply,
        ["GridSample"] = GridSampleRule.Apply,
        ["GroupNormalization"] = GroupNormalizationRule.Apply,
        ["Hardmax"] = SoftmaxRule.Apply,
        ["Identity"] = IdentityRule.Apply,
        ["Less"] = BroadcastRule.Apply,
        ["LogSoftmax"] = SoftmaxRule.Apply,
        ["LpNormalization"] = LpNormalizationRule.Apply,
        ["MatMulInteger"] = QuantizationRules.MatMulInteger,
        ["MeanVarianceNormalization"] = MeanVarianceNormalizationRule.Apply,
        ["Mul"] = BroadcastRule.Apply,
        ["Or"] = BroadcastRule.Apply,
        ["PRelu"] = PReluRule.Apply,
        ["Pad"] = PadRule.Apply,
        ["Pow"] = BroadcastRule.Apply,
        ["QLinearConv"] = QuantizationRules.QLinearConv,
        ["QLinearMatMul"] = QuantizationRules.QLinearMatMul,
        ["ReduceL1"] = AxesRule.Since(18),
        ["ReduceL2"] = AxesRule.Since(18),
        ["ReduceLogSum"] = AxesRule.Since(18),
        ["ReduceLogSumExp"] = AxesRule.Since(18),
        ["ReduceMax"] = AxesRule.Since(18),
        ["ReduceMean"] = AxesRule.Since(18),
        ["ReduceMin"] = AxesRule.Since(18),
        ["ReduceProd"] = AxesRule.Since(18),
        ["ReduceSum"] = AxesRule.Since(13),
        ["ReduceSumSquare"] = AxesRule.Since(18),
        ["Reshape"] = ReshapeRule.Apply,
        ["Resize"] = ResizeRule.Apply,
        ["RoiAlign"] = RoiAlignRule.Apply,
        ["Scan"] = ScanRule.Apply,
        ["Scatter"] = ScatterRule.Apply,
        ["Slice"] = SliceRule.Apply,
        ["Softmax"] = SoftmaxRule.Apply,
        ["SoftmaxCrossEntropyLoss"] = SoftmaxCrossEntropyLossRule.Apply,
        ["Split"] = SplitRule.Apply,
        ["Squeeze"] = AxesRule.Since(13),
        ["Sub"] = BroadcastRule.Apply,
        ["Tile"] = TileRule.Apply,
        ["TopK"] = TopKRule.Apply,
        ["Unsqueeze"] = AxesRule.Since(13),
        ["Upsample"] = UpsampleRule.Apply,
        ["Xor"] = BroadcastRule.Apply,
    };

    /// <summary>The rule of a node; null where it stays as it is.</summary>
    public static CanonicalRule? Of(Node node) => node.Domain switch
    {
        "" => ByOperator.GetValueOrDefault(node.Operator),
        MicrosoftRules.Domain => MicrosoftRules.ByOperator.GetValueOrDefault(node.Operator),
        _ => null,
    };
}
