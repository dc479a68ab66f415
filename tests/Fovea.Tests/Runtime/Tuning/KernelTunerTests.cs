using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Gpu.Caching;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Profiling;
using Fovea.Runtime.Tuning;
using Fovea.Tests.Gpu;
using Fovea.Tests.Hosting;
using Fovea.Tests.Models;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Runtime.Tuning;

public sealed class KernelTunerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fovea-tuning-").FullName;

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Tuning_by_the_clock_changes_times_and_not_results(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = Open(gl);
        Model model = TuningProbe.Network();
        using var runner = new GlModelRunner(context, model);
        Dictionary<string, Tensor> inputs = LayerComparison.RandomInputs(model.Graph.Inputs, seed: 3);
        float[] before = runner.Run(inputs)["y"].Span<float>().ToArray();
        TuningResult result = Tune(new KernelTuner(runner, runs: 2));
        Assert.True(result.Sites.Count >= 2);
        Assert.All(result.Sites, site => Assert.True(site.DefaultMilliseconds > 0, site.ToString()));
        float[] after = runner.Run(inputs)["y"].Span<float>().ToArray();
        Assert.Equal(before.Length, after.Length);
        float range = before.Max() - before.Min();
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.First - pair.Second, -1e-4f * range, 1e-4f * range));
    });

    [SkippableFact]
    public void What_is_fastest_is_taken_now_and_at_the_next_start() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        string wanted;
        using (GpuContext context = Open(gl))
        {
            using var runner = new GlModelRunner(context, TuningProbe.Network());
            KernelSite site = SiteOf(runner);
            wanted = site.Variants[2];
            Assert.Equal(site.Variants[0], site.Chosen);
            TuningResult result = Tune(Timed(runner, name => name == wanted ? 1 : 2));
            Assert.True(result.IsKept);
            TunedSite tuned = result.Sites.Single(s => s.Key == site.Key);
            Assert.Equal((wanted, site.Variants[0]), (tuned.Best, tuned.Default));
            Assert.True(tuned.BestMilliseconds < tuned.DefaultMilliseconds);
            Assert.Equal(site.Variants.Skip(1), tuned.Variants.Select(v => v.Name));
            Assert.Equal((tuned.DefaultMilliseconds, tuned.BestMilliseconds), tuned.Variants.Where(v => v.Name == wanted).Select(v => (v.DefaultMilliseconds, v.Milliseconds)).Single());
            Assert.All(tuned.Variants, v => Assert.True(v.Name == wanted || v.Milliseconds >= v.DefaultMilliseconds, v.ToString()));
            Assert.True(result.TunedMilliseconds < result.DefaultMilliseconds);
            Assert.Equal(wanted, SiteOf(runner).Chosen);
        }

        using (GpuContext context = Open(gl))
        {
            using var runner = new GlModelRunner(context, TuningProbe.Network());
            Assert.Equal(wanted, SiteOf(runner).Chosen);
            // A shader that changes may change which is fastest.
            context.Shaders.AddSource("tests/other.comp", "void main() { }");
            using var later = new GlModelRunner(context, TuningProbe.Network());
            Assert.NotEqual(wanted, SiteOf(later).Chosen);
        }
    });

    [SkippableFact]
    public void Differences_that_may_be_chance_change_nothing() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = Open(gl);
        using var runner = new GlModelRunner(context, TuningProbe.Network());
        // Each measurement off by up to a tenth, in a pattern of its own.
        int count = 0;
        TuningResult result = Tune(Timed(runner, name => 1 + 0.1 * (count++ * 7 % 11) / 11, runs: 9));
        Assert.False(result.IsKept);
        Assert.All(result.Sites, site => Assert.Equal(site.Default, site.Best));
        KernelSite site = SiteOf(runner);
        Assert.Equal(site.Variants[0], site.Chosen);
    });

    [SkippableFact]
    public void A_network_that_is_slower_as_a_whole_keeps_its_default_kernels() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = Open(gl);
        using var runner = new GlModelRunner(context, TuningProbe.Network());
        KernelSite site = SiteOf(runner);
        string tempting = site.Variants[1];
        // Alone it is fast; with what else was found it is slow, as when a cache is too small for both.
        TuningResult result = Tune(new KernelTuner(runner, null, null, 3, plan =>
        {
            bool all = plan.Blueprint.Sites.Where(s => s.Variants.Count > 1).All(s => s.Chosen == s.Variants[1]);
            bool mixed = plan.Blueprint.Sites.Any(s => s.Chosen == tempting) && !all;
            return Spans(plan, name => mixed ? 9 : name == tempting ? 1 : 2);
        }));
        Assert.False(result.IsKept);
        Assert.True(result.TunedMilliseconds > result.DefaultMilliseconds);
        Assert.Equal(site.Variants[0], SiteOf(runner).Chosen);
    });

    [SkippableFact]
    public void Answers_that_name_no_variant_are_passed_over() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        var cache = new DiskCache(_folder);
        using (GpuContext context = Open(gl))
        {
            using var runner = new GlModelRunner(context, TuningProbe.Network());
            TunedKernels.Of(context).Store(SiteOf(runner), "of an older version");
        }

        using (GpuContext context = Open(gl))
        {
            using var runner = new GlModelRunner(context, TuningProbe.Network());
            Assert.Equal(SiteOf(runner).Variants[0], SiteOf(runner).Chosen);
        }
    });

    [SkippableFact]
    public void Without_a_cache_what_is_found_lasts_as_long_as_the_context() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, Cache = null });
        using var runner = new GlModelRunner(context, TuningProbe.Network());
        string wanted = SiteOf(runner).Variants[1];
        Assert.True(Tune(Timed(runner, name => name == wanted ? 1 : 2)).IsKept);
        using var other = new GlModelRunner(context, TuningProbe.Network());
        Assert.Equal(wanted, SiteOf(other).Chosen);
    });

    /// <summary>Either's answer may be the last; none is torn, and nothing is left lying about.</summary>
    [SkippableFact]
    public async Task Two_processes_may_tune_at_once()
    {
        IReadOnlyDictionary<string, string>[] said = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => HostProbe.Run("tune", (TuningProbe.Folder, _folder)))));
        Assert.True(said[0].Count >= 2);
        Assert.Equal(said[0].Count, said[1].Count);
        Assert.NotEmpty(Directory.GetFiles(_folder));
        Assert.All(Directory.GetFiles(_folder), file => Assert.EndsWith(".fovea-cache", file));
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = Open(gl);
            using var runner = new GlModelRunner(context, TuningProbe.Network());
            using Plan plan = runner.BuildPlan(new Dictionary<string, Shape>(), null, new Dictionary<string, string>());
            foreach (KernelSite site in plan.Blueprint.Sites.Where(s => s.Variants.Count > 1))
                Assert.Contains($"{site.Key}|{TunedKernels.Of(context).Find(site)}", said.SelectMany(answers => answers.Values));
        });
    }

    [SkippableFact]
    public void Progress_grows_and_plans_that_are_held_stay_valid() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = Open(gl);
        using var runner = new GlModelRunner(context, TuningProbe.Network());
        Plan held = runner.PlanFor(new Dictionary<string, Shape>());
        string wanted = held.Blueprint.Sites.First(s => s.Variants.Count > 2).Variants[1];
        using KernelTuner tuner = Timed(runner, name => name == wanted ? 1 : 2);
        double last = -1;
        while (!tuner.Advance())
        {
            Assert.InRange(tuner.Progress, last, 1);
            last = tuner.Progress;
        }

        Assert.Equal(1, tuner.Progress);
        Assert.True(tuner.Result!.IsKept);
        using (context.Enter())
            held.Run();
        Assert.NotSame(held, runner.PlanFor(new Dictionary<string, Shape>()));
    });

    [SkippableFact]
    public void A_network_without_a_choice_is_done_at_once() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = Open(gl);
        using var runner = new GlModelRunner(context, new Net(17).Input("x", 2, 5).Output("y").Node("Relu", "x", "y").Model());
        using var tuner = new KernelTuner(runner);
        Assert.True(tuner.Advance());
        Assert.Empty(tuner.Result!.Sites);
        Assert.False(tuner.Result.IsKept);
        Assert.Throws<ArgumentOutOfRangeException>(() => new KernelTuner(runner, runs: 0));
    });

    // Runs nothing: each step takes what a function of its variant says.
    private static KernelTuner Timed(GlModelRunner runner, Func<string, double> milliseconds, int runs = 3) =>
        new(runner, null, null, runs, plan => Spans(plan, milliseconds));

    private static StepSpan[] Spans(Plan plan, Func<string, double> milliseconds)
    {
        double at = 0;
        return plan.Blueprint.Steps.Select(step =>
        {
            double start = at;
            at += milliseconds(step.Variant ?? "");
            return new StepSpan(start, at, start, at);
        }).ToArray();
    }

    private static TuningResult Tune(KernelTuner tuner)
    {
        using (tuner)
        {
            while (!tuner.Advance())
            {
            }

            return tuner.Result!;
        }
    }

    private static KernelSite SiteOf(GlModelRunner runner) =>
        runner.PlanFor(new Dictionary<string, Shape>()).Blueprint.Sites.First(s => s.Variants.Count > 2);

    private GpuContext Open(GL gl) => GpuContext.Attach(gl, new GpuOptions { Debug = true, Cache = new DiskCache(_folder) });
}
