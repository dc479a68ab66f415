using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators;

/// <summary>Dimensions of size zero run, and give what ONNX Runtime gives: nothing, or what a sum of nothing is.</summary>
public sealed class EmptyTensorTests : OperatorTests
{
    [SkippableFact]
    public void Nothing_in_nothing_out() => Check(
        Op("Relu").On(0, 3), Op("Add").On(0, 3).On(1, 3), Op("Softmax").On(0, 4), Op("Transpose").On(2, 0, 3), Op("Transpose").On(1, 0), Op("Gather").On(5, 3).On(Tensor.Of<long>(new Shape(0))),
        Op("MatMul").On(0, 5).Weights(5, 3), Op("Conv").On(0, 3, 5, 5).Weights(2, 3, 3, 3), Op("MaxPool").Kernel(2).On(0, 3, 5, 5),
        Op("Slice").On(4, 5).Constant(3).Constant(3).Constant(0), Op("Cast").Set("to", 6).On(3, 0).Gives(ElementType.Int32),
        Op("TopK").On(3, 5).Constant(0).Gives(ElementType.Float, ElementType.Int64), Op("Expand").On(1, 3).Constant(0, 3),
        Op("GatherElements").On(4, 5).On(Tensor.Of<long>(new Shape(0, 5))), Op("CumSum").On(0, 3).Constant(Tensor.Scalar(0L)), Op("Tile").On(2, 3).Constant(0, 1));

    [SkippableFact]
    public void Something_out_of_nothing() => Check(
        Op("Concat").Set("axis", 0).On(0, 3).On(2, 3), Op("ReduceSum").On(0, 3).Constant(0), Op("ReduceProd").On(2, 0, 3).Constant(1).In(18),
        Op("MatMul").On(3, 0).On(0, 5), Op("Gemm").On(3, 0).On(0, 5).On(5), Op("ScatterElements").On(4, 5).On(Tensor.Of<long>(new Shape(0, 5))).On(0, 5),
        Op("Pad").On(0, 2).Constant(1, 0, 1, 0), Op("Einsum").Set("equation", "ij,jk->ik").On(3, 0).On(0, 5));
}
