using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>The size of the terms of a sum is what the sum of their sizes is: what the operator makes of absolute values.</summary>
public sealed class RoundingFloorTests
{
    private static readonly double Epsilon = Math.Pow(2, -23);

    public static IEnumerable<object[]> Sums()
    {
        OperatorCase[] cases =
        {
            new OperatorCase("Conv").On(Sizes(2, 3, 7, 5)).Constant(Sizes(5, 3, 3, 3)).Constant(Sizes(5)),
            new OperatorCase("Conv").Set("group", 3).On(Sizes(1, 3, 7, 5)).Constant(Sizes(6, 1, 3, 1)),
            new OperatorCase("ConvTranspose").On(Sizes(2, 3, 7, 5)).Constant(Sizes(3, 5, 3, 3)),
            new OperatorCase("MatMul").On(Sizes(2, 3, 13)).Constant(Sizes(2, 13, 5)),
            new OperatorCase("MatMul").On(Sizes(3, 13)).Constant(Sizes(13)),
            new OperatorCase("Gemm").On(Sizes(3, 13)).Constant(Sizes(13, 5)).Constant(Sizes(5)),
            new OperatorCase("Gemm").Set("transB", 1).On(Sizes(3, 13)).Constant(Sizes(5, 13)),
            new OperatorCase("ReduceSum").On(Sizes(3, 5, 7)).Constant(1),
            new OperatorCase("ReduceMean").On(Sizes(3, 5, 7)).Constant(1),
            new OperatorCase("Add").On(Sizes(3, 5)).On(Sizes(1, 5)),
            new OperatorCase("AveragePool").Kernel(3).On(Sizes(1, 3, 7, 5)),
        };
        return cases.Select(c => new object[] { c });
    }

    [SkippableTheory]
    [MemberData(nameof(Sums))]
    public void A_sum_is_as_exact_as_its_terms(OperatorCase sum)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        Model model = sum.Build();
        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(model);
        Tensor output = runner.Run(sum.Feeds)["y0"];
        double largest = output.ToDoubles().Max(), terms = FloorOf(model, output, sum.Feeds) / Epsilon;
        // Half of the terms' largest sum may stand in one operand alone; and not all terms are as large as the largest.
        Assert.InRange(terms, 0.499 * largest, 4 * largest);
    }

    [Fact]
    public void A_product_of_two_is_as_exact_as_itself()
    {
        Model model = new OperatorCase("Mul").On(1000, 3).Constant(Tensor.Scalar(1e-6f)).Build();
        Assert.Equal(Epsilon * 2e-6, FloorOf(model, Tensor.Vector(-2e-6f, 1e-6f), new Dictionary<string, Tensor> { ["x0"] = Tensor.Vector(-2f, 1f) }), 1e-17);
    }

    [Fact]
    public void Whole_numbers_have_no_rounding_and_infinities_no_size()
    {
        Model model = new OperatorCase("Add").On(3).On(3).Build();
        var feeds = new Dictionary<string, Tensor> { ["x0"] = Tensor.Vector(float.PositiveInfinity, float.NaN, 2f), ["x1"] = Tensor.Vector(1f, 1f, 1f) };
        Assert.Equal(2 * Epsilon, FloorOf(model, Tensor.Vector(1f, 1f, 1f), feeds));
        Assert.Equal(0, FloorOf(model, Tensor.Vector(1L, 1L, 1L), feeds));
    }

    // Positive numbers, so that the operator gives the sum of their sizes.
    private static Tensor Sizes(params int[] dims) => Tensor.Of<float>(new Shape(dims), Samples.Floats(new Shape(dims), 1).ToSingles().Select(v => MathF.Abs(v) + 0.5f).ToArray());

    private static double FloorOf(Model model, Tensor output, IReadOnlyDictionary<string, Tensor> feeds) =>
        RoundingFloor.Of(model.Graph.Nodes[0], output, name => feeds.TryGetValue(name, out Tensor? feed) ? feed : model.Graph.Constants.GetValueOrDefault(name));
}
