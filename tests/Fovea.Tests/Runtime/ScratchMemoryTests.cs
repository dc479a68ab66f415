using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Networks that share what they compute on the way in, by turns and at the same time.</summary>
public sealed class ScratchMemoryTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void By_turns_all_share_as_much_as_the_largest_needs(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var networks = new List<Network>();
        // The largest comes in the middle: memory grows under one that has run, and is large enough for the next.
        foreach ((int channels, int side) in new[] { (5, 9), (13, 33), (3, 17) })
        {
            networks.Add(new Network(context, channels, side));
            foreach (Network network in networks)
                Assert.Equal(network.Alone, network.Run());
        }

        Assert.Equal(1, context.Scratch.Parts);
        Assert.Equal(networks.Max(n => n.Plan.Blueprint.Memory.Bytes), context.Scratch.Bytes);
        foreach (Network network in networks.AsEnumerable().Reverse().Concat(networks))
            Assert.Equal(network.Alone, network.Run());
        foreach (Network network in networks)
            network.Dispose();
        Assert.Equal(0, context.Scratch.Bytes);
        Assert.DoesNotContain(context.Leaks(), leak => leak.StartsWith("Buffer") || leak.StartsWith("Texture") || leak.StartsWith("Query"));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Outputs_stay_whoever_runs_in_between(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using Network a = new(context, 5, 9), b = new(context, 8, 21);
        a.Fill();
        b.Fill();
        Task<float[]> early;
        using (context.Enter())
        {
            a.Plan.Run();
            early = a.Output.Range.ReadAsync<float>();
            b.Plan.Run();
            Assert.Equal(a.Alone, a.Read());
            b.Plan.Run();
        }

        while (!early.IsCompleted)
            context.Update();
        Assert.Equal(a.Alone, early.Result.Take(a.Alone.Length));
        Assert.Equal(b.Alone, b.Read());
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Runs_that_overlap_move_apart_once(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(FakeGpu.Over(host.GetProcAddress));
        using GpuContext context = GpuContext.Attach(intercepted.GL);
        FakeGpu.Cost = _ => 1;
        using Network a = new(context, 5, 9), b = new(context, 8, 21), c = new(context, 3, 5);
        Assert.Equal(1, context.Scratch.Parts);
        Assert.True(a.Plan.Blueprint.Steps.Count > 3);
        Interleave(context, a, b);
        Assert.Equal(2, context.Scratch.Parts);
        Interleave(context, b, c);
        Interleave(context, a, b, c);
        long bytes = context.Scratch.Bytes;
        int parts = context.Scratch.Parts;
        Assert.True(parts <= 3);

        // From now on nobody moves.
        intercepted.Reset();
        for (int round = 0; round < 5; round++)
        {
            using (context.Enter())
            {
                while (!(a.Step() & b.Step() & c.Step()))
                {
                }
            }
        }

        Assert.DoesNotContain(intercepted.Called(), call => call.StartsWith("glGen") || call.StartsWith("glBufferData") || call.StartsWith("glDelete"));
        Assert.Equal((parts, bytes), (context.Scratch.Parts, context.Scratch.Bytes));
    });

    [SkippableFact]
    public void Whoever_brings_memory_shares_it_only_with_those_who_bring_the_same() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var own = new ScratchMemory(context);
        using Network a = new(context, 5, 9, own), b = new(context, 8, 21), c = new(context, 3, 5, own);
        Assert.Equal(a.Plan.Blueprint.Memory.Bytes, own.Bytes);
        Assert.Equal(b.Plan.Blueprint.Memory.Bytes, context.Scratch.Bytes);
        Interleave(context, a, b);
        Assert.Equal((1, 1), (own.Parts, context.Scratch.Parts));
        Interleave(context, a, c);
        Assert.Equal((2, 1), (own.Parts, context.Scratch.Parts));
    });

    [SkippableFact]
    public void Two_sessions_of_one_network_run_at_the_same_time() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using Network network = new(context, 5, 9);
        using IModelSession first = network.Runner.Open(context), second = network.Runner.Open(context);
        Assert.NotEqual(first.Input("x").Range, second.Input("x").Range);
        float[] one = Samples.Floats(network.Shape, 1).ToSingles(), two = Samples.Floats(network.Shape, 2).ToSingles();
        float[] wantOne = network.Run(one), wantTwo = network.Run(two);
        Assert.NotEqual(wantOne, wantTwo);
        network.Fill(first.Input("x"), one);
        network.Fill(second.Input("x"), two);
        using (context.Enter())
        {
            first.Submit();
            second.Submit();
            var tick = TimeSpan.FromTicks(1);
            for (bool done = false; !done; done = !first.IsBusy && !second.IsBusy)
            {
                first.Advance(tick);
                second.Advance(tick);
            }
        }

        Assert.Equal(wantOne, Network.Read(first.Output("y")));
        Assert.Equal(wantTwo, Network.Read(second.Output("y")));
    });

    [SkippableFact]
    public void A_run_that_is_given_up_or_disposed_holds_nothing() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using Network a = new(context, 5, 9), b = new(context, 8, 21);
        using (context.Enter())
        {
            Assert.False(a.Step());
            a.Plan.Cancel();
            b.Plan.Run();
            Assert.Equal(1, context.Scratch.Parts);
            using (IModelSession session = a.Runner.Open(context))
            {
                session.Submit();
                session.Advance(TimeSpan.FromTicks(1));
            }

            b.Plan.Run();
            Assert.Equal(1, context.Scratch.Parts);
        }
    });

    private static void Interleave(GpuContext context, params Network[] networks)
    {
        for (int round = 0; round < 3; round++)
        {
            foreach (Network network in networks)
                network.Fill();
            var left = networks.ToList();
            using (context.Enter())
            {
                while (left.Count > 0)
                    left.RemoveAll(network => network.Step());
            }

            foreach (Network network in networks)
                Assert.Equal(network.Alone, network.Read());
        }
    }

    /// <summary>A few convolutions over a map of odd size, and what they give when nobody else runs.</summary>
    private sealed class Network : IDisposable
    {
        private readonly float[] _x;

        public Network(GpuContext context, int channels, int side, ScratchMemory? scratch = null)
        {
            Shape = new Shape(1, channels, side, side + 2);
            Net net = new Net(17).Input("x", Shape.ToArray()).Output("y");
            for (int i = 0; i < 4; i++)
            {
                net.Constant($"w{i}", Samples.Floats(new Shape(channels, channels, 3, 3), i, -0.3, 0.3))
                    .Node("Conv", $"{(i == 0 ? "x" : $"v{i - 1}")} w{i}", $"c{i}", ("pads", new[] { 1L, 1L, 1L, 1L }))
                    .Node("Sigmoid", $"c{i}", i == 3 ? "y" : $"v{i}");
            }

            _x = Samples.Floats(Shape, channels).ToSingles();
            Runner = new GlModelRunner(context, net.Model(), new PlannerOptions { Scratch = scratch });
            Plan = Runner.PlanFor(new Dictionary<string, Shape>());
            using var reference = new GlModelRunner(context, net.Model(), new PlannerOptions { Scratch = new ScratchMemory(context), Alias = false });
            Alone = reference.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of<float>(Shape, _x) })["y"].ToSingles();
            Assert.True(Alone.Distinct().Count() > 10);
        }

        public Shape Shape { get; }

        public GlModelRunner Runner { get; }

        public Plan Plan { get; }

        public float[] Alone { get; }

        public GpuTensor Output => Plan.Outputs["y"];

        public static float[] Read(GpuTensor tensor) => tensor.Range.Buffer.Read<float>(tensor.Shape.Count, tensor.Range.Offset);

        public float[] Read() => Read(Output);

        public float[] Run(float[]? x = null)
        {
            Fill(Plan.Inputs["x"], x ?? _x);
            using (Plan.Outputs["y"].Range.Buffer.Context.Enter())
                Plan.Run();
            return Read();
        }

        public void Fill() => Fill(Plan.Inputs["x"], _x);

        public void Fill(GpuTensor input, float[] x) =>
            input.Range.Buffer.Upload<int>(HostLayout.Pack("Input", "x", Tensor.Of<float>(Shape, x), input.Layout), input.Range.Offset);

        // A step or two, as a tick allows.
        public bool Step() => Plan.Advance(TimeSpan.FromTicks(1));

        public void Dispose() => Runner.Dispose();
    }
}
