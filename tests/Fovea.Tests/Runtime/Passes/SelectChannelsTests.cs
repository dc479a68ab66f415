using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Shuffled channels become one move a result, however they are written.</summary>
public sealed class SelectChannelsTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["5d"] = Tensor.Vector<long>(2, 2, 5, 6, 7),
        ["grouped"] = Tensor.Vector<long>(2, 5, 2, 6, 7),
        ["4d"] = Tensor.Vector<long>(2, 10, 6, 7),
        ["3,7"] = Tensor.Vector<long>(3, 7),
        ["flat"] = Tensor.Vector<long>(5, 2, 42),
        ["back"] = Tensor.Vector<long>(2, -1, 5, 6, 7),
        ["zero"] = Tensor.Scalar(0L),
        ["one"] = Tensor.Scalar(1L),
        ["w5"] = Random("w5", 5, 10, 1, 1),
        ["from"] = Tensor.Vector(2L),
        ["to"] = Tensor.Vector(9L),
        ["axis1"] = Tensor.Vector(1L),
    };

    [SkippableFact]
    public void A_shuffle_between_five_axes_with_a_concatenation_before_and_a_split_behind()
    {
        Graph graph = Build(
            new Shape(2, 10, 6, 7), Constants,
            Node("Conv", "x w5", "a"), Node("Exp", "a", "e"), Node("Concat", "a e", "c", ("axis", 1L)), Node("Reshape", "c 5d", "r"), Transpose("r", "t", 0, 2, 1, 3, 4),
            Node("Reshape", "t 4d", "s"), Node("Split", "s 3,7", "p q", ("axis", 1L)), Node("MaxPool", "p", "mp", ("kernel_shape", new long[] { 2, 2 })),
            Node("MaxPool", "q", "mq", ("kernel_shape", new long[] { 2, 2 })), Node("Concat", "mp mq", "y", ("axis", 1L)));
        Graph after = new DropUnread().Apply(Apply(new SelectChannels(), graph), Context(graph));
        Assert.Equal(new[] { "Conv", "Exp", "ChannelSelect", "ChannelSelect", "MaxPool", "MaxPool", "Concat" }, Operators(after));
        Assert.Equal(new long[] { 0, 5, 1 }, after.Nodes[2].Attributes.Ints("channels"));
        Assert.DoesNotContain(PlanOf(graph).Steps, s => s.Shader.EndsWith("strided.comp", System.StringComparison.Ordinal));
        AssertSame(graph);
    }

    [SkippableFact]
    public void A_shuffle_that_drops_the_batch_and_picks_halves()
    {
        Graph graph = Build(
            new Shape(1, 10, 6, 7), Constants,
            Node("Exp", "x", "e"), Node("Reshape", "e flat", "r"), Transpose("r", "t", 1, 0, 2), Node("Reshape", "t back", "b"),
            Node("Gather", "b zero", "p", ("axis", 0L)), Node("Gather", "b one", "q", ("axis", 0L)), Node("MaxPool", "p", "mp", ("kernel_shape", new long[] { 2, 2 })),
            Node("MaxPool", "q", "mq", ("kernel_shape", new long[] { 2, 2 })), Node("Concat", "mq mp", "y", ("axis", 1L)));
        Graph after = new DropUnread().Apply(Apply(new SelectChannels(), graph), Context(graph));
        Assert.Equal(2, after.Nodes.Count(n => n.Operator == "ChannelSelect"));
        Assert.DoesNotContain("Transpose", Operators(after));
        AssertSame(graph);
    }

    [SkippableFact]
    public void A_slice_of_a_shuffle_that_starts_and_ends_inside_a_group()
    {
        AssertSame(Build(
            new Shape(2, 10, 6, 7), Constants,
            Node("Exp", "x", "e"), Node("Reshape", "e grouped", "r"), Transpose("r", "t", 0, 2, 1, 3, 4), Node("Reshape", "t 4d", "s"),
            Node("Slice", "s from to axis1", "p"), Node("MaxPool", "p", "y", ("kernel_shape", new long[] { 2, 2 }))));
    }

    [SkippableFact]
    public void What_moves_pixels_stays()
    {
        Graph graph = Build(new Shape(1, 6, 6, 6), Constants, Node("Exp", "x", "e"), Transpose("e", "t", 0, 1, 3, 2), Node("MaxPool", "t", "y", ("kernel_shape", new long[] { 2, 2 })));
        Assert.Equal(Operators(graph), Operators(Apply(new SelectChannels(), graph)));
        AssertSame(graph);
    }
}
