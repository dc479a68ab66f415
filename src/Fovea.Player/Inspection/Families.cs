using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Player.Inspection;

/// <summary>Kinds of operators, for their colours.</summary>
internal static class Families
{
    /// <summary>The style class of an operator.</summary>
    public static string Of(string op) => op switch
    {
        "Conv" or "ConvTranspose" or "ConvInteger" or "DeformConv" or "QLinearConv" => "conv",
        "MatMul" or "Gemm" or "Einsum" or "MatMulInteger" => "matrix",
        "Reshape" or "Transpose" or "Concat" or "Split" or "Slice" or "Gather" or "Pad" or "Flatten" or "Squeeze" or "Unsqueeze" or "Expand" or "Identity"
            or "DepthToSpace" or "SpaceToDepth" or "Tile" or "Shape" => "move",
        _ when op.Contains("Pool", System.StringComparison.Ordinal) || op is "Resize" or "GridSample" => "pool",
        _ when op.Contains("Norm", System.StringComparison.Ordinal) || op.StartsWith("Reduce", System.StringComparison.Ordinal) || op is "Softmax" or "LogSoftmax" => "norm",
        _ when ElementwiseTable.Find(new Node(op, [], [])) is not null => "each",
        _ => "other",
    };
}
