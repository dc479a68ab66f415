using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>What one run asks of OpenGL, and nothing beside it.</summary>
public sealed class SubmissionTests
{
    [SkippableTheory]
    [InlineData(GlApi.OpenGL, "mobilenet_v2_224")]
    [InlineData(GlApi.OpenGLES, "blazeface_front_128")]
    public void A_run_binds_what_is_not_bound_and_dispatches(GlApi api, string name)
    {
        Model model = OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx"));
        GlThread.RunOnHost(api, host =>
        {
            var intercepted = new InterceptedGl(FakeGpu.Over(host.GetProcAddress));
            using GpuContext context = GpuContext.Attach(intercepted.GL);
            using var runner = new GlModelRunner(context, model);
            Plan plan = runner.PlanFor(new Dictionary<string, Shape>());
            using (context.Enter())
            {
                plan.Run();
                FakeGpu.Silent = true;
                Assert.Equal(0, Allocations.Of(20, plan.Run));
                string[] asked = intercepted.Asked.ToArray();
                intercepted.Reset();
                FakeGpu.Clear();
                FakeGpu.Remembers = true;
                plan.Run();
                FakeGpu.Remembers = FakeGpu.Silent = false;
                Assert.Empty(intercepted.Called());
                Assert.Equal(asked.Length, intercepted.Asked.Count);
                Assert.DoesNotContain(asked, entry => entry.StartsWith("glUniform") || entry.StartsWith("glProgramUniform"));
            }

            AssertLean(FakeGpu.Calls.ToArray(), plan);
        });
    }

    private static void AssertLean((string Name, uint A, uint B, long C)[] calls, Plan plan)
    {
        Assert.Equal(plan.Blueprint.Steps.Count, calls.Count(c => c.Name == "dispatch"));
        Assert.Equal(plan.Blueprint.Barriers.Count(b => b) + 2, calls.Count(c => c.Name == "barrier"));
        var bound = new Dictionary<(string, uint), (uint, long)>();
        var since = new List<string>();
        uint unit = 0;
        foreach ((string name, uint a, uint b, long c) in calls)
        {
            Assert.Contains(name, new[] { "program", "storage", "uniform", "unit", "texture", "barrier", "dispatch" });
            if (name == "dispatch")
            {
                // A dispatch has a program, a block of parameters and a handful of tensors.
                Assert.True(since.Count(s => s == "program") <= 1 && since.Count(s => s == "uniform") == 1 && since.Count <= 12, string.Join(' ', since));
                since.Clear();
                continue;
            }

            since.Add(name);
            if (name == "unit")
                unit = a;
            if (name is "barrier" or "unit")
                continue;
            (string, uint) place = name switch { "program" => (name, 0), "texture" => (name, unit), _ => (name, a) };
            (uint, long) what = name == "program" ? (a, 0) : (b, c);
            Assert.False(bound.TryGetValue(place, out (uint, long) before) && before == what, $"{name} {a} {b} is bound already.");
            bound[place] = what;
        }
    }
}
