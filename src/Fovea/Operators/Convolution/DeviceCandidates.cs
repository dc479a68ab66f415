using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>
/// The kernels that can run a convolution on a GPU. It wants many invocations, whose lanes lie along the pixels: they read the same weights
/// and neighbouring vec4 of the map. Where results are few, invocations share their sums.
/// </summary>
internal sealed class DeviceCandidates
{
    private static readonly int[] GroupWidths = { 32, 64, 16, 8 };
    private static readonly int[] GroupHeights = { 1, 2, 4, 8 };
    private static readonly int[] ShareCounts = { 1, 2, 4, 8, 16, 32 };

    // Pixels and blocks of four channels an invocation makes. Those of more than eight vec4 suit where there are results enough.
    private static readonly (int Pixels, int Blocks)[] Tiles = { (1, 1), (2, 1), (2, 2), (4, 1), (4, 2), (8, 1), (2, 4), (4, 4), (8, 2) };
    private const int ManyResults = 1 << 18;

    // Invocations of a group: more are hard to place beside others.
    private const int MostInvocations = 256;

    // The steps of a loop that are left for each share, at least.
    private const int ShortestShare = 4;

    // Vec4 that are read before any is used, by a loop that is unrolled and by a row: beyond this registers run out.
    private const int MostAtOnce = 32;
    private const int MostOfRow = 44;

    // More keep a GPU busy without a second dispatch.
    private const int FewResults = 16384;

    // Each is a program to compile and to time.
    private const int MostTiles = 5;

    private readonly ConvolutionGeometry _geometry;
    private readonly GpuLimits _limits;
    private readonly DeviceEstimate _estimate;
    private readonly int _span;

    /// <summary>Considers a convolution.</summary>
    public DeviceCandidates(ConvolutionGeometry geometry, GpuLimits limits)
    {
        _geometry = geometry;
        _limits = limits;
        _estimate = new DeviceEstimate(geometry);
        _span = new ConvolutionWeights(geometry, Epilogue.None).Span;
    }

    private int Places => _geometry.X.Output * _geometry.Y.Output;

    /// <summary>A choice of kernels, the one that should be fastest first.</summary>
    public IReadOnlyList<ConvolutionKernel> All() => (_geometry.IsDepthwise ? DepthwiseOnes() : Matrices()).Distinct().ToArray();

    // The best of each tile, whatever its family, two of each other family, the best of all with other shares and in other groups, and some
    // of which the estimate knows little.
    private IEnumerable<ConvolutionKernel> Matrices()
    {
        ConvolutionKernel[] ranked = Families().SelectMany(Whole).OrderBy(_estimate.Cycles).ToArray();
        ConvolutionKernel first = ranked[0];
        ConvolutionKernel[] tiles = ranked.GroupBy(k => (k.Family, k.Pixels, k.Blocks)).Select(g => g.First()).ToArray();
        ConvolutionKernel[][] families = tiles.GroupBy(k => k.Family).Select(g => g.ToArray()).ToArray();
        ConvolutionKernel[] like = ranked.Where(k => k.Family == first.Family && k.Pixels == first.Pixels && k.Blocks == first.Blocks).ToArray();
        return tiles.Take(MostTiles)
            .Concat(families.SelectMany(family => family.Take(2)))
            .Concat(like.GroupBy(k => k.Shares).Select(g => g.First()).Take(4))
            .Concat(like.Take(4))
            .Concat(SharedTiles())
            .Concat(families.Select(family => family[0]).Where(k => k.Family == ConvolutionKernel.Direct).SelectMany(Split));
    }

    private IEnumerable<string> Families()
    {
        if (_geometry.IsPointwise)
            return new[] { ConvolutionKernel.Pointwise };
        var families = new List<string> { ConvolutionKernel.Direct };
        if (ConvolutionKernel.CanUnrollAll(_geometry))
            families.Insert(0, ConvolutionKernel.Unrolled);
        if (ConvolutionKernel.CanUnroll(_geometry))
            families.Add(ConvolutionKernel.Rows);
        return families;
    }

    private IEnumerable<ConvolutionKernel> Whole(string family) =>
        from tile in Tiles
        where tile.Pixels <= Math.Max(1, Line(family)) && tile.Blocks <= _geometry.Blocks && _geometry.CanMakeTogether(tile.Blocks) && Suits(family, tile.Pixels, tile.Blocks)
        from shares in ShareCounts
        where shares == 1 || _span / shares >= (family == ConvolutionKernel.Pointwise ? ShortestShare : 1)
        from x in GroupWidths
        from y in GroupHeights
        let kernel = new ConvolutionKernel(_geometry, family, tile.Pixels, tile.Blocks, (x, y)) { Shares = shares }
        where Fits(kernel)
        select kernel with { Unroll = UnrollOf(kernel) };

    // Neighbours that make rows of several pixels read far from each other.
    private bool Suits(string family, int pixels, int blocks) => family switch
    {
        ConvolutionKernel.Rows => pixels <= 2 && RowVectors(pixels, blocks) <= MostOfRow,
        ConvolutionKernel.Unrolled => ConvolutionKernel.CanUnrollAll(_geometry, pixels * blocks),
        _ => pixels * blocks <= 8 ? blocks < 4 : Results >= ManyResults,
    };

    private int Results => Places * _geometry.Blocks * _geometry.Batch;

    private int RowVectors(int pixels, int blocks) => _geometry.Lanes * _geometry.X.Kernel * blocks + _geometry.RowOf(pixels);

    private bool Fits(ConvolutionKernel kernel)
    {
        (int x, int y) = kernel.Invocations;
        return (kernel.Group.X < 2 * x || kernel.Group.X == GroupWidths.Min()) && (kernel.Group.Y < 2 * y || kernel.Group.Y == 1)
            && kernel.GroupSize <= Math.Min(MostInvocations, _limits.MaxInvocations)
            // With more than every device has, fewer groups run at once.
            && kernel.Shares <= _limits.MaxLocalZ && kernel.SharedBytes <= Math.Min(GpuLimits.Portable.MaxSharedBytes, _limits.MaxSharedBytes);
    }

    // As many as every share has, where all have as many.
    private int UnrollOf(ConvolutionKernel kernel)
    {
        int cuts = kernel.Splits * kernel.Shares;
        if (kernel.Family is not (ConvolutionKernel.Pointwise or ConvolutionKernel.Direct) || _span % cuts != 0)
            return 1;
        return new[] { 4, 3, 2, 1 }.First(n => n == 1 || (_span / cuts % n == 0 && n * (kernel.Pixels + 4 * kernel.Blocks) <= MostAtOnce));
    }

    // A second dispatch that adds parts up pays where shares of a group are not enough.
    private IEnumerable<ConvolutionKernel> Split(ConvolutionKernel kernel)
    {
        if (Results > FewResults)
            yield break;
        foreach (int splits in new[] { 2, 4 }.Where(splits => _span / splits >= 2 * ShortestShare))
        {
            int shares = kernel.Shares;
            while (shares > 1 && splits * shares > _span)
                shares /= 2;
            ConvolutionKernel split = kernel with { Splits = splits, Shares = shares };
            yield return split with { Unroll = UnrollOf(split) };
        }
    }

    // By tiles in shared memory, 64 pixels x 64 channels or half of either, a group of 128 invocations: nothing shares their sums.
    private IEnumerable<ConvolutionKernel> SharedTiles()
    {
        if (!_geometry.IsPointwise || _geometry.Blocks < 4 || Places < 16 || Results < ManyResults)
            return Array.Empty<ConvolutionKernel>();
        var whole = new ConvolutionKernel(_geometry, ConvolutionKernel.Tiled, 4, 2, (16, 8));
        return new[] { whole, whole with { Pixels = 2, Blocks = 1 } };
    }

    // One pixel an invocation reads neighbouring vec4 in neighbouring lanes, and several rows read less, which pays where there is work for
    // every lane without. Others were never within a tenth of the fastest.
    private IEnumerable<ConvolutionKernel> DepthwiseOnes()
    {
        const int Enough = 1 << 16;
        (int Lines, int Pixels)[] all = { (1, 1), (2, 1), (1, 2), (4, 1), (2, 2) };
        int first = Results >= Enough && _geometry.Y.Stride == 1 ? 2 : 1;
        return all.Where(t => t.Pixels <= Math.Max(1, _geometry.X.Output) && (t.Lines == 1 || (ConvolutionKernel.CanShareLines(_geometry) && _geometry.Y.Output >= t.Lines)))
            .Select(t => new ConvolutionKernel(_geometry, ConvolutionKernel.Depthwise, t.Pixels, 1, default) { Lines = t.Lines }.InGroupsOf(128)).OrderBy(k => k.Lines == first && k.Pixels == 1 ? 0 : 1);
    }

    // The pixels that an invocation can choose from.
    private int Line(string family) => family == ConvolutionKernel.Rows ? _geometry.X.Output : Places;
}
