using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Operators.Elementwise;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Operators.Elementwise.Accuracy;

/// <summary>Every row of the element-wise table keeps the accuracy that it states, over the whole range of floats.</summary>
public sealed class AccuracyTests
{
    private const int Density = 8;

    // One context for each API. Touched on the GL thread only.
    private static readonly Dictionary<GlApi, GpuContext> Contexts = new();

    /// <summary>Every row and variant.</summary>
    public static TheoryData<string> Titles
    {
        get
        {
            var titles = new TheoryData<string>();
            foreach (AccuracyCase measured in AccuracyCases.All)
                titles.Add(measured.Title);
            return titles;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Titles))]
    public void Is_as_stated(string title)
    {
        AccuracyCase measured = AccuracyCases.All.Single(c => c.Title == title);
        var meter = new AccuracyMeter(measured, Density);
        var results = new List<(string Where, AccuracyResult Result)> { ("host", meter.OnHost()) };
        foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            results.Add((api.ToString(), GlThread.Run(api, gl => meter.OnGpu(ContextOf(api, gl)))));
        string[] faults = results.Where(r => !(r.Result.Ulps <= measured.Accuracy.MaxUlps))
            .Select(r => $"{r.Where}: {r.Result.Ulps} ulp at {r.Result.Where}").ToArray();
        Assert.True(faults.Length == 0, $"{title} states {measured.Accuracy}, but is off by\n{string.Join("\n", faults)}");
    }

    [Fact]
    public void Every_row_is_measured_or_takes_no_floats()
    {
        IEnumerable<string> measured = AccuracyCases.All.Select(c => c.Operator.Operator);
        IEnumerable<string> bare = ElementwiseTable.Rows.Where(r => ReferenceEquals(r.Accuracy, ElementwiseAccuracy.NoFloats)).Select(r => r.Operator);
        Assert.Equal(new[] { "And", "BitShift", "BitwiseAnd", "BitwiseNot", "BitwiseOr", "BitwiseXor", "Not", "Or", "Xor" }, bare.Order());
        Assert.Empty(ElementwiseTable.Rows.Select(r => r.Operator).Except(measured).Except(bare));
    }

    [Fact]
    public void The_documentation_says_the_same()
    {
        string[] lines = File.ReadAllLines(Path.Combine(TestFiles.Root, "docs", "accuracy.md"));
        string[] documented = lines.Where(line => line.StartsWith("| ") && line.Contains(" | "))
            .Select(line => line.Split('|')).Select(cells => $"{cells[1].Trim()}: {cells[2].Trim()}").Where(line => line != "operator: bound").ToArray();
        Assert.Equal(AccuracyCases.All.Select(c => $"{c.Title}: {c.Accuracy}"), documented);
    }

    // Values from Python's math.erf and math.erfc.
    [Theory]
    [InlineData(0.1, 0.1124629160182849, 0.8875370839817152)]
    [InlineData(0.5, 0.5204998778130465, 0.4795001221869535)]
    [InlineData(1.9, 0.9927904292352575, 0.0072095707647425325)]
    [InlineData(2.1, 0.997020533343667, 0.002979466656332984)]
    [InlineData(-3, -0.9999779095030014, 1.9999779095030015)]
    [InlineData(6.5, 1, 3.8421483271206475e-20)]
    [InlineData(9.3, 1, 1.6532441840301348e-39)]
    public void The_error_function_is_as_it_should_be_on_the_host(double x, double erf, double erfc)
    {
        foreach (Func<double, double> function in new Func<double, double>[] { HostMath.Erf, ReferenceMath.Erf })
            Assert.Equal(1, function(x) / erf, 1e-13);
        foreach (Func<double, double> function in new Func<double, double>[] { HostMath.Erfc, ReferenceMath.Erfc })
            Assert.Equal(1, function(x) / erfc, 1e-11);
    }

    private static GpuContext ContextOf(GlApi api, Silk.NET.OpenGL.GL gl)
    {
        if (!Contexts.TryGetValue(api, out GpuContext? context))
            Contexts[api] = context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        return context;
    }
}
