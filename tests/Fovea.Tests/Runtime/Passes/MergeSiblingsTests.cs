using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Convolutions that read the same map in the same way become one, where their results can be read where they lie.</summary>
public sealed class MergeSiblingsTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w8"] = Random("w8", 8, 5, 1, 1),
        ["v8"] = Random("v8", 8, 5, 1, 1),
        ["w3"] = Random("w3", 3, 5, 1, 1),
        ["w6"] = Random("w6", 6, 5, 1, 1),
        ["k4"] = Random("k4", 4, 5, 3, 3),
        ["k13"] = Random("k13", 13, 5, 3, 3),
        ["s8"] = Random("s8", 8, 8, 1, 1),
        ["k8"] = Random("k8", 8, 8, 3, 3),
        ["b8"] = Random("b8", 8),
        ["b13"] = Random("b13", 13),
        ["three"] = Tensor.Scalar(3f),
        ["six"] = Tensor.Scalar(6f),
        ["slope"] = Random("slope", 8, 1, 1),
    };

    private static readonly long[] Around = { 1, 1, 1, 1 };

    [SkippableFact]
    public void Pointwise_with_and_without_bias_become_one_and_run_in_one_dispatch()
    {
        Graph graph = Heads(new Shape(1, 5, 8, 12), Node("Conv", "x w3", "c"), Node("Conv", "x w8 b8", "a"), Node("Conv", "x v8", "b"));
        Graph after = Merged(graph);
        Assert.Equal(new[] { "Conv", "Split" }, Operators(after).Take(2));
        Assert.Equal(new[] { "a", "b", "c" }, after.Nodes[1].Outputs);
        Assert.Equal(1, Convolutions(graph));
        AssertSame(graph);
    }

    [SkippableFact]
    public void So_do_those_with_a_wider_window_and_the_same_activation()
    {
        Graph graph = Heads(
            new Shape(1, 5, 16, 8),
            Node("Conv", "x k4", "a0", ("pads", Around)), Node("Clip", "a0  six", "a"), Node("Conv", "x k13 b13", "b0", ("pads", Around)), Node("Clip", "b0  six", "b"),
            Node("Conv", "x w8 b8", "c0"), Node("Mul", "c0 three", "c1"), Node("Sigmoid", "c1", "c2"), Node("Mul", "c1 c2", "c3"), Node("Add", "c3 six", "c"));
        Assert.Equal(2, Convolutions(graph));
        AssertSame(graph);
    }

    [SkippableTheory]
    [InlineData("Relu", "Sigmoid")]
    [InlineData("Relu", "Identity")]
    public void Not_where_the_activations_differ(string one, string other)
    {
        Graph graph = Heads(new Shape(1, 5, 8, 12), Node("Conv", "x w8", "a0"), Node(one, "a0", "a"), Node("Conv", "x v8", "b0"), Node(other, "b0", "b"));
        Assert.Equal(2, Convolutions(graph));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Not_where_numbers_of_the_activations_differ_or_are_one_a_channel()
    {
        Graph bounds = Heads(new Shape(1, 5, 8, 12), Node("Conv", "x w8", "a0"), Node("Clip", "a0 three six", "a"), Node("Conv", "x v8", "b0"), Node("Clip", "b0 three", "b"));
        Assert.Equal(2, Convolutions(bounds));
        AssertSame(bounds);
        Graph slopes = Heads(new Shape(1, 5, 8, 12), Node("Conv", "x w8", "a0"), Node("PRelu", "a0 slope", "a"), Node("Conv", "x v8", "b0"), Node("PRelu", "b0 slope", "b"));
        Assert.Equal(2, Convolutions(slopes));
    }

    [SkippableTheory]
    [InlineData(2, 8, 12)] // the parts of one image do not follow each other
    [InlineData(1, 7, 5)] // the second part would begin where not every device can bind a buffer
    public void Not_where_a_part_could_not_be_read_where_it_lies(int batch, int height, int width)
    {
        Graph graph = Heads(new Shape(batch, 5, height, width), Node("Conv", "x w8", "a"), Node("Conv", "x v8", "b"));
        Assert.Equal(2, Convolutions(graph));
        AssertSame(graph);
    }

    /// <summary>Channels that no group of four ends with can only be the last.</summary>
    [SkippableFact]
    public void Of_odd_parts_one_is_merged()
    {
        Graph graph = Heads(new Shape(1, 5, 8, 12), Node("Conv", "x w3", "a"), Node("Conv", "x w8", "b"), Node("Conv", "x w6", "c"));
        Graph after = Merged(graph);
        Assert.Equal(new[] { "b", "c" }, after.Nodes.Single(n => n.Operator == "Split").Outputs);
        Assert.Equal(2, Convolutions(graph));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Not_what_is_written_to_its_place_in_a_concatenation_without_room_for_the_other()
    {
        Graph graph = Build(
            new Shape(1, 5, 8, 12), Constants,
            Node("Conv", "x w8", "a"), Node("Conv", "x v8", "b"), Node("Conv", "b s8", "c"), Node("Concat", "a c", "d", ("axis", 1L)), Node("GlobalMaxPool", "d", "y"));
        // What c is made of would lie where c is written.
        Assert.Equal(3, Convolutions(graph));
        AssertSame(graph);
    }

    /// <summary>The blocks of YOLO: what the other part lies in is free when its piece of the concatenation is made.</summary>
    [SkippableTheory]
    [InlineData("c a", "x")]
    [InlineData("a c", "b")]
    [InlineData("c a", "b")]
    [InlineData("c p a", "x")]
    public void A_piece_of_a_concatenation_is_merged_where_the_other_part_finds_room_beside_it(string pieces, string added)
    {
        Node[] nodes =
        {
            Node("Conv", "x w8", "a0"), Node("Relu", "a0", "a"), Node("Conv", "x v8 b8", "b0"), Node("Relu", "b0", "b"),
            Node("Conv", "b k8", "c0", ("pads", Around)), Node("Conv", "c0 s8", "c1"), added == "b" ? Node("Add", "c1 b", "c") : Node("Tanh", "c1", "c"),
            Node("MaxPool", "c1", "p", ("kernel_shape", new long[] { 3, 3 }), ("pads", Around)),
            Node("Concat", pieces, "d", ("axis", 1L)), Node("GlobalMaxPool", "d", "y"),
        };
        Graph graph = Build(new Shape(1, 5, 8, 12), Constants, nodes.Where(n => n.Outputs[0] != "p" || pieces.Contains('p', System.StringComparison.Ordinal)).ToArray());
        Assert.Equal(3, Convolutions(graph));
        Assert.DoesNotContain(PlanOf(graph).Steps, s => s.Operator == "Concat");
        AssertSame(graph);
    }

    [SkippableFact]
    public void Not_what_reads_another_window_or_another_map()
    {
        Graph strides = Heads(
            new Shape(1, 5, 8, 12), Node("Conv", "x w8", "a", ("strides", new long[] { 2, 2 })), Node("Conv", "x v8", "b"),
            Node("Relu", "x", "r"), Node("Conv", "r w8", "c"));
        Assert.Equal(3, Convolutions(strides));
        AssertSame(strides);
    }

    // Every head is pooled, so that maps of any size join into one result.
    private static Graph Heads(Shape input, params Node[] nodes)
    {
        string[] ends = new[] { "a", "b", "c" }.Where(name => nodes.Any(n => n.Outputs[0] == name)).ToArray();
        return Build(
            input, Constants,
            nodes.Concat(ends.Select(e => Node("GlobalMaxPool", e, e + "/pool"))).Append(Node("Concat", string.Join(" ", ends.Select(e => e + "/pool")), "y", ("axis", 1L))).ToArray());
    }

    private static Graph Merged(Graph graph) => Apply(new MergeSiblings(), graph);

    // How many the plan runs; what is cut is read where it lies, even where buffers are bound at multiples of 256 bytes only.
    private static int Convolutions(Graph graph)
    {
        PlanBlueprint plan = PlanOf(graph, limits: GpuLimits.Portable);
        Assert.DoesNotContain(plan.Steps, s => s.Operator == "Split");
        Assert.Empty(HazardChecker.Check(plan));
        return plan.Steps.Where(s => s.Operator == "Conv").Select(s => s.Label).Distinct().Count();
    }
}
