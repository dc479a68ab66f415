using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Operators.Convolution;

/// <summary>
/// The kernels that can run a convolution on a CPU, in vectors of 8 lanes: it likes many results an invocation and the smallest groups.
/// </summary>
internal sealed class SoftwareCandidates
{
    // Pixels and blocks of four channels an invocation makes.
    private static readonly (int Pixels, int Blocks)[] AllTiles = { (8, 4), (7, 4), (4, 4), (8, 2), (7, 2), (4, 2), (2, 4), (8, 1), (4, 1), (2, 2), (1, 2) };

    // Sums that are cut into parts keep at least this many input vec4 each.
    private const int ShortestPart = 8;

    private readonly ConvolutionGeometry _geometry;
    private readonly string _family;

    /// <summary>Considers a convolution.</summary>
    public SoftwareCandidates(ConvolutionGeometry geometry)
    {
        _geometry = geometry;
        _family = geometry.IsDepthwise ? ConvolutionKernel.Depthwise
            : geometry.IsPointwise ? ConvolutionKernel.Pointwise
            : ConvolutionKernel.CanUnroll(geometry) ? ConvolutionKernel.Rows : ConvolutionKernel.Direct;
    }

    /// <summary>Every kernel, the one that heuristics take first.</summary>
    public IReadOnlyList<ConvolutionKernel> All()
    {
        ConvolutionKernel first = Grouped(_family, ChoosePixels(), ChooseBlocks(), ChooseLines());
        var all = new List<ConvolutionKernel> { first };
        if (_family == ConvolutionKernel.Depthwise)
            all.AddRange(DepthwiseOnes());
        else
            all.AddRange(Tiles().Select(tile => Grouped(_family, tile.Pixels, tile.Blocks)));
        if (_family == ConvolutionKernel.Rows)
            all.AddRange(Tiles().Where(tile => tile.Pixels is 4 or 2).Select(tile => Grouped(ConvolutionKernel.Direct, tile.Pixels, tile.Blocks)));
        // Shared memory is no faster than any other here, and a barrier costs a CPU its registers: tiles in it are 30 times as slow.
        if (_family == ConvolutionKernel.Pointwise)
            all.AddRange(Parts().Select(parts => first with { Splits = parts }));

        return all.Distinct().ToArray();
    }

    private IEnumerable<ConvolutionKernel> DepthwiseOnes()
    {
        foreach (int lines in new[] { 1, 2, 4 })
        {
            if (lines > 1 && (!ConvolutionKernel.CanShareLines(_geometry) || _geometry.Y.Output < lines))
                continue;
            foreach (int pixels in new[] { 4, 2, 7, 8, 1 }.Where(p => p <= Math.Max(1, _geometry.X.Output) && p * lines <= 8))
                yield return Grouped(ConvolutionKernel.Depthwise, pixels, 1, lines);
        }
    }

    // Where few results each take a long sum, more invocations share it.
    private IEnumerable<int> Parts() => Places * _geometry.Blocks > 4096 ? Array.Empty<int>() : new[] { 2, 4, 8 }.Where(parts => _geometry.InVectors / parts >= ShortestPart);

    private int Places => _geometry.Output.Count / _geometry.OutChannels;

    private IEnumerable<(int Pixels, int Blocks)> Tiles() => AllTiles
        .Where(tile => tile.Pixels <= Line(_family) && tile.Blocks <= _geometry.Blocks && _geometry.CanMakeTogether(tile.Blocks));

    private ConvolutionKernel Grouped(string family, int pixels, int blocks, int lines = 1)
    {
        var kernel = new ConvolutionKernel(_geometry, family, pixels, blocks, default) { Lines = lines };
        (int x, int y) = kernel.Invocations;
        return x <= 8 * 65535 ? kernel with { Group = (8, family == ConvolutionKernel.Depthwise && y > 1 ? 4 : 1) } : kernel.InGroupsOf(64);
    }

    // The most that wastes the least: blocks beyond the last are computed too.
    private int ChooseBlocks()
    {
        if (_family == ConvolutionKernel.Depthwise)
            return 1;
        int most = _family != ConvolutionKernel.Rows ? 4 : _geometry.InChannels <= 4 ? 3 : 2;
        return Enumerable.Range(1, most)
            .Where(_geometry.CanMakeTogether)
            .Where(blocks => blocks <= _geometry.Blocks)
            .OrderBy(blocks => Divide(_geometry.Blocks, blocks) * (blocks + 1.0)).First();
    }

    // Two rows of four pixels take 0.58 ms where one takes 0.78, and one of eight 0.72 (3x3 over 192x28x28 on llvmpipe).
    private int ChooseLines() => _family == ConvolutionKernel.Depthwise && ConvolutionKernel.CanShareLines(_geometry)
        && _geometry.Y.Kernel <= 3 && _geometry.X.Kernel <= 3 && _geometry.X.Output >= 4 && _geometry.Y.Output >= 2 ? 2 : 1;

    private int ChoosePixels()
    {
        int line = Line(_family);
        if (_family == ConvolutionKernel.Depthwise || (_family == ConvolutionKernel.Rows && _geometry.InChannels <= 4))
            return line >= 4 ? 4 : line >= 2 ? 2 : 1;
        if (_family == ConvolutionKernel.Rows && line >= 4)
            return new[] { 8, 7, 4 }.OrderBy(pixels => Divide(line, pixels) * pixels).First();
        // Eight lanes take neighbouring pixels: below 64 there are too few for eight each.
        return line >= 48 ? 8 : line >= 16 ? 4 : line >= 8 ? 2 : 1;
    }

    // The pixels that an invocation can choose from.
    private int Line(string family) =>
        family is ConvolutionKernel.Rows or ConvolutionKernel.Depthwise ? _geometry.X.Output : _geometry.X.Output * _geometry.Y.Output;

    private static int Divide(int count, int size) => (count + size - 1) / size;
}
