using System.Collections.Generic;

namespace Fovea.Models.Summary;

/// <summary>
/// Counts the multiply-adds of a layer: the products that convolutions and matrix products add up. What merely touches each
/// element costs memory traffic, not arithmetic, and counts none.
/// </summary>
internal static class MultiplyAddCount
{
    /// <summary>The multiply-adds of one run of a node; 0 where a shape is not known.</summary>
    public static long Of(Node node, IReadOnlyDictionary<string, Shape> shapes)
    {
        switch (node.Operator)
        {
            case "Conv" or "ConvInteger" or "DeformConv":
                // Each output element: one product for each element of its filter [C/group, k...].
                return Output() is { } y && Input(1) is { Rank: > 1 } w ? y.Count * (long)w.Product(1, w.Rank) : 0;
            case "QLinearConv":
                return Output() is { } yq && Input(3) is { Rank: > 1 } wq ? yq.Count * (long)wq.Product(1, wq.Rank) : 0;
            case "ConvTranspose":
                // Each input element is spread over a filter [Cout/group, k...].
                return Input(0) is { } x && Input(1) is { Rank: > 1 } wt ? x.Count * (long)wt.Product(1, wt.Rank) : 0;
            case "Gemm":
                return Output() is { } c && Input(0) is { Rank: 2 } a ? c.Count * (long)a[node.Attributes.Flag("transA") ? 0 : 1] : 0;
            case "MatMul" or "MatMulInteger" or "QLinearMatMul":
                return Output() is { } m && Input(0) is { Rank: > 0 } left ? m.Count * (long)left[-1] : 0;
            case "BatchNormalization":
                return Output()?.Count ?? 0;
            case "RNN" or "GRU" or "LSTM":
                // Every step of every sequence reads both weight matrices once, in each direction.
                return Input(0) is { Rank: 3 } s && Input(1) is { } wi && Input(2) is { } wr ? (long)s[0] * s[1] * ((long)wi.Count + wr.Count) : 0;
            default:
                return 0;
        }

        Shape? Input(int index) => node.HasInput(index) ? shapes.GetValueOrDefault(node.Inputs[index]) : null;

        Shape? Output() => node.HasOutput(0) ? shapes.GetValueOrDefault(node.Outputs[0]) : null;
    }
}
