using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fovea.Scenes;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;
using Xunit;

namespace Fovea.Tests.Scenes.Samplers;

/// <summary>Means, spreads and bounds against the distributions' mathematics, within five standard errors.</summary>
public sealed class SamplerTests
{
    private const int Count = 20000;

    [Theory]
    [InlineData("4.5", 4.5, 0, 4.5, 4.5)]
    [InlineData("[2, 6]", 4, 1.1547, 2, 6)]
    [InlineData("{ \"uniform\": [-1, 1] }", 0, 0.57735, -1, 1)]
    [InlineData("{ \"normal\": [10, 2, 100] }", 10, 2, -190, 210)]
    [InlineData("{ \"normal\": [10, 2] }", 10, 1.97329, 4, 16)] // variance 1 - 2 c phi(c) / (2 Phi(c) - 1), c = 3
    [InlineData("{ \"logUniform\": [1, 100] }", 21.4976, 24.988, 1, 100)] // mean (b - a) / ln(b/a)
    [InlineData("{ \"choice\": [1, 5] }", 3, 2, 1, 5)]
    [InlineData("{ \"choice\": [1, 5], \"weights\": [3, 1] }", 2, 1.73205, 1, 5)]
    [InlineData("{ \"curve\": [0, 0, 1, 2] }", 0.66667, 0.2357, 0, 1)]
    [InlineData("{ \"curve\": [0, 0, 1, 1, 3, 1, 4, 0] }", 2, 0.91287, 0, 4)] // trapezoid 0, 1, 3, 4
    public void Has_the_mean_and_the_spread_of_its_distribution(string json, double mean, double deviation, double least, double most)
    {
        double[] all = Draw(Read(json)).ToArray();
        Assert.InRange(all.Min(), least, most);
        Assert.InRange(all.Max(), least, most);
        double found = all.Average(), spread = Math.Sqrt(all.Average(x => (x - found) * (x - found)));
        Assert.InRange(found, mean - (5 * deviation / Math.Sqrt(Count)) - 1e-4, mean + (5 * deviation / Math.Sqrt(Count)) + 1e-4);
        Assert.InRange(spread, (deviation * 0.96) - 1e-9, (deviation * 1.04) + 1e-9);
    }

    [Theory]
    [InlineData("[6, 2]", "least")]
    [InlineData("[1]", "[least, most]")]
    [InlineData("\"much\"", "uniform")]
    [InlineData("{ \"gauss\": [1, 2] }", "no sampler 'gauss'")]
    [InlineData("{ \"normal\": [1, -2] }", "deviation")]
    [InlineData("{ \"logUniform\": [0, 2] }", "more than 0")]
    [InlineData("{ \"choice\": [] }", "nothing to choose")]
    [InlineData("{ \"choice\": [1, 2], \"weights\": [1] }", "1 weights")]
    [InlineData("{ \"choice\": [1, 2], \"weights\": [0, 0] }", "one of them is more")]
    [InlineData("{ \"curve\": [1, 2, 0, 3] }", "left to right")]
    [InlineData("{ \"curve\": [1, 2, 3] }", "pairs")]
    [InlineData("{ \"uniform\": [1, \"x\"] }", "no number")]
    [InlineData("{ \"uniform\": [0, 1], \"normal\": [0, 1] }", "was expected")]
    public void Says_what_makes_no_sense(string json, string hint)
    {
        var e = Assert.Throws<SceneException>(() => Read(json));
        Assert.Contains("line 1", e.Message, StringComparison.Ordinal);
        Assert.Contains("angle", e.Message, StringComparison.Ordinal);
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Draw(Sampler sampler)
    {
        for (int i = 0; i < Count; i++)
        {
            var random = new CounterRandom(1, i, "entity", "angle");
            yield return sampler.Sample(ref random);
        }
    }

    private static Sampler Read(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($$"""{ "angle": {{json}} }""");
        using var document = JsonDocument.Parse(bytes);
        return new SceneFields(new FieldLayer(document.RootElement, bytes, "scene.json", "$")).Sampler("angle", "")!;
    }
}
