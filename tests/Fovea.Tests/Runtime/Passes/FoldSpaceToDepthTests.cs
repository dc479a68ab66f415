using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Squares of pixels that become channels go into the convolution that reads them.</summary>
public sealed class FoldSpaceToDepthTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w"] = Random("w", 5, 12, 3, 3),
        ["wide"] = Random("wide", 5, 12, 5, 5),
        ["b"] = Random("b", 5),
        ["0"] = Tensor.Vector(0L),
        ["1"] = Tensor.Vector(1L),
        ["2"] = Tensor.Vector(2L),
        ["end"] = Tensor.Vector(long.MaxValue),
        ["rows"] = Tensor.Vector(2L),
        ["columns"] = Tensor.Vector(3L),
    };

    [SkippableTheory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public void Slices_at_every_offset_become_a_stride(long stride, long pad)
    {
        Graph graph = Focus(new Shape(2, 3, 10, 14), Node("Conv", "f w b", "y", ("strides", new[] { stride, stride }), ("pads", new[] { pad, pad, pad, 0 })));
        Graph after = new DropUnread().Apply(Apply(new FoldSpaceToDepth(), graph), Context(graph));
        Assert.Equal(new[] { "Conv" }, Operators(after));
        Assert.Equal(new[] { 2 * stride, 2 * stride }, after.Nodes[0].Attributes.Ints("strides"));
        AssertSame(graph);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void So_does_the_operator(int channels)
    {
        Graph graph = Build(
            new Shape(1, channels, 8, 10), new Dictionary<string, Tensor> { ["k"] = Random("k", 4, 4 * channels, 3, 2) },
            Node("SpaceToDepth", "x", "s", ("blocksize", 2L)), Node("Conv", "s k", "y", ("pads", new long[] { 1, 0, 1, 1 })));
        Assert.Equal(new[] { "Conv" }, Operators(new DropUnread().Apply(Apply(new FoldSpaceToDepth(), graph), Context(graph))));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Not_for_kernels_that_would_be_too_wide_or_where_others_read_the_squares()
    {
        Graph wide = Focus(new Shape(1, 3, 12, 14), Node("Conv", "f wide b", "y"));
        Assert.Contains("Concat", Operators(Apply(new FoldSpaceToDepth(), wide)));
        Graph shared = Focus(new Shape(1, 3, 10, 14), Node("Conv", "f w b", "c"), Node("GlobalMaxPool", "f", "g"), Node("GlobalMaxPool", "c", "h"), Node("Concat", "g h", "y", ("axis", 1L)));
        Assert.Equal(Operators(shared), Operators(Apply(new FoldSpaceToDepth(), shared)));
        AssertSame(shared);
    }

    [SkippableFact]
    public void Not_for_slices_that_leave_a_place_out()
    {
        Graph graph = Build(
            new Shape(1, 3, 10, 14), Constants,
            Pick("x", "r0", "0", "rows"), Pick("r0", "p00", "0", "columns"), Pick("x", "r1", "1", "rows"), Pick("r1", "p10", "0", "columns"),
            Pick("r0", "p01", "1", "columns"), Node("Concat", "p00 p10 p01 p10", "f", ("axis", 1L)), Node("Conv", "f w", "y"));
        Assert.Contains("Concat", Operators(Apply(new FoldSpaceToDepth(), graph)));
        AssertSame(graph);
    }

    // Rows and then columns, as exporters write it, in YOLOX's order.
    private static Graph Focus(Shape input, params Node[] behind) => Build(
        input, Constants,
        new[]
        {
            Pick("x", "r0", "0", "rows"), Pick("r0", "p00", "0", "columns"), Pick("x", "r1", "1", "rows"), Pick("r1", "p10", "0", "columns"),
            Pick("r0", "p01", "1", "columns"), Pick("r1", "p11", "1", "columns"), Node("Concat", "p00 p10 p01 p11", "f", ("axis", 1L)),
        }.Concat(behind).ToArray());

    private static Node Pick(string from, string to, string start, string axes) => Node("Slice", $"{from} {start} end {axes} 2", to);
}
