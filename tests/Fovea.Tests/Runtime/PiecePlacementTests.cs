using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>What is concatenated is written in its place; what is cut out is read where it lies.</summary>
public sealed class PiecePlacementTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w8"] = Random("w8", 8, 5, 1, 1),
        ["v8"] = Random("v8", 8, 5, 1, 1),
        ["w16"] = Random("w16", 16, 5, 1, 1),
        ["s8"] = Random("s8", 8, 8, 1, 1),
        ["k8"] = Random("k8", 8, 8, 3, 3),
        ["8,8"] = Tensor.Vector(8L, 8),
        ["w6"] = Random("w6", 6, 5, 3, 3),
        ["w14"] = Random("w14", 3, 14, 1, 1),
        ["w3"] = Random("w3", 3, 5, 1, 1),
        ["8,6"] = Tensor.Vector(8L, 6),
        ["4"] = Tensor.Vector(4L),
        ["12"] = Tensor.Vector(12L),
        ["axis1"] = Tensor.Vector(1L),
        ["1,-1,2"] = Tensor.Vector(1L, -1, 2),
    };

    [SkippableTheory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    public void Producers_write_at_a_channel_offset_where_a_batch_is_one_image(int batch, int copies)
    {
        Graph graph = Build(
            new Shape(batch, 5, 6, 7), Constants,
            Node("Conv", "x w8", "a"), Node("Conv", "x w6", "b0", ("pads", new long[] { 1, 1, 1, 1 })), Node("Relu", "b0", "b"),
            Node("Concat", "a b", "c", ("axis", 1L)), Node("Conv", "c w14", "y"));
        PlanBlueprint plan = PlanOf(graph);
        Assert.Equal(3 + copies, plan.Steps.Count(s => s.Shader.Contains("convolution", System.StringComparison.Ordinal) || IsCopy(s)));
        Assert.Empty(HazardChecker.Check(plan));
        AssertSame(graph);
    }

    [SkippableFact]
    public void A_piece_that_starts_inside_a_vec4_or_where_no_buffer_can_be_bound_is_copied()
    {
        Graph inside = Build(
            new Shape(1, 5, 6, 7), Constants,
            Node("Conv", "x w6", "a", ("pads", new long[] { 1, 1, 1, 1 })), Node("Conv", "x w8", "b"),
            Node("Concat", "a b", "c", ("axis", 1L)), Node("Conv", "c w14", "y"));
        Assert.Contains(PlanOf(inside).Steps, IsCopy);
        AssertSame(inside);

        Graph aligned = Build(
            new Shape(1, 5, 6, 7), Constants,
            Node("Conv", "x w8", "a"), Node("Conv", "x w6", "b", ("pads", new long[] { 1, 1, 1, 1 })),
            Node("Concat", "a b", "c", ("axis", 1L)), Node("Conv", "c w14", "y"));
        Assert.DoesNotContain(PlanOf(aligned).Steps, IsCopy);
        // 2 x 6 x 7 vec4 are 1344 bytes, which 256 does not divide.
        Assert.Contains(PlanOf(aligned, limits: GpuLimits.Portable).Steps, IsCopy);
        AssertSame(aligned);
    }

    [SkippableFact]
    public void A_value_that_is_concatenated_twice_is_right_in_both_places()
    {
        AssertSame(Build(
            new Shape(1, 5, 4, 4), Constants,
            Node("Conv", "x w8", "a"), Node("Concat", "a a", "twice", ("axis", 1L)), Node("Concat", "twice a", "thrice", ("axis", 1L)),
            Node("Relu", "thrice", "r"), Node("Concat", "a r", "y", ("axis", 1L))));
    }

    [SkippableFact]
    public void Concatenations_of_concatenations_and_of_reshaped_maps_copy_nothing()
    {
        Graph graph = Build(
            new Shape(1, 5, 4, 4), Constants,
            Node("Conv", "x w8", "a"), Transpose("a", "at", 0, 2, 3, 1), Node("Reshape", "at 1,-1,2", "ar"),
            Node("Conv", "x v8", "b"), Transpose("b", "bt", 0, 2, 3, 1), Node("Reshape", "bt 1,-1,2", "br"),
            Node("Concat", "ar br", "ab", ("axis", 1L)), Node("Relu", "ab", "c"), Node("Concat", "ab c", "y", ("axis", 1L)));
        PlanBlueprint plan = PlanOf(graph);
        Assert.DoesNotContain(plan.Steps, IsCopy);
        Assert.Empty(HazardChecker.Check(plan));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Pieces_that_are_split_or_sliced_off_are_read_where_they_lie()
    {
        Graph graph = Build(
            new Shape(1, 14, 6, 7), Constants,
            Node("Exp", "x", "e"), Node("Split", "e 8,6", "p q", ("axis", 1L)), Node("Slice", "e 4 12 axis1", "s"),
            Node("Neg", "p", "np"), Node("Abs", "s", "as"), Node("Add", "np as", "sum"), Node("Concat", "sum q", "y", ("axis", 1L)));
        Assert.DoesNotContain(PlanOf(graph).Steps, s => s.Shader.EndsWith("strided.comp", System.StringComparison.Ordinal));
        AssertSame(graph);
    }

    /// <summary>As YOLOv8's blocks do: both parts, and what is made of the second.</summary>
    [SkippableFact]
    public void What_is_cut_into_pieces_of_a_concatenation_is_made_there()
    {
        Graph graph = Build(
            new Shape(1, 5, 6, 8), Constants,
            Node("Conv", "x w16", "m"), Node("Split", "m 8,8", "a b", ("axis", 1L)), Node("Conv", "b s8", "c0"), Node("Add", "c0 b", "c"),
            Node("Concat", "a b c", "d", ("axis", 1L)), Node("GlobalMaxPool", "d", "y"));
        PlanBlueprint plan = PlanOf(graph);
        Assert.Equal(2, plan.Steps.Count(s => s.Operator == "Conv"));
        Assert.DoesNotContain(plan.Steps, s => s.Operator is "Split" or "Concat");
        Assert.Empty(HazardChecker.Check(plan));
        AssertSame(graph);
    }

    /// <summary>A part is written over only when nobody reads it any more; else what is concatenated is copied.</summary>
    [SkippableTheory]
    [InlineData("Conv", "b s8", 0)]
    [InlineData("Conv", "c s8", 1)] // made of the part itself, at other places than it is read
    [InlineData("Add", "b c", 1)]
    [InlineData("Relu", "c", 1)]
    public void Not_where_a_part_is_still_read_when_its_place_is_taken(string op, string inputs, int copies)
    {
        Graph graph = Build(
            new Shape(1, 5, 6, 8), Constants,
            Node("Conv", "x w16", "m"), Node("Split", "m 8,8", "c a", ("axis", 1L)), Node("Conv", "c k8", "b", ("pads", new long[] { 1, 1, 1, 1 })),
            Node(op, inputs, "e"), Node("Concat", "e a", "d", ("axis", 1L)), Node("GlobalMaxPool", "d", "f"), Node("GlobalMaxPool", "b", "g"),
            Node("Concat", "f g", "y", ("axis", 1L)));
        PlanBlueprint plan = PlanOf(graph);
        Assert.Equal(copies, plan.Steps.Count(s => IsCopy(s) && s.Operator == "Concat" && s.Bindings[0].Tensor.Shape.Count > 8));
        Assert.Empty(HazardChecker.Check(plan));
        AssertSame(graph);
    }

    private static bool IsCopy(PlanStep step) => step.Shader.StartsWith("operators/movement/", System.StringComparison.Ordinal) &&
        (step.Shader.EndsWith("piece.comp", System.StringComparison.Ordinal) || step.Shader.EndsWith("lanes.comp", System.StringComparison.Ordinal) ||
         step.Shader.EndsWith("/copy.comp", System.StringComparison.Ordinal));
}
