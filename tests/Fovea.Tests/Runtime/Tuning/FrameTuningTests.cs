using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Gpu.Caching;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Tuning;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Xunit;

namespace Fovea.Tests.Runtime.Tuning;

/// <summary>Tuning that goes on between the frames of a game.</summary>
public sealed class FrameTuningTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("fovea-tuning-").FullName;

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory, MemberData(nameof(Apis))]
    public void It_waits_for_nothing_and_sessions_run_beside_it(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using GpuContext context = GpuContext.Attach(intercepted.GL, new GpuOptions { Cache = new DiskCache(_folder) });
        using var runner = new GlModelRunner(context, TuningProbe.Network());
        using IModelSession session = runner.Open(context);
        using Plan plan = runner.BuildPlan(new Dictionary<string, Shape>(), null, new Dictionary<string, string>());
        int kinds = plan.Blueprint.Sites.Where(s => s.Variants.Count > 1).Select(s => s.Key).Distinct().Count();
        var reports = new List<double>();
        var options = new TuningOptions { Runs = 2, GpuBudget = TimeSpan.FromMilliseconds(0.1) };
        Task<TuningResult?> task = runner.TuneAsync(options, new Listener(reports.Add));
        intercepted.Reset();
        int runs = 0;
        var clock = Stopwatch.StartNew();
        while (!task.IsCompleted || runs <= 10)
        {
            Assert.True(clock.Elapsed < Longest);
            if (task.IsCompleted)
            {
                // A fast device is done before the session has run so often: once more.
                reports.Clear();
                task = runner.TuneAsync(options with { Again = true }, new Listener(reports.Add));
            }

            context.Update();
            using (context.Enter())
            {
                if (!session.IsBusy)
                    session.Submit();
                runs += session.Advance(TimeSpan.FromMilliseconds(0.1)) ? 1 : 0;
            }

            Thread.Sleep(0);
        }

        Assert.Equal(0, intercepted.Count("glFinish") + intercepted.Count("glClientWaitSync with a timeout"));
        TuningResult result = task.GetAwaiter().GetResult()!;
        Assert.Equal(kinds, result.Sites.Count);
        Assert.All(result.Sites, site => Assert.True(site.DefaultMilliseconds > 0, site.ToString()));
        Assert.True(reports.Count > 2 && reports.SequenceEqual(reports.Order()) && reports[^1] <= 1);
        if (!result.IsKept)
            return;
        using Plan tuned = runner.PlanFor(new Dictionary<string, Shape>());
        Assert.All(result.Sites, site => Assert.Equal(site.Best, tuned.Blueprint.Sites.First(s => s.Key == site.Key).Chosen));
    });

    [SkippableFact]
    public void A_device_that_was_tuned_is_not_tuned_again_unless_that_is_asked_for() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using (GpuContext context = GpuContext.Attach(gl, new GpuOptions { Cache = new DiskCache(_folder) }))
        {
            using var runner = new GlModelRunner(context, TuningProbe.Network());
            Assert.NotNull(Finish(context, runner.TuneAsync(new TuningOptions { Runs = 1 })));
            Assert.Null(Finish(context, runner.TuneAsync(new TuningOptions { Runs = 1 })));
        }

        using (GpuContext context = GpuContext.Attach(gl, new GpuOptions { Cache = new DiskCache(_folder) }))
        {
            using var runner = new GlModelRunner(context, TuningProbe.Network());
            Assert.Null(Finish(context, runner.TuneAsync(new TuningOptions { Runs = 1 })));
            Assert.NotNull(Finish(context, runner.TuneAsync(new TuningOptions { Runs = 1, Again = true })));
        }
    });

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void What_is_given_up_leaves_nothing_behind(int updates) => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, Cache = null });
        int before;
        using (var runner = new GlModelRunner(context, TuningProbe.Network()))
        {
            using var source = new CancellationTokenSource();
            before = context.Leaks().Count(l => !l.StartsWith("Program", StringComparison.Ordinal));
            Task<TuningResult?> cancelled = runner.TuneAsync(cancellation: source.Token), disposed = runner.TuneAsync();
            for (int i = 0; i < updates; i++)
                context.Update();
            source.Cancel();
            context.Update();
            Assert.True(cancelled.IsCanceled);
            Assert.False(disposed.IsCompleted);
            runner.Dispose();
            Assert.True(disposed.IsCanceled);
        }

        Assert.Equal(before, context.Leaks().Count(l => !l.StartsWith("Program", StringComparison.Ordinal)));
    });

    [SkippableFact]
    public void Options_that_make_no_sense_are_refused() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl);
        using var runner = new GlModelRunner(context, TuningProbe.Network());
        Assert.IsType<ArgumentOutOfRangeException>(Record.Exception(() => { _ = runner.TuneAsync(new TuningOptions { Runs = 0 }); }));
        Task<TuningResult?> task = runner.TuneAsync(new TuningOptions { InputShapes = new Dictionary<string, Shape> { ["x"] = new(1, 5, 11, 13) } });
        Assert.Throws<ModelException>(() => Finish(context, task));
    });

    private static TuningResult? Finish(GpuContext context, Task<TuningResult?> task)
    {
        var clock = Stopwatch.StartNew(); // no number of turns: those are fast where compilers wait for a processor
        while (!task.IsCompleted && clock.Elapsed < Longest)
        {
            context.Update();
            Thread.Sleep(0);
        }

        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private sealed class Listener(Action<double> action) : IProgress<double>
    {
        public void Report(double value) => action(value);
    }
}
