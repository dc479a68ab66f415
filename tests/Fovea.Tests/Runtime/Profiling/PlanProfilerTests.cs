using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Runtime.Profiling;
using Fovea.Tests.Gpu;
using Fovea.Tests.Hosting;
using Fovea.Tests.Runtime.Tuning;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Runtime.Profiling;

public sealed class PlanProfilerTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Each_step_has_a_span_however_often_it_is_issued_and_later_runs_are_right(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, Cache = null });
        Model model = TuningProbe.Network();
        using var runner = new GlModelRunner(context, model);
        Dictionary<string, Tensor> inputs = LayerComparison.RandomInputs(model.Graph.Inputs, seed: 3);
        byte[] before = runner.Run(inputs)["y"].Bytes.ToArray();
        Plan plan = runner.PlanFor(new Dictionary<string, Shape>());
        foreach (int times in new[] { 1, 3 })
        {
            StepSpan[] spans = PlanProfiler.Measure(context, plan, times);
            Assert.Equal(plan.Blueprint.Steps.Count, spans.Length);
            Assert.All(spans, span => Assert.True(span.GpuEnd >= span.GpuStart, span.ToString()));
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.Second.GpuStart >= pair.First.GpuEnd, $"{pair}"));
            PlanProfile profile = PlanProfiler.Profile(context, plan, 2, times);
            Assert.Equal((2, spans.Length), (profile.Runs, profile.Steps.Count));
        }

        Assert.Equal(before, runner.Run(inputs)["y"].Bytes.ToArray());
    });
}
