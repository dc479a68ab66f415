using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Xunit;

namespace Fovea.Tests.Operators.Convolution;

public sealed class ConvVariantTests
{
    [SkippableFact]
    public void One_by_one()
    {
        IReadOnlyCollection<string> ran = VariantTrial.Check(Samples.Images.Zip(new[] { 5, 1, 13, 3, 13 })
            .Select(p => VariantTrial.Of(new OperatorCase("Conv").On(p.First).Weights(p.Second, p.First[1], 1, 1).Weights(p.Second)))
            .Append(VariantTrial.Of(new OperatorCase("Conv").On(2, 70, 5, 7).Weights(75, 70, 1, 1).Weights(75)))
            .Append(VariantTrial.Of(ConvEpilogueTests.Case("silu", 75, 70, 1, 1, constant: true), 3))
            .Append(VariantTrial.Of(ConvEpilogueTests.Case("residual", 13, 70, 1, 1, constant: true), 3)));
        Assert.Contains(ran, name => name.StartsWith("pointwise") && name.Contains("split"));
        Assert.Contains(ran, name => name.StartsWith("pointwise") && name.Contains("x16"));
    }

    /// <summary>
    /// Sums that the invocations of a group share, of as many vec4 each and not, with a turn of the loop for several and for one, in parts
    /// that another dispatch adds up, over a batch.
    /// </summary>
    [SkippableFact]
    public void Shared_sums()
    {
        IReadOnlyCollection<string> ran = VariantTrial.Check(new[]
        {
            new OperatorCase("Conv").Pads(1).On(2, 70, 5, 7).Weights(13, 70, 3, 3).Weights(13),
            new OperatorCase("Conv").Stride(2).Pads(0, 1, 2, 1).On(1, 64, 6, 5).Weights(20, 64, 3, 5).Weights(20),
            new OperatorCase("Conv").On(1, 128, 3, 5).Weights(36, 128, 1, 1),
            new OperatorCase("Conv").Set("group", 2).Pads(1).On(1, 74, 3, 5).Weights(16, 37, 3, 3).Weights(16),
        }.Select(VariantTrial.Of).Append(VariantTrial.Of(ConvEpilogueTests.Case("residual", 13, 66, 3, 1, constant: true), 3)));
        foreach (string family in new[] { "unrolled", "direct", "rows", "pointwise" })
            Assert.Contains(ran, name => Regex.IsMatch(name, $@"^{family} \d+x\d+ by \d+x\d+x\d+"));
        Assert.Contains(ran, name => Regex.IsMatch(name, @"^direct .*x\d+x\d+ .*split"));
        Assert.Contains(ran, name => Regex.IsMatch(name, @"x\d+x\d+ unroll 4"));
    }

    [SkippableFact]
    public void Three_by_three() => VariantTrial.Check(Samples.Images.Zip(new[] { 5, 1, 13, 3, 13 })
        .Select(p => VariantTrial.Of(new OperatorCase("Conv").Pads(1).On(p.First).Weights(p.Second, p.First[1], 3, 3).Weights(p.Second)))
        .Append(VariantTrial.Of(new OperatorCase("Conv").Stride(2).Pads(0, 1, 2, 1).On(2, 5, 9, 11).Weights(6, 5, 3, 3)))
        .Append(VariantTrial.Of(new OperatorCase("Conv").Set("group", 2).Pads(1).On(2, 10, 5, 9).Weights(16, 5, 3, 3).Weights(16))));

    /// <summary>Tiles that stick out of the map, pads of every kind, a batch; F(4x4, 3x3) is a little less exact over many channels.</summary>
    [SkippableFact]
    public void Winograd()
    {
        IReadOnlyCollection<string> ran = VariantTrial.Check(new[]
        {
            new OperatorCase("Conv").Pads(0, 2, 1, 3).On(2, 13, 5, 9).Weights(6, 13, 3, 3).Weights(6),
            new OperatorCase("Conv").On(1, 3, 3, 11).Weights(5, 3, 3, 3),
            new OperatorCase("Conv").Pads(1).On(2, 130, 6, 7).Weights(9, 130, 3, 3).Weights(9),
        }.Select(x => VariantTrial.Of(x) with { Tolerance = name => name.StartsWith("winograd F(4,3)") ? 3e-5 : 1e-5 }));
        Assert.Contains(ran, name => name.StartsWith("winograd F(2,3)"));
        Assert.Contains(ran, name => name.StartsWith("winograd F(4,3)"));
    }

    [SkippableTheory]
    [MemberData(nameof(ConvEpilogueTests.Tails), MemberType = typeof(ConvEpilogueTests))]
    public void Three_by_three_with_an_epilogue(string tail) =>
        VariantTrial.Check(new[] { VariantTrial.Of(ConvEpilogueTests.Case(tail, 13, 5, 3, 1, constant: true), 3) with { Keep = "winograd" } });

    [SkippableFact]
    public void Depthwise()
    {
        IReadOnlyCollection<string> ran = VariantTrial.Check(Samples.Images.Where(x => x[1] > 1)
            .Zip(new[] { (3, 3, 1, 1), (5, 5, 2, 1), (3, 3, 2, 1), (3, 3, 1, 2) }, (x, k) =>
                VariantTrial.Of(new OperatorCase("Conv").Set("group", x[1]).Stride(k.Item3).Dilation(k.Item4).Pads(2, 4, 3, 4)
                    .On(x).Weights(x[1], 1, k.Item1, k.Item2).Weights(x[1])))
            .Append(VariantTrial.Of(ConvEpilogueTests.Case("residual", 5, 5, 3, 5, constant: true), 3)));
        Assert.Contains(ran, name => name.StartsWith("depthwise 4x"));
    }

    [SkippableFact]
    public void Transposed() => VariantTrial.Check(new[]
    {
        VariantTrial.Of(new OperatorCase("ConvTranspose").Stride(2).Pads(1).On(2, 5, 4, 6).Weights(5, 13, 3, 3).Weights(13)),
        VariantTrial.Of(new OperatorCase("ConvTranspose").Set("group", 5).Stride(2).On(1, 5, 3, 5).Weights(5, 1, 2, 2)),
    });

    [SkippableFact]
    public void Weights_that_only_a_run_brings() => VariantTrial.Check(new[]
    {
        VariantTrial.Of(new OperatorCase("Conv").Pads(1).On(2, 5, 6, 7).On(13, 5, 3, 3).On(13)),
        VariantTrial.Of(new OperatorCase("Conv").On(2, 66, 6, 7).On(20, 66, 1, 1).On(20)),
    });

    /// <summary>As a cache on disk may hold one that an older version had.</summary>
    [Fact]
    public void A_name_that_is_not_offered_is_passed_over()
    {
        Graph graph = new OperatorCase("Conv").On(1, 5, 6, 7).Weights(6, 5, 3, 3).Build().Graph;
        var infos = ShapeInference.Infer(graph, new Dictionary<string, Shape>(), OperatorRegistry.Default);
        KernelSite Site(string? wanted)
        {
            var options = new PlannerOptions();
            KernelSite site = Assert.Single(Plan(options).Sites);
            return wanted is null ? site : Assert.Single(Plan(options with { Kernels = new Dictionary<string, string> { [site.Key] = wanted } }).Sites);
        }

        PlanBlueprint Plan(PlannerOptions options) =>
            Planner.Plan(graph, infos, OperatorRegistry.Default, GpuLimits.Portable, options);

        KernelSite given = Site(null);
        Assert.Equal(given.Chosen, Site("no such kernel").Chosen);
        Assert.Equal(given.Variants[1], Site(given.Variants[1]).Chosen);
    }
}
