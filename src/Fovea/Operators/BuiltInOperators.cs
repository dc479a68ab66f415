using Fovea.Models.Canonical;
using Fovea.Operators.Control;
using Fovea.Operators.Convolution;
using Fovea.Operators.Elementwise;
using Fovea.Operators.Indexing;
using Fovea.Operators.Losses;
using Fovea.Operators.Matrix;
using Fovea.Operators.Movement;
using Fovea.Operators.Normalization;
using Fovea.Operators.Pooling;
using Fovea.Operators.Quantized;
using Fovea.Operators.Recurrent;
using Fovea.Operators.Reductions;
using Fovea.Operators.Sampling;
using Fovea.Operators.Selection;
using Fovea.Operators.Shapes;
using Fovea.Operators.Signals;

namespace Fovea.Operators;

/// <summary>One line for each operator that Fovea brings; the element-wise ones have theirs in <see cref="ElementwiseTable"/>.</summary>
internal static class BuiltInOperators
{
    public static OperatorRegistry AddTo(OperatorRegistry registry)
    {
        foreach (ElementwiseRow row in ElementwiseTable.Rows)
            registry.Add("", row.Operator, node => new ElementwiseOperator(node, row));

        return registry
            .Add("", "AffineGrid", node => new AffineGrid(node))
            .Add("", "ArgMax", ArgExtreme.Largest)
            .Add("", "ArgMin", ArgExtreme.Smallest)
            .Add(Assemble.Domain, "Assemble", node => new Assemble(node))
            .Add("", "AveragePool", node => new AveragePool(node))
            .Add("", "BatchNormalization", node => new BatchNormalization(node))
            .Add("", "BlackmanWindow", WindowFunction.Blackman)
            .Add("", "Cast", Cast.To)
            .Add("", "CastLike", Cast.Like)
            .Add("", "CenterCropPad", node => new CenterCropPad(node))
            .Add(ChannelSelect.Domain, "ChannelSelect", node => new ChannelSelect(node))
            .Add("", "Col2Im", node => new Col2Im(node))
            .Add("", "Compress", node => new Compress(node))
            .Add("", "Concat", node => new Concat(node))
            .Add("", "ConstantOfShape", node => new ConstantOfShape(node))
            .Add("", "Conv", node => new Conv(node))
            .Add("", "ConvTranspose", node => new ConvTranspose(node))
            .Add("", "CumSum", node => new CumSum(node))
            .Add("", "DeformConv", node => new DeformConv(node))
            .Add("", "DepthToSpace", BlockMove.ToSpace)
            .Add("", "DequantizeLinear", node => new Dequantize(node))
            .Add("", "Det", node => new Det(node))
            .Add("", "DFT", node => new Dft(node))
            .Add("", "Einsum", node => new Einsum(node))
            .Add("", "Expand", node => new Expand(node))
            .Add("", "EyeLike", node => new EyeLike(node))
            .Add("", "Flatten", node => new Flatten(node))
            .Add("", "Gather", node => new Gather(node))
            .Add("", "GatherElements", node => new GatherElements(node))
            .Add("", "GatherND", node => new GatherND(node))
            .Add("", "Gemm", node => new Gemm(node))
            .Add("", "GlobalAveragePool", GlobalPool.Average)
            .Add("", "GlobalLpPool", GlobalPool.Norm)
            .Add("", "GlobalMaxPool", GlobalPool.Max)
            .Add("", "GridSample", node => new GridSample(node))
            .Add("", "GroupNormalization", node => new GroupNormalization(node))
            .Add("", "GRU", node => new Gru(node))
            .Add("", "HammingWindow", WindowFunction.Hamming)
            .Add("", "HannWindow", WindowFunction.Hann)
            .Add("", "Hardmax", node => new Hardmax(node))
            .Add("", "Identity", node => new Identity(node))
            .Add("", "If", ControlFlow.If)
            .Add("", "InstanceNormalization", node => new InstanceNormalization(node))
            .Add("", "LayerNormalization", node => new LayerNormalization(node))
            .Add("", "LRN", node => new LocalResponseNormalization(node))
            .Add("", "LogSoftmax", Softmax.Logarithm)
            .Add("", "Loop", ControlFlow.Loop)
            .Add("", "LpPool", node => new LpPool(node))
            .Add("", "LSTM", node => new Lstm(node))
            .Add("", "MatMul", node => new MatMul(node))
            .Add("", "MaxPool", node => new MaxPool(node))
            .Add("", "MaxRoiPool", node => new MaxRoiPool(node))
            .Add("", "MaxUnpool", node => new MaxUnpool(node))
            .Add("", "MelWeightMatrix", node => new MelWeightMatrix(node))
            .Add("", "NegativeLogLikelihoodLoss", node => new NegativeLogLikelihoodLoss(node))
            .Add("", "NonMaxSuppression", node => new NonMaxSuppression(node))
            .Add("", "NonZero", node => new NonZero(node))
            .Add("", "OneHot", node => new OneHot(node))
            .Add("", "Pad", node => new Pad(node))
            .Add("", "QuantizeLinear", Quantize.ByScale)
            .Add("", "RNN", node => new Rnn(node))
            .Add("", "Range", node => new Range(node))
            .Add("", "ReduceL1", node => new Reduce(node, ReduceRule.AbsoluteSum))
            .Add("", "ReduceL2", node => new Reduce(node, ReduceRule.Norm))
            .Add("", "ReduceLogSum", node => new Reduce(node, ReduceRule.LogSum))
            .Add("", "ReduceLogSumExp", node => new Reduce(node, ReduceRule.LogSumExp))
            .Add("", "ReduceMax", node => new Reduce(node, ReduceRule.Max))
            .Add("", "ReduceMean", node => new Reduce(node, ReduceRule.Mean))
            .Add("", "ReduceMin", node => new Reduce(node, ReduceRule.Min))
            .Add("", "ReduceProd", node => new Reduce(node, ReduceRule.Product))
            .Add("", "ReduceSum", node => new Reduce(node, ReduceRule.Sum))
            .Add("", "ReduceSumSquare", node => new Reduce(node, ReduceRule.SquareSum))
            .Add("", "Reshape", node => new Reshape(node))
            .Add("", "Resize", node => new Resize(node))
            .Add("", "ReverseSequence", node => new ReverseSequence(node))
            .Add("", "RoiAlign", node => new RoiAlign(node))
            .Add("", "Scan", ControlFlow.Scan)
            .Add("", "ScatterElements", node => new ScatterElements(node))
            .Add("", "ScatterND", node => new ScatterND(node))
            .Add("", "Shape", node => new ShapeOf(node))
            .Add("", "Size", node => new SizeOf(node))
            .Add("", "Slice", node => new Slice(node))
            .Add("", "Softmax", Softmax.Plain)
            .Add("", "SpaceToDepth", BlockMove.ToDepth)
            .Add("", "Split", node => new Split(node))
            .Add("", "Squeeze", node => new Squeeze(node))
            .Add("", "STFT", node => new Stft(node))
            .Add("", "Tile", node => new Tile(node))
            .Add("", "TopK", node => new TopK(node))
            .Add("", "Transpose", node => new Transpose(node))
            .Add("", "Trilu", node => new Trilu(node))
            .Add("", "Unique", node => new Unique(node))
            .Add("", "Unsqueeze", node => new Unsqueeze(node))
            .Add(QuantizationRules.Domain, "ConvInteger", node => new ConvInteger(node))
            .Add(QuantizationRules.Domain, "Requantize", Quantize.ByFactor);
    }
}
