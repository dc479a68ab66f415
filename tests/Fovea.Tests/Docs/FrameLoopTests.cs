using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Docs;

/// <summary>The loop of docs/frame-loop.md is what this assembly compiles, and it runs.</summary>
public sealed class FrameLoopTests
{
    [SkippableTheory, InlineData(GlApi.OpenGL), InlineData(GlApi.OpenGLES)]
    public void The_loop_loads_and_then_runs_again_and_again(GlApi api) => GlThread.Run(api, gl =>
    {
        Model model = new Net(17).Input("x", 3, 50).Output("y").Node("Exp", "x", "e").Node("Neg", "e", "y").Model();
        float[] x = Samples.Floats(new Shape(3, 50)).ToSingles();
        float[] y = new float[x.Length];
        int runs = 0;
        using var network = new NetworkInTheLoop(gl, model);
        for (int frame = 0; runs < 5; frame++)
        {
            Assert.True(frame < 20_000);
            network.Frame(
                input => input.Range.Buffer.Upload<float>(x, input.Range.Offset),
                output =>
                {
                    output.Range.Buffer.Read<float>(y, output.Range.Offset);
                    runs++;
                });
            if (runs == 0)
                System.Threading.Thread.Sleep(1);
        }

        Assert.All(x.Zip(y), pair => Assert.Equal(-MathF.Exp(pair.First), pair.Second, 1e-4f));
    });

    [Fact]
    public void The_page_shows_this_code() => Sample.AssertShown("frame-loop.md", "FrameLoopSample.cs");
}
