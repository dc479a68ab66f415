using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Silk.NET.Core.Loader;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Compat;

/// <summary>How the bindings find functions: by the host's lookup, at the first call, once.</summary>
public unsafe class SilkLookupTests
{
    private static readonly List<string> Calls = new();

    [Fact]
    public void A_function_is_looked_up_at_its_first_call_and_only_then()
    {
        Calls.Clear();
        var asked = new List<string>();
        GL gl = GL.GetApi(name =>
        {
            asked.Add(name);
            return name == "glUseProgram" ? (nint)(delegate* unmanaged[Cdecl]<uint, void>)&UseProgram : 0;
        });
        Assert.Empty(asked);
        gl.UseProgram(7);
        gl.UseProgram(8);
        Assert.Equal(["glUseProgram"], asked);
        Assert.Equal(["7", "8"], Calls);
    }

    [Fact]
    public void A_missing_function_throws_when_it_is_called()
    {
        GL gl = GL.GetApi(_ => 0);
        Assert.Throws<SymbolLoadingException>(() => gl.Finish());
    }

    [SkippableTheory]
    [MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void Calls_allocate_nothing(GlApi api) => GlThread.Run(api, gl =>
    {
        uint buffer = gl.GenBuffer();
        void Frame()
        {
            gl.BindBuffer(BufferTargetARB.ArrayBuffer, buffer);
            gl.BufferData<float>(BufferTargetARB.ArrayBuffer, stackalloc float[4], BufferUsageARB.StreamDraw);
            gl.GetInteger(GetPName.ArrayBufferBinding, out int _);
            gl.Enable(EnableCap.Blend);
            gl.BlendFunc(BlendingFactor.One, BlendingFactor.Zero);
            gl.Disable(EnableCap.Blend);
            nint fence = gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
            gl.ClientWaitSync(fence, SyncObjectMask.Bit, 0);
            gl.DeleteSync(fence);
            gl.BindBuffer(GLEnum.ArrayBuffer, 0);
        }

        for (int i = 0; i < 100; i++)
            Frame();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Frame();
        long after = GC.GetAllocatedBytesForCurrentThread();
        gl.DeleteBuffer(buffer);
        Assert.Equal(0, after - before);
    });

    [SkippableFact]
    public void Extensions_are_found_with_and_without_their_prefix() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        gl.GetInteger(GLEnum.NumExtensions, out int count);
        Assert.True(count > 0);
        string name = gl.GetStringS(StringName.Extensions, 0);
        Assert.StartsWith("GL_", name, StringComparison.Ordinal);
        Assert.True(gl.IsExtensionPresent(name));
        Assert.True(gl.IsExtensionPresent(name[3..]));
        Assert.False(gl.IsExtensionPresent("GL_FOVEA_no_such_thing"));
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void UseProgram(uint program) => Calls.Add(program.ToString());
}
