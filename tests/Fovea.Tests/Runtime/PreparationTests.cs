using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Networks that become ready a little with every frame.</summary>
public sealed class PreparationTests
{
    private const int PieceBytes = 256 << 10;

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Each_update_compiles_and_uploads_as_much_as_its_time_allows_and_then_nothing_is_left_to_do(GlApi api)
    {
        Golden golden = Golden.Load("mobilenet_v2_224");
        GlThread.RunOnHost(api, host =>
        {
            var intercepted = new InterceptedGl(host.GetProcAddress);
            using GpuContext context = GpuContext.Attach(intercepted.GL, new GpuOptions { Cache = null });
            using var runner = new GlModelRunner(context, OnnxFile.Load(golden.ModelPath));
            // A clock by which everything takes a millisecond, so that 4 of them hold a handful of things.
            int ticks = 0;
            context.Clock = () => TimeSpan.FromMilliseconds(ticks++);
            var reports = new List<PreparationProgress>();
            Task task = runner.PrepareAsync(progress: new Listener(reports.Add));
            UpdateUntil(context, task);
            task.GetAwaiter().GetResult();

            Assert.True(reports.Count > 10);
            Assert.Equal(1, reports[^1].Share);
            Assert.True(reports[^1].AllBytes > 12_000_000 && reports[^1].AllPrograms > 5);
            foreach ((PreparationProgress before, PreparationProgress now) in reports.Zip(reports.Skip(1)))
            {
                Assert.InRange(now.Programs - before.Programs, 0, 5);
                Assert.InRange(now.Bytes - before.Bytes, 0, 5 * PieceBytes);
                Assert.Equal((before.AllPrograms, before.AllBytes), (now.AllPrograms, now.AllBytes));
            }

            intercepted.Reset();
            int misses = context.Programs.Misses;
            using (IModelSession session = runner.Open(context))
            {
                Assert.DoesNotContain(intercepted.Called(), c => c.StartsWith("glGen") || c.StartsWith("glBufferData") || c.StartsWith("glCompile") || c.StartsWith("glLink"));
                Assert.Equal(misses, context.Programs.Misses);
            }

            golden.AssertAgrees(runner.Run(golden.Inputs));
            Assert.Equal(misses, context.Programs.Misses);
        });
    }

    [SkippableFact]
    public void Giving_up_frees_what_was_made_and_the_network_can_be_prepared_again() => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        using GpuContext context = GpuContext.Attach(host.GL, new GpuOptions { Debug = true });
        // By this clock no update has time for more than one thing.
        int ticks = 0;
        context.Clock = () => TimeSpan.FromMilliseconds(10 * ticks++);
        Model model = Net().Model();
        var runner = new GlModelRunner(context, model);
        using var reference = new GlModelRunner(context, model);
        using (var stop = new CancellationTokenSource())
        {
            Task task = runner.PrepareAsync(progress: new Listener(p => stop.Cancel()), cancellation: stop.Token);
            UpdateUntil(context, task);
            Assert.True(task.IsCanceled);
            Assert.Empty(Objects(context));
        }

        Task again = runner.PrepareAsync();
        UpdateUntil(context, again);
        again.GetAwaiter().GetResult();
        Assert.Equal(reference.Run(Feed())["y"].ToSingles(), runner.Run(Feed())["y"].ToSingles());

        Task abandoned = runner.PrepareAsync(new PreparationOptions { InputShapes = new Dictionary<string, Shape> { ["x"] = new(1, 3, 21, 18) } });
        runner.Dispose();
        Assert.True(abandoned.IsCanceled);
    });

    [SkippableFact]
    public void What_is_wrong_with_a_network_fails_the_task() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var runner = new GlModelRunner(context, Net().Model());
        Task task = runner.PrepareAsync(new PreparationOptions { InputShapes = new Dictionary<string, Shape> { ["x"] = new(1, 4, 21, 17) } });
        UpdateUntil(context, task);
        Assert.Contains("[1, 4, 21, 17]", Assert.Throws<ModelException>(() => task.GetAwaiter().GetResult()).Message);
        Assert.Empty(Objects(context));

        Task lost = runner.PrepareAsync();
        context.Dispose();
        Assert.True(lost.IsCanceled);
    });

    /// <summary>The memory ends at each allocation in turn, until it suffices.</summary>
    [SkippableTheory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public void Memory_that_ends_midway_leaves_nothing_behind(bool prepare, bool debug) => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        var intercepted = new InterceptedGl(FakeGpu.Over(host.GetProcAddress));
        using GpuContext context = GpuContext.Attach(intercepted.GL, new GpuOptions { Debug = debug });
        using var runner = new GlModelRunner(context, Net().Model());
        int failures = 0;
        for (bool done = false; !done;)
        {
            intercepted.Reset();
            FakeGpu.AllocationsLeft = failures;
            try
            {
                if (prepare)
                {
                    Task task = runner.PrepareAsync();
                    UpdateUntil(context, task);
                    task.GetAwaiter().GetResult();
                }

                using IModelSession session = runner.Open(context);
                done = true;
            }
            catch (GpuException e)
            {
                failures++;
                Assert.True(debug ? e.Message.Contains("OutOfMemory") : e.Message.Contains("Free memory"), e.Message);
                Assert.Empty(Objects(context));
                foreach (string kind in new[] { "Buffers", "Textures", "Queries" })
                    Assert.Equal(intercepted.Count($"glGen{kind}"), intercepted.Count($"glDelete{kind}"));
            }
        }

        FakeGpu.AllocationsLeft = null;
        // Weights, input, outputs, parameters, and what is computed on the way.
        Assert.True(failures >= 5, $"{failures} allocations");
        Assert.Equal(0, context.Scratch.Bytes);
        Assert.Equal(21 * 17 * 5, runner.Run(Feed())["y"].Shape.Count);
    });

    [SkippableFact]
    public void Shared_memory_that_cannot_grow_stays_as_it_is() => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        using GpuContext context = GpuContext.Attach(Silk.NET.OpenGL.GL.GetApi(FakeGpu.Over(host.GetProcAddress)));
        using var runner = new GlModelRunner(context, Net().Model());
        float[] before = runner.Run(Feed())["y"].ToSingles();
        long bytes = context.Scratch.Bytes;
        using var large = new GlModelRunner(context, Net(side: 64).Model());
        FakeGpu.AllocationsLeft = 4;
        Assert.Throws<GpuException>(() => large.PlanFor(new Dictionary<string, Shape>()));
        Assert.Null(FakeGpu.AllocationsLeft);
        Assert.Equal(bytes, context.Scratch.Bytes);
        Assert.Equal(before, runner.Run(Feed())["y"].ToSingles());
        large.PlanFor(new Dictionary<string, Shape>());
        Assert.True(context.Scratch.Bytes > bytes);
        Assert.Equal(before, runner.Run(Feed())["y"].ToSingles());
    });

    private static Net Net(int side = 21) => new Net(17).Input("x", 1, 3, side, 17).Output("y").Constant("a", Samples.Floats(new Shape(7, 3, 3, 3)))
        .Constant("b", Samples.Floats(new Shape(5, 7, 1, 1)))
        .Node("Conv", "x a", "u", ("pads", new[] { 1L, 1L, 1L, 1L })).Node("Sigmoid", "u", "v").Node("Conv", "v b", "w").Node("Tanh", "w", "y");

    private static Dictionary<string, Tensor> Feed() => new() { ["x"] = Samples.Floats(new Shape(1, 3, 21, 17)) };

    // All but programs, which the context keeps for whoever wants them next.
    private static IEnumerable<string> Objects(GpuContext context) => context.Leaks().Where(leak => !leak.StartsWith("Program"));

    private static void UpdateUntil(GpuContext context, Task task)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(120);
        while (!task.IsCompleted)
        {
            Assert.True(DateTime.UtcNow < end, "Not ready after two minutes.");
            context.Update();
            Thread.Sleep(1);
        }
    }

    private sealed class Listener : IProgress<PreparationProgress>
    {
        private readonly Action<PreparationProgress> _listen;

        public Listener(Action<PreparationProgress> listen) => _listen = listen;

        public void Report(PreparationProgress value) => _listen(value);
    }
}
