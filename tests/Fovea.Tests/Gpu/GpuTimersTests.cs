using System;
using Fovea.Gpu;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class GpuTimersTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_longer_stage_holds_a_shorter_one(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        Skip.IfNot(context.Info.HasTimers, "This context has no timestamp queries.");
        using var timers = new GpuTimers(context);
        using var buffer = new GpuBuffer(context, 1 << 20, "work");
        var data = new byte[1 << 20];
        Assert.Null(timers.Milliseconds("outer"));
        timers.Begin("outer");
        timers.Begin("inner");
        buffer.Upload<byte>(data);
        timers.End("inner");
        buffer.Upload<byte>(data);
        timers.End("outer");
        gl.Finish();
        context.Update();
        Assert.Equal(1, timers.Count("outer"));
        Assert.InRange(timers.Milliseconds("inner")!.Value, 0, timers.Milliseconds("outer")!.Value);
        Assert.Equal(new[] { "outer", "inner" }, timers.Stages);
        Assert.Throws<InvalidOperationException>(() => timers.End("inner"));
        Assert.Throws<InvalidOperationException>(() => timers.End("never begun"));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_ring_that_is_full_skips_and_recovers(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        Skip.IfNot(context.Info.HasTimers, "This context has no timestamp queries.");
        using var timers = new GpuTimers(context, depth: 2);
        for (int i = 0; i < 5; i++)
        {
            timers.Begin("stage");
            timers.End("stage");
        }

        gl.Finish();
        context.Update();
        Assert.Equal(2, timers.Count("stage"));
        timers.Begin("stage");
        timers.End("stage");
        gl.Finish();
        context.Update();
        Assert.Equal(3, timers.Count("stage"));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Measuring_allocates_nothing_and_never_asks_too_early(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using var context = GpuContext.Attach(intercepted.GL);
        using var timers = new GpuTimers(context);
        for (int i = 0; i < 5; i++)
            Frame();

        intercepted.Reset();
        Assert.Equal(0, Allocations.Of(50, Frame));
        Assert.Empty(intercepted.Called());
        host.GL.Finish(); // fifty empty frames may be over before the first result is there
        context.Update();
        Assert.True(timers.IsAvailable ? timers.Count("stage") > 0 : timers.Milliseconds("stage") == null);

        void Frame()
        {
            context.Update();
            timers.Begin("stage");
            host.GL.Flush();
            timers.End("stage");
        }
    });
}
