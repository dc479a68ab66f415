using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>
/// Lays out the weights of a convolution as its kernels read them: vec4 over four output channels (a block), then one vec4 of bias a
/// block, then one a block for each channel constant of the epilogue.
/// </summary>
/// <remarks>
/// Depthwise [block][ky][kx]. All others [block][ky][kx][input vec4][lane of that vec4]: a run of 4x4 matrices over the <see cref="Span"/>
/// input vectors that the block reads, with zeros where a lane belongs to another group.
/// </remarks>
internal sealed class ConvolutionWeights
{
    private readonly ConvolutionGeometry _geometry;
    private readonly Epilogue _epilogue;

    public ConvolutionWeights(ConvolutionGeometry geometry, Epilogue epilogue)
    {
        _geometry = geometry;
        _epilogue = epilogue;
        InVectors = geometry.InVectors;
        Blocks = geometry.Blocks;
        Span = geometry.Groups == 1 ? InVectors : Enumerable.Range(0, Blocks).Max(VectorsOf);
        FirstBias = Blocks * geometry.KernelSize * (geometry.IsDepthwise ? 1 : 4 * Span);
        Vectors = FirstBias + Blocks * (1 + epilogue.Channels.Count);
    }

    /// <summary>The vec4 that hold the input's channels.</summary>
    public int InVectors { get; }

    /// <summary>The vec4 that hold the output's channels.</summary>
    public int Blocks { get; }

    /// <summary>The input vec4 that a block reads.</summary>
    public int Span { get; }

    /// <summary>The number of the first vec4 of bias.</summary>
    public int FirstBias { get; }

    /// <summary>All vec4.</summary>
    public int Vectors { get; }

    /// <summary>Whether weights and bias are known before a run.</summary>
    public bool AreConstant(PlanBuilder plan) => plan.Value(1) is not null && (!plan.Has(2) || plan.Value(2) is not null);

    /// <summary>The weights on the GPU: packed once where they are constants, else in every run.</summary>
    public PlanTensor On(PlanBuilder plan)
    {
        Tensor? weights = plan.Value(1), bias = plan.Value(2);
        if (weights is null || !AreConstant(plan))
            return AtRunTime(plan);
        string key = string.Join("|", _geometry.IsTransposed ? "transposed" : "conv", plan.Node.Inputs[1], plan.Has(2) ? plan.Node.Inputs[2] : "", Text(_geometry.Groups),
            Text(_geometry.OutChannels), Text(_geometry.KernelSize), _epilogue.Key);
        return plan.VectorWeights(key, Vectors, () => Pack(weights.ToSingles(), bias?.ToSingles()));
    }

    private float[] Pack(float[] weights, float[]? bias)
    {
        var packed = new float[4 * Vectors];
        if (_geometry.IsDepthwise)
            PackLanes(weights, packed);
        else
            PackMatrices(_geometry.IsTransposed ? Forward(weights) : weights, packed);
        bias?.CopyTo(packed, 4 * FirstBias);
        Constants().CopyTo(packed, 4 * (FirstBias + Blocks));
        return packed;
    }

    // The weights of a transposed convolution in the order of others: [in, out/group, at] to [out, in/group, at].
    private float[] Forward(float[] weights)
    {
        int size = _geometry.KernelSize, inputs = _geometry.GroupInputs, outputs = _geometry.GroupOutputs;
        var forward = new float[weights.Length];
        for (int channel = 0; channel < _geometry.OutChannels; channel++)
        {
            for (int i = 0; i < inputs; i++)
            {
                int from = (channel / outputs * inputs + i) * outputs + channel % outputs;
                Array.Copy(weights, from * size, forward, (channel * inputs + i) * size, size);
            }
        }

        return forward;
    }

    private void PackLanes(float[] weights, float[] packed)
    {
        int size = _geometry.KernelSize;
        for (int channel = 0; channel < _geometry.OutChannels; channel++)
        {
            for (int at = 0; at < size; at++)
                packed[4 * (channel / 4 * size + at) + channel % 4] = weights[channel * size + at];
        }
    }

    private void PackMatrices(float[] weights, float[] packed)
    {
        int size = _geometry.KernelSize, inputs = _geometry.GroupInputs;
        for (int channel = 0; channel < _geometry.OutChannels; channel++)
        {
            int block = channel / 4;
            int begin = channel / _geometry.GroupOutputs * inputs - 4 * FirstVectorOf(block);
            for (int i = 0; i < inputs; i++)
            {
                for (int at = 0; at < size; at++)
                    packed[4 * ((block * size + at) * 4 * Span + begin + i) + channel % 4] = weights[(channel * inputs + i) * size + at];
            }
        }
    }

    private float[] Constants()
    {
        var values = new float[4 * Blocks * _epilogue.Channels.Count];
        for (int k = 0; k < _epilogue.Channels.Count; k++)
            _epilogue.Channels[k].ToSingles().CopyTo(values, 4 * Blocks * k);
        return values;
    }

    private PlanTensor AtRunTime(PlanBuilder plan)
    {
        PlanTensor packed = plan.Scratch("weights", ElementType.Float, new Shape(4 * Vectors), Layout.RowMajor);
        DispatchBuilder dispatch = plan.Dispatch("operators/convolution/pack.comp").Write(packed).Read(plan.Input(1));
        if (plan.Has(2))
            dispatch.Define("BIAS", dispatch.NextBinding).Read(plan.Input(2));
        if (_epilogue.Channels.Count > 0)
        {
            float[] constants = Constants();
            dispatch.Define("CONSTANTS", dispatch.NextBinding).Read(plan.Weights($"conv constants|{_epilogue.Key}", constants.Length, () => constants));
        }

        if (_geometry.IsDepthwise)
            dispatch.Define("DEPTHWISE", 1);
        else if (_geometry.IsTransposed)
            dispatch.Define("TRANSPOSED", 1);
        dispatch.Int(Vectors, FirstBias, Blocks, _geometry.OutChannels, _geometry.KernelSize, Span, _geometry.GroupInputs, _geometry.GroupOutputs, InVectors)
            .OverLine(Vectors);
        return packed;
    }

    // From the first channel of the first lane's group to the last channel of the last lane's.
    private int VectorsOf(int block)
    {
        int lastChannel = Math.Min(4 * block + 3, _geometry.OutChannels - 1);
        int end = (lastChannel / _geometry.GroupOutputs + 1) * _geometry.GroupInputs;
        return (end - 1) / 4 - FirstGroupVector(block) + 1;
    }

    private int FirstGroupVector(int block) => 4 * block / _geometry.GroupOutputs * _geometry.GroupInputs / 4;

    private int FirstVectorOf(int block) => _geometry.Groups == 1 ? 0 : Math.Min(FirstGroupVector(block), InVectors - Span);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
