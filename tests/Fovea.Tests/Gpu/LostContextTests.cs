using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

/// <summary>A driver that reset its device.</summary>
public sealed class LostContextTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void One_error_tells_and_everything_can_be_attached_anew(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        Model model = new Net(17).Input("x", 1, 5, 9, 7).Output("y").Constant("w", Samples.Floats(new Shape(5, 5, 3, 3)))
            .Node("Conv", "x w", "c", ("pads", new[] { 1L, 1L, 1L, 1L })).Node("Sigmoid", "c", "y").Model();
        var feed = new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(1, 5, 9, 7)) };
        var intercepted = new InterceptedGl(FakeGpu.Over(host.GetProcAddress));
        float[] before;
        foreach (bool debug in new[] { false, true })
        {
            GpuContext context = GpuContext.Attach(intercepted.GL, new GpuOptions { Debug = debug });
            var runner = new GlModelRunner(context, model);
            IModelSession session = runner.Open(context);
            var timers = new GpuTimers(context);
            var ring = new Readback<int>(context, 64, "ring");
            before = runner.Run(feed)["y"].ToSingles();
            ring.TryEnqueue(session.Output("y").Range.Slice(0, 64), 0);
            context.Update();
            Assert.False(context.IsLost);
            Task<float[]> reading = session.Output("y").Range.ReadAsync<float>();
            Task preparing = runner.PrepareAsync();

            FakeGpu.ResetStatus = GLEnum.InnocentContextReset;
            string message;
            using (context.Enter())
                message = Assert.Throws<GpuContextLostException>(context.Update).Message;
            Assert.True(context.IsLost);
            Assert.Contains(context.Info.Renderer, message);
            Assert.Contains(nameof(GLEnum.InnocentContextReset), message);
            Assert.Contains("GpuContext.Attach", message);

            // Nothing touches OpenGL any more, and every call tells the same.
            intercepted.Reset();
            FakeGpu.Clear();
            FakeGpu.Remembers = true;
            foreach (Action use in new Action[]
                { context.Update, () => context.Enter(), () => runner.Run(feed), () => runner.Open(context), () => session.Input("x").Range.Buffer.Upload<int>(new int[1]) })
            {
                Assert.Equal(message, Assert.Throws<GpuContextLostException>(use).Message);
            }

            Assert.Equal(message, Assert.Throws<GpuContextLostException>(() => reading.GetAwaiter().GetResult()).Message);
            Assert.Equal(message, Assert.Throws<GpuContextLostException>(() => preparing.GetAwaiter().GetResult()).Message);
            foreach (IDisposable disposable in new IDisposable[] { session, ring, timers, runner, context })
                disposable.Dispose();
            FakeGpu.Remembers = false;
            Assert.Empty(intercepted.Called());
            Assert.Empty(FakeGpu.Calls);

            FakeGpu.ResetStatus = GLEnum.NoError;
            using GpuContext anew = GpuContext.Attach(intercepted.GL, new GpuOptions { Debug = debug });
            using var again = new GlModelRunner(anew, model);
            anew.Update();
            Assert.Equal(before, again.Run(feed)["y"].ToSingles());
        }
    });

    [SkippableFact]
    public void It_is_asked_for_once_an_update() => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        using GpuContext context = GpuContext.Attach(GL.GetApi(FakeGpu.Over(host.GetProcAddress)));
        FakeGpu.Clear();
        FakeGpu.Remembers = true;
        for (int i = 0; i < 3; i++)
        {
            context.Update();
            using (context.Enter())
            {
            }
        }

        FakeGpu.Remembers = false;
        Assert.Equal(3, FakeGpu.Calls.Count(c => c.Name == "reset status"));
    });
}
