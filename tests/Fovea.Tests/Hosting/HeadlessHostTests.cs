using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Hosting;

public unsafe class HeadlessHostTests
{
    [SkippableTheory]
    [InlineData(GlApi.OpenGL, 4, 3)]
    [InlineData(GlApi.OpenGLES, 3, 1)]
    public void Gives_the_dialect_that_was_asked_for_with_compute(GlApi api, int major, int minor) => GlThread.RunOnHost(api, host =>
    {
        Assert.Equal(api, host.Api);
        Assert.True(host.Version >= new Version(major, minor), host.Description);
        Assert.True(host.HasCompute);
        Assert.Contains(host.GL.GetStringS(StringName.Renderer), host.Description, StringComparison.Ordinal);
        Assert.Contains(host.Version.ToString(), host.GL.GetStringS(StringName.Version), StringComparison.Ordinal);
    });

    /// <summary>Only then does the driver say that it has reset the device.</summary>
    [SkippableTheory]
    [MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void Is_lost_on_a_reset(GlApi api) => GlThread.Run(api, gl =>
    {
        const int resetStrategy = 0x8256, loseContext = 0x8252;
        Assert.Equal(loseContext, gl.GetInteger((GetPName)resetStrategy));
        Assert.Equal(GLEnum.NoError, gl.GetGraphicsResetStatus());
    });

    [SkippableTheory]
    [MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void Runs_a_compute_shader_and_reads_its_buffer_back(GlApi api) => GlThread.Run(api, gl =>
    {
        uint program = Compute(gl, api, "uniform float k; void main() { uint i = gl_GlobalInvocationID.x; v[i] = v[i] * k + 1.0; }");
        uint buffer = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, buffer);
        float[] data = Enumerable.Range(0, 64).Select(i => (float)i).ToArray();
        gl.BufferData<float>(BufferTargetARB.ShaderStorageBuffer, data, BufferUsageARB.DynamicCopy);
        gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 0, buffer);
        gl.UseProgram(program);
        gl.Uniform1(gl.GetUniformLocation(program, "k"), 2f);
        gl.DispatchCompute(16, 1, 1);
        gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);

        void* mapped = gl.MapBufferRange(BufferTargetARB.ShaderStorageBuffer, 0, 64 * sizeof(float), MapBufferAccessMask.ReadBit);
        float[] result = new Span<float>(mapped, 64).ToArray();
        Assert.True(gl.UnmapBuffer(BufferTargetARB.ShaderStorageBuffer));
        gl.UseProgram(0);
        gl.DeleteProgram(program);
        gl.DeleteBuffer(buffer);

        Assert.Equal(data.Select(x => x * 2 + 1), result);
    });

    [SkippableFact]
    public void Two_contexts_take_turns_on_one_thread_and_share_nothing()
    {
        int desktopBuffer = 0;
        GlThread.RunOnHost(GlApi.OpenGL, host =>
        {
            uint buffer = host.GL.GenBuffer();
            host.GL.BindBuffer(BufferTargetARB.ArrayBuffer, buffer);
            desktopBuffer = (int)buffer;
        });
        GlThread.RunOnHost(GlApi.OpenGLES, host =>
        {
            Assert.StartsWith("OpenGL ES", host.GL.GetStringS(StringName.Version), StringComparison.Ordinal);
            Assert.Equal(0, host.GL.GetInteger(GetPName.ArrayBufferBinding));
        });
        GlThread.RunOnHost(GlApi.OpenGL, host =>
        {
            Assert.Equal(desktopBuffer, host.GL.GetInteger(GetPName.ArrayBufferBinding));
            host.GL.DeleteBuffer((uint)desktopBuffer);
        });
    }

    [SkippableFact]
    public void A_context_of_its_own_can_be_made_and_disposed_without_harm_to_others()
    {
        GlThread.RunOnHost(GlApi.OpenGL, standing =>
        {
            HeadlessHost mine = HeadlessHost.Create();
            Assert.True(mine.HasCompute);
            uint texture = mine.GL.GenTexture();
            mine.GL.BindTexture(TextureTarget.Texture2D, texture);
            Assert.Equal(texture, (uint)mine.GL.GetInteger(GetPName.TextureBinding2D));
            mine.Dispose();
            mine.Dispose();
            Assert.Throws<ObjectDisposedException>(mine.MakeCurrent);

            standing.MakeCurrent();
            Assert.Equal(0, standing.GL.GetInteger(GetPName.TextureBinding2D));
        });
    }

    [SkippableFact]
    public void A_context_is_current_on_one_thread_at_a_time() => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        Exception? seen = null;
        var thread = new Thread(() => seen = Record.Exception(host.MakeCurrent));
        thread.Start();
        thread.Join();
        Assert.Contains("one thread at a time", Assert.IsType<InvalidOperationException>(seen).Message, StringComparison.Ordinal);
    });

    [SkippableFact]
    public void A_debug_context_reports_a_wrong_call_through_the_callback() => GlThread.Run(GlApi.OpenGLES, _ =>
    {
        // A context of its own, because nothing takes a callback back.
        using HeadlessHost host = HeadlessHost.Create(new HeadlessOptions { Api = GlApi.OpenGLES, Debug = true });
        GL gl = host.GL;
        Skip.IfNot(host.Version >= new Version(3, 2) || gl.IsExtensionPresent("GL_KHR_debug"), "no debug output");
        int errors = 0;
        DebugProc callback = (source, type, id, severity, length, message, user) =>
        {
            if (type == GLEnum.DebugTypeError)
                errors++;
        };
        gl.Enable(EnableCap.DebugOutput);
        gl.Enable(EnableCap.DebugOutputSynchronous);
        gl.DebugMessageCallback(callback, null);
        gl.BindBuffer(GLEnum.Renderbuffer, 1);
        gl.Disable(EnableCap.DebugOutputSynchronous);
        gl.Disable(EnableCap.DebugOutput);
        Assert.Equal(GLEnum.InvalidEnum, gl.GetError());
        Assert.Equal(1, errors);
        GC.KeepAlive(callback);
    });

    [Fact]
    public void A_missing_library_is_named_together_with_the_command_that_installs_it()
    {
        var e = Assert.Throws<HostUnavailableException>(
            () => HeadlessHost.Create(new HeadlessOptions { EglLibrary = "libNoSuchEGL.so.1" }));
        Assert.Contains("`libNoSuchEGL.so.1`", e.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libegl1 libgl1-mesa-dri", e.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("3.1", "OpenGLES", "True")]
    [InlineData("3.0", "OpenGL", "False")]
    public void An_older_context_is_given_only_when_there_is_nothing_better(string esVersion, string api, string compute)
    {
        var seen = HostProbe.Run("headless", ("MESA_GL_VERSION_OVERRIDE", "3.3"), ("MESA_GLES_VERSION_OVERRIDE", esVersion));
        Skip.If(seen.ContainsKey("unavailable"), seen.GetValueOrDefault("unavailable"));
        Skip.If(seen["api"] == "OpenGL" && seen["compute"] == "True", "The driver is not Mesa's: it heeds no version override.");

        Assert.Equal(api, seen["api"]);
        Assert.Equal(compute, seen["compute"]);
    }

    private static uint Compute(GL gl, GlApi api, string body)
    {
        string header = api == GlApi.OpenGLES ? "#version 310 es\nprecision highp float;\n" : "#version 430\n";
        uint shader = gl.CreateShader(ShaderType.ComputeShader);
        gl.ShaderSource(shader, header + "layout(local_size_x = 4) in; layout(std430, binding = 0) buffer B { float v[]; };\n" + body);
        gl.CompileShader(shader);
        Assert.True(gl.GetShader(shader, ShaderParameterName.CompileStatus) == 1, gl.GetShaderInfoLog(shader));
        uint program = gl.CreateProgram();
        gl.AttachShader(program, shader);
        gl.LinkProgram(program);
        Assert.True(gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 1, gl.GetProgramInfoLog(program));
        gl.DetachShader(program, shader);
        gl.DeleteShader(shader);
        return program;
    }
}
