using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>What is concatenated and then transposed is written once, to where it ends.</summary>
public sealed class AssemblePiecesTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w5"] = Random("w5", 5, 3, 1, 1),
        ["v5"] = Random("v5", 5, 3, 1, 1),
        ["w1"] = Random("w1", 1, 3, 1, 1),
        ["w4"] = Random("w4", 4, 3, 3, 3),
        ["v1"] = Random("v1", 1, 3, 3, 3),
        ["u5"] = Random("u5", 5, 3, 3, 3),
        ["2,10,-1"] = Tensor.Vector(2L, 10, -1),
        ["none"] = Tensor.Of<float>(new Shape(2, 1, 6, 7), new float[84]),
    };

    // Boxes, objectness and classes of two scales, as YOLOX puts them together.
    private static readonly Node[] Heads =
    {
        Node("Conv", "x w4", "b1", ("pads", new[] { 1L, 1, 1, 1 })), Node("Conv", "x w1", "o1"), Node("Conv", "x w5", "c1"),
        Node("Concat", "b1 o1 c1", "h1", ("axis", 1L)), Node("Reshape", "h1 2,10,-1", "r1"),
        Node("MaxPool", "x", "p", ("kernel_shape", new[] { 3L, 3 }), ("strides", new[] { 2L, 2 })),
        Node("Conv", "p w4", "b2", ("pads", new[] { 1L, 1, 1, 1 })), Node("Conv", "p w1", "o2"), Node("Conv", "p v5", "c2"),
        Node("Concat", "b2 o2 c2", "h2", ("axis", -3L)), Node("Reshape", "h2 2,10,-1", "r2"),
        Node("Concat", "r1 r2", "all", ("axis", 2L)),
    };

    [SkippableFact]
    public void Heads_of_a_detector_are_written_to_their_rows()
    {
        Graph graph = Build(new Shape(2, 3, 6, 7), Constants, Heads.Append(Transpose("all", "y", 0, 2, 1)).ToArray());
        Graph after = Apply(new DropUnread(), Apply(new AssemblePieces(), graph));
        Assert.Equal(
            new[] { "Conv", "Conv", "Conv", "MaxPool", "Conv", "Conv", "Conv", "Assemble" }, Operators(after));
        PlanBlueprint plan = PlanOf(graph);
        Assert.Equal(6, plan.Steps.Count(s => s.Shader.Contains("/movement/")));
        Assert.All(plan.Steps.Where(s => s.Shader.Contains("/movement/")), s => Assert.Equal("operators/movement/assemble.comp", s.Shader));
        Assert.Empty(HazardChecker.Check(plan));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Maps_with_channels_last_too()
    {
        Graph graph = Build(
            new Shape(2, 3, 6, 7), Constants, Node("Conv", "x w5", "a"), Node("Conv", "x w1", "b"), Node("Concat", "a b a", "c", ("axis", 1L)), Transpose("c", "y", 0, 2, 3, 1));
        Assert.Contains("Assemble", Operators(Apply(new AssemblePieces(), graph)));
        AssertSame(graph);
    }

    /// <summary>A value that somebody else reads is made whole, and what goes into it is no piece.</summary>
    [SkippableFact]
    public void What_is_read_elsewhere_is_one_piece()
    {
        Graph graph = Build(
            new Shape(2, 3, 6, 7), Constants,
            Node("Conv", "x w5", "a"), Node("Conv", "x w1", "b"), Node("Concat", "a b", "ab", ("axis", 1L)), Node("Concat", "ab b", "c", ("axis", 1L)),
            Transpose("c", "t", 0, 2, 3, 1), Node("ReduceMax", "ab", "m"), Node("Add", "t m", "y"));
        // The transposition's reader works on packed maps, if it can.
        Assert.DoesNotContain("Assemble", Operators(Apply(new AssemblePieces(), graph)));
        AssertSame(graph);

        Graph ends = Build(
            new Shape(2, 3, 6, 7), Constants,
            Node("Conv", "x w5", "a"), Node("Conv", "x w1", "b"), Node("Concat", "a b", "ab", ("axis", 1L)), Node("Exp", "ab", "e"), Node("Concat", "ab e", "c", ("axis", 1L)),
            Transpose("c", "y", 0, 2, 3, 1));
        Assert.Equal(new[] { "ab", "e" }, Apply(new AssemblePieces(), ends).Nodes.Single(n => n.Operator == "Assemble").Inputs);
        AssertSame(ends);
    }

    [SkippableTheory]
    [InlineData("a none")]
    [InlineData("none a")]
    public void Constants_stay_concatenated(string pieces)
    {
        Graph graph = Build(new Shape(2, 3, 6, 7), Constants, Node("Conv", "x w5", "a"), Node("Concat", pieces, "c", ("axis", 1L)), Transpose("c", "y", 0, 2, 3, 1));
        Assert.Same(graph, Apply(new AssemblePieces(), graph));
        AssertSame(graph);
    }
}
