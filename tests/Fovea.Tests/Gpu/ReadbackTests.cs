using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class ReadbackTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Entries_arrive_in_order_with_what_was_sent_along(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var buffer = new GpuBuffer(context, 64, "source");
        using var ring = new Readback<(int Frame, double Time)>(context, 32, "ring", slots: 2);
        Assert.False(ring.TryDequeue(new byte[32], out _, out _));

        // Each entry is a copy of its moment: what is written later does not show in it.
        for (int frame = 0; frame < 2; frame++)
        {
            buffer.Upload<int>(Enumerable.Range(100 * frame, 16).ToArray());
            Assert.True(ring.TryEnqueue(buffer.Slice(16 * frame, 16 + 16 * frame), (frame, frame * 0.5)));
        }

        Assert.True(ring.IsFull);
        Assert.False(ring.TryEnqueue(buffer.Slice(0, 4), (9, 9)));
        gl.Finish();

        var received = new int[8];
        Assert.True(ring.TryDequeue(MemoryMarshal.AsBytes(received.AsSpan()), out int length, out var token));
        Assert.Equal((16, (0, 0.0)), (length, token));
        Assert.Equal(Enumerable.Range(0, 4), received.Take(4));

        Assert.Throws<ArgumentException>(() => ring.TryDequeue(new byte[31], out _, out _));
        int sum = 0;
        Assert.True(ring.TryDequeue(
            received,
            (data, sent, state) =>
            {
                Assert.Equal((1, 0.5), sent);
                sum = MemoryMarshal.Cast<byte, int>(data).ToArray().Sum() + state.Length;
            }));
        Assert.Equal(Enumerable.Range(104, 8).Sum() + 8, sum);
        Assert.Equal(0, ring.Pending);
        Assert.Throws<ArgumentException>(() => ring.TryEnqueue(buffer.Whole, default));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_steady_state_allocates_nothing_and_never_waits(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using var context = GpuContext.Attach(intercepted.GL, new GpuOptions { HostState = HostStateMode.HostResets });
        using GpuBuffer buffer = GpuBuffer.Of<int>(context, Enumerable.Range(0, 16).ToArray(), "source");
        using var ring = new Readback<int>(context, 64, "ring");
        var received = new byte[64];
        int arrived = 0;
        for (int frame = 0; frame < 10; frame++)
            Frame();

        intercepted.Reset();
        int arrivedBefore = arrived;
        Assert.Equal(0, Allocations.Of(50, Frame));
        string[] called = intercepted.Called();
        Assert.All(called, call => Assert.StartsWith("glMapBufferRange x ", call)); // after its fence, once an entry
        Assert.Equal(arrived - arrivedBefore, intercepted.Count("glMapBufferRange"));

        host.GL.Finish();
        Frame();
        Assert.True(arrived > 0);
        Assert.Equal(Enumerable.Range(0, 16), MemoryMarshal.Cast<byte, int>(received).ToArray());
        host.GL.BindBuffer(BufferTargetARB.CopyReadBuffer, 0);
        host.GL.BindBuffer(BufferTargetARB.CopyWriteBuffer, 0);

        void Frame()
        {
            context.Update();
            ring.TryEnqueue(buffer.Whole, arrived);
            while (ring.TryDequeue(received, out _, out _))
                arrived++;
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_task_completes_in_an_update(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using GpuBuffer buffer = GpuBuffer.Of<float>(context, new[] { 1f, 2f, 3f }, "source");
        Task<float[]> task = buffer.Slice(4, 8).ReadAsync<float>();
        Assert.False(task.IsCompleted);
        gl.Finish();
        int thread = 0;
        Task after = task.ContinueWith(
            _ => thread = Environment.CurrentManagedThreadId, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        context.Update();
        Assert.True(after.IsCompletedSuccessfully);
        Assert.Equal(new[] { 2f, 3f }, task.Result);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        Assert.Single(context.Leaks()); // only the source is left
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_task_that_outlives_its_context_is_cancelled(GlApi api) => GlThread.Run(api, gl =>
    {
        var context = GpuContext.Attach(gl);
        Task<float[]> task = GpuBuffer.Of<float>(context, new[] { 1f }, "source").Whole.ReadAsync<float>();
        context.Dispose();
        Assert.True(task.IsCanceled);
    });
}
