using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class GpuContextTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Info_tells_what_the_host_tells(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        using var context = GpuContext.Attach(host.GL);
        Assert.Equal(api == GlApi.OpenGLES, context.Info.IsES);
        Assert.Equal((host.Version.Major, host.Version.Minor), (context.Info.Major, context.Info.Minor));
        Assert.Equal(host.HasCompute, context.Info.HasCompute);
        Assert.Equal(host.IsSoftware, context.Info.IsSoftware);
        Assert.Equal(host.GL.IsExtensionPresent("GL_KHR_debug"), context.Info.IsExtensionPresent("GL_KHR_debug"));
        Assert.False(context.Info.IsExtensionPresent("GL_FOVEA_nothing"));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Limits_are_at_least_the_portable_ones_and_can_pretend_to_be_no_more(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        GpuLimits real = context.Limits;
        GpuLimits floor = GpuLimits.Portable;
        Assert.True(real.MaxInvocations >= floor.MaxInvocations);
        Assert.True(real.MaxSharedBytes >= floor.MaxSharedBytes);
        Assert.True(real.MaxStorageBuffers >= floor.MaxStorageBuffers);
        Assert.True(real.MaxStorageRange >= floor.MaxStorageRange);
        Assert.True(real.MaxUniformRange >= floor.MaxUniformRange);
        Assert.True(real.MaxGroupsX >= floor.MaxGroupsX && real.MaxGroupsZ >= floor.MaxGroupsZ);
        Assert.True(floor.StorageAlignment % real.StorageAlignment == 0 && floor.UniformAlignment % real.UniformAlignment == 0);

        using var minimal = GpuContext.Attach(gl, new GpuOptions { PortableLimits = true });
        Assert.Equal(floor, minimal.Limits);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Another_thread_is_refused(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        using var buffer = new GpuBuffer(context, 16, "buffer");
        Action[] calls =
        {
            context.Update, () => context.Enter().Dispose(), () => buffer.Read<float>(1), () => buffer.Upload<float>(new float[1]),
            () => _ = new GpuBuffer(context, 16, "other"), () => context.Programs.Compute("x"), buffer.Dispose, context.Dispose,
            () => context.Leaks(),
        };
        foreach (Action call in calls)
        {
            Exception? error = Task.Run(() => Record.Exception(call)).GetAwaiter().GetResult();
            Assert.Contains("belongs to thread", Assert.IsType<InvalidOperationException>(error).Message);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void What_is_not_disposed_is_told_with_the_stack_that_made_it(GlApi api) => GlThread.Run(api, gl =>
    {
        var log = new List<string>();
        var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, Log = log.Add });
        using (new GpuBuffer(context, 16, "disposed"))
        {
        }

        Assert.Empty(context.Leaks());
        GpuBuffer kept = MakeForgettable(context);
        string leak = Assert.Single(context.Leaks());
        Assert.Contains("'forgotten'", leak);
        Assert.Contains(nameof(MakeForgettable), leak);

        uint handle = kept.Handle;
        Assert.True(gl.IsBuffer(handle));
        context.Dispose();
        Assert.False(gl.IsBuffer(handle));
        Assert.Contains(log, line => line.Contains("'forgotten'"));
        kept.Dispose(); // late, and harmless
        Assert.Throws<ObjectDisposedException>(context.Update);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_forgotten_object_is_deleted_at_an_update_after_its_collection(GlApi api) => GlThread.Run(api, gl =>
    {
        var log = new List<string>();
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, Log = log.Add });
        uint handle = Forget(context);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(gl.IsBuffer(handle)); // a finalizer has no context: it only queues
        context.Update();
        Assert.False(gl.IsBuffer(handle));
        Assert.Empty(context.Leaks());
        Assert.Contains(log, line => line.Contains("'forgotten'") && line.Contains("without Dispose"));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_debug_context_turns_GL_errors_into_exceptions(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        gl.BindBuffer((BufferTargetARB)0x1234, 0);
        var error = Assert.Throws<GpuException>(context.Update);
        Assert.Contains(nameof(GLEnum.InvalidEnum), error.Message);
        context.Update(); // told once

        gl.BindBuffer((BufferTargetARB)0x1234, 0);
        Assert.Contains("the host did before", Assert.Throws<GpuException>(() => context.Enter()).Message);
        context.Enter().Dispose();
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Debug_output_is_switched_off_again_for_a_host_that_had_it_off(GlApi api) => GlThread.Run(api, gl =>
    {
        gl.Disable(EnableCap.DebugOutputSynchronous);
        using (var context = GpuContext.Attach(gl, new GpuOptions { Debug = true }))
        {
            Skip.IfNot(context.Info.HasDebugOutput, "This context has no debug output.");
            Assert.True(gl.IsEnabled(EnableCap.DebugOutputSynchronous));
        }

        Assert.False(gl.IsEnabled(EnableCap.DebugOutputSynchronous));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Misuse_of_ranges_is_refused_before_GL_sees_it(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        using var buffer = new GpuBuffer(context, 1024, "buffer");
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(1000, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(-4, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(0, long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(256, 256).Slice(128, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Upload<float>(new float[8], 1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Read<float>(8, 1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GpuBuffer(context, 0, "empty"));
        using (context.Enter())
        {
            Assert.Contains("multiple of 256", Assert.Throws<GpuException>(() => buffer.Slice(4, 16).BindStorage(0)).Message);
            Assert.Contains("blocks 0 to 3", Assert.Throws<GpuException>(() => buffer.Whole.BindStorage(4)).Message);
        }

        Assert.Single(context.Leaks()); // the one that lives; none of those that were refused
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_buffer_that_no_device_can_hold_is_told_as_such(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        Exception? error = Record.Exception(() => new GpuBuffer(context, 1L << 50, "everything"));
        Assert.Contains("everything", Assert.IsType<GpuException>(error).Message);
        Assert.Empty(context.Leaks());
        while (gl.GetError() != GLEnum.NoError)
        {
        }
    });

    [Theory]
    [InlineData("4.5 (Core Profile) Mesa 22.3.6", 4, 5)]
    [InlineData("OpenGL ES 3.2 Mesa 22.3.6", 3, 2)]
    [InlineData("4.6.0 NVIDIA 535.54", 4, 6)]
    [InlineData("OpenGL ES 3.1 V@0502.0 (GIT@x)", 3, 1)]
    [InlineData("OpenGL ES-CM 1.1 Something", 1, 1)]
    [InlineData("no digits.", 0, 0)]
    [InlineData("", 0, 0)]
    public void Version_strings_of_many_drivers_are_understood(string text, int major, int minor) =>
        Assert.Equal((major, minor), GpuInfo.ParseVersion(text));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GpuBuffer MakeForgettable(GpuContext context) => new(context, 16, "forgotten");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Forget(GpuContext context) => MakeForgettable(context).Handle;
}
