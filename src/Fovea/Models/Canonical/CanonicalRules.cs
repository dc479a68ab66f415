using System.Collections.Generic;

namespace Fovea.Models.Canonical;

/// <summary>The rule of each operator whose form or meaning changed between operator sets 7 and 21; all others stay as they are.</summary>
internal static class CanonicalRules
{
    public static readonly IReadOnlyDictionary<string, CanonicalRule> ByOperator = new Dictionary<string, CanonicalRule>
    {
        ["BatchNormalization"] = BatchNormalizationRule.Apply,
        ["Clip"] = ClipRule.Apply,
        ["DFT"] = DftRule.Apply,
        ["Dropout"] = DropoutRule.Apply,
        ["GridSample"] = GridSampleRule.Apply,
        ["GroupNormalization"] = GroupNormalizationRule.Apply,
        ["Hardmax"] = SoftmaxRule.Apply,
        ["Identity"] = IdentityRule.Apply,
        ["LogSoftmax"] = SoftmaxRule.Apply,
        ["Pad"] = PadRule.Apply,
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
        ["Resize"] = ResizeRule.Apply,
        ["RoiAlign"] = RoiAlignRule.Apply,
        ["Scan"] = ScanRule.Apply,
        ["Scatter"] = ScatterRule.Apply,
        ["Slice"] = SliceRule.Apply,
        ["Softmax"] = SoftmaxRule.Apply,
        ["Split"] = SplitRule.Apply,
        ["Squeeze"] = AxesRule.Since(13),
        ["TopK"] = TopKRule.Apply,
        ["Unsqueeze"] = AxesRule.Since(13),
        ["Upsample"] = UpsampleRule.Apply,
    };
}
