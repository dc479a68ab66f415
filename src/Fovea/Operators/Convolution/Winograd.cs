using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>
/// A 3x3 convolution by Winograd's minimal filtering: tiles of the map are transformed, multiplied by transformed weights as a batch of
/// matrix products, and transformed back. F(2x2, 3x3) takes 2.25 times fewer multiplications than the plain sum, F(4x4, 3x3) four times fewer.
/// </summary>
/// <remarks>
/// F(2x2, 3x3) is about as exact as the plain sum: tests allow 1e-5 of the largest result. F(4x4, 3x3) weighs elements before sums that
/// cancel: tests allow 3e-5 over 130 channels. ResNet-18 with both, as the heuristics choose them, is off by 2.1e-6 of a layer's range at most.
/// </remarks>
internal sealed class Winograd
{
    private readonly PlanBuilder _plan;
    private readonly ConvolutionGeometry _geometry;
    private readonly Epilogue _epilogue;
    private readonly ConvolutionGeometry _product;
    private readonly int _tile;
    private readonly int _across;
    private readonly int _down;

    /// <summary>Considers a convolution.</summary>
    /// <param name="plan">Where the dispatches go.</param>
    /// <param name="geometry">The convolution; <see cref="Fits"/> says whether it is possible.</param>
    /// <param name="epilogue">What is applied to its results.</param>
    /// <param name="tile">Results of a tile along each axis: 2 or 4.</param>
    public Winograd(PlanBuilder plan, ConvolutionGeometry geometry, Epilogue epilogue, int tile)
    {
        _plan = plan;
        _geometry = geometry;
        _epilogue = epilogue;
        _tile = tile;
        _across = (geometry.X.Output + tile - 1) / tile;
        _down = (geometry.Y.Output + tile - 1) / tile;
        _product = ConvolutionGeometry.Product((tile + 2) * (tile + 2), geometry.InChannels, geometry.OutChannels, Tiles);
    }

    private int Tiles => _across * _down * _geometry.Batch;

    private int Places => _product.Batch;

    private int InVectors => _geometry.InVectors;

    private int Blocks => _geometry.Blocks;

    private long SourceVectors => (long)Places * InVectors * Tiles;

    private long ResultVectors => (long)Places * Blocks * Tiles;

    /// <summary>Whether a convolution has the form that the transforms are for.</summary>
    public static bool Fits(ConvolutionGeometry geometry) => geometry is { Groups: 1, IsTransposed: false, IsVolume: false }
        && new[] { geometry.X, geometry.Y }.All(axis => axis is { Kernel: 3, Stride: 1, Dilation: 1 });

    // Each costs a tuner three dispatches.
    private const int MostProducts = 2;

    /// <summary>The kernels that can make the products: on a CPU the usual one, on a GPU several, of which one by tiles in shared memory.</summary>
    public IEnumerable<ConvolutionKernel> Products()
    {
        long largest = Math.Max(WinogradWeights.Vectors(_geometry.OutChannels, _geometry.InChannels, _tile), Math.Max(SourceVectors, ResultVectors));
        if (16 * largest > _plan.Limits.MaxStorageRange)
            return Array.Empty<ConvolutionKernel>();
        ConvolutionKernel[] whole = ConvolutionCandidates.Of(_product, _plan).Where(kernel => kernel.Splits == 1).ToArray();
        IEnumerable<ConvolutionKernel> inRegisters = whole.Where(kernel => kernel.Family == ConvolutionKernel.Pointwise);
        return inRegisters.Take(_plan.BufferTextures ? 1 : MostProducts).Concat(whole.Where(kernel => kernel.Family == ConvolutionKernel.Tiled).Take(1));
    }

    /// <summary>What the variant is called.</summary>
    public string NameOf(ConvolutionKernel product) => $"{FamilyOf(_tile)}, {product.Name}";

    /// <summary>How the names of variants with such tiles begin.</summary>
    public static string FamilyOf(int tile) => FormattableString.Invariant($"winograd F({tile},3)");

    /// <summary>Adds the three dispatches.</summary>
    /// <param name="kernel">What makes the products.</param>
    /// <param name="operand">The tensor that the epilogue reads, or null.</param>
    public void Dispatch(ConvolutionKernel kernel, PlanTensor? operand)
    {
        PlanTensor source = Scratch("transformed", SourceVectors), result = Scratch("products", ResultVectors);
        DispatchBuilder first = _plan.Dispatch("operators/convolution/winograd_source.comp").Define("TILE", _tile);
        if (!_plan.BufferTextures)
            first.Define("MASKED", 1);
        first.Write(source).ReadVectors("source", _plan.Input(0))
            .Int(_geometry.X.Input, _geometry.Y.Input, InVectors, _across, _down, _geometry.Batch, _geometry.X.Before, _geometry.Y.Before)
            .OverLine(InVectors * Tiles);

        var sizes = new ConvolutionWeights(_product, Epilogue.None);
        DispatchBuilder products = ConvolutionOperator.Begin(_plan, kernel.Shader, _product, sizes, result, source, Weights())
            .Apply(kernel.Define).Define("MATRICES", 1).Define("PARTIAL", 1)
            // What the plain sum would take, as everybody counts it, so that variants and layers compare.
            .Flops(_geometry.Flops);
        Epilogue.None.AddTo(products, null, 4);
        kernel.Over(products, Places);

        DispatchBuilder last = ConvolutionOperator.Begin(
            _plan, "operators/convolution/winograd_result.comp", _geometry, new ConvolutionWeights(_geometry, _epilogue), _plan.Output(0), result, Bias(), firstBias: 0);
        last.Define("TILE", _tile).Flops(_geometry.Output.Count);
        _epilogue.AddTo(last, operand, 4);
        last.OverLine(Blocks * Tiles);
    }

    private PlanTensor Scratch(string name, long vectors) => _plan.Scratch(name, ElementType.Float, new Shape((int)(4 * vectors)), Layout.RowMajor);

    // Always in full precision: their sums cancel, and 16 bits put F(4x4, 3x3) off by a hundredth of the range.
    private PlanTensor Weights()
    {
        Tensor weights = _plan.Value(1)!;
        int vectors = (int)WinogradWeights.Vectors(_geometry.OutChannels, _geometry.InChannels, _tile);
        string key = string.Join("|", "winograd", _tile.ToString(CultureInfo.InvariantCulture), _plan.Node.Inputs[1]);
        return _plan.Weights(key, 4 * vectors, () => WinogradWeights.Pack(weights.ToSingles(), _geometry.OutChannels, _geometry.InChannels, _tile));
    }

    // A vec4 of bias a block, then one for each channel constant of the epilogue.
    private PlanTensor Bias()
    {
        Tensor? bias = _plan.Value(2);
        int words = 4 * Blocks * (1 + _epilogue.Channels.Count);
        string key = string.Join("|", "winograd bias", bias is null ? "" : _plan.Node.Inputs[2], words.ToString(CultureInfo.InvariantCulture), _epilogue.Key);
        return _plan.Weights(key, words, () =>
        {
            var packed = new float[words];
            bias?.ToSingles().CopyTo(packed, 0);
            for (int k = 0; k < _epilogue.Channels.Count; k++)
                _epilogue.Channels[k].ToSingles().CopyTo(packed, 4 * Blocks * (k + 1));
            return packed;
        });
    }
}
