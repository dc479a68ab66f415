using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class HostStateTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_dispatch_and_a_draw_leave_odd_state_as_it_was(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var work = new Work(context);
        work.Run(); // whatever is made on first use is made now

        using var host = new OddHost(gl, api == GlApi.OpenGLES);
        SortedDictionary<string, string> before = StateSnapshot.Of(gl, host.IsES);
        work.Run();
        Assert.Equal(before, StateSnapshot.Of(gl, host.IsES));

        // The picture shows that the draw took place in spite of the host's scissor, mask, discard and so on.
        var pixels = new byte[4 * 8 * 8];
        work.Target.Read(pixels);
        Assert.All(pixels, b => Assert.Equal(255, b));
        Assert.Equal(before, StateSnapshot.Of(gl, host.IsES));
        Assert.Equal(8f, work.Output.Read<float>(1)[0]);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Making_filling_and_reading_objects_leaves_state_as_it_was(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var host = new OddHost(gl, api == GlApi.OpenGLES);
        SortedDictionary<string, string> before = StateSnapshot.Of(gl, host.IsES);

        using GpuBuffer buffer = GpuBuffer.Of<float>(context, new[] { 1f, 2f, 3f, 4f }, "buffer");
        using var texture = new GpuTexture(context, 3, 2, GpuTextureFormat.Rgba8, "texture");
        texture.Upload<byte>(Enumerable.Range(0, 24).Select(i => (byte)i).ToArray());
        using var framebuffer = new GpuFramebuffer(texture);
        var pixels = new byte[24];
        framebuffer.Read(pixels);
        using var readback = new Readback<int>(context, 64, "ring");
        Assert.True(readback.TryEnqueue(buffer.Whole, 1));
        Assert.True(readback.TryEnqueuePixels(framebuffer, 0, 0, 3, 2, 2));
        gl.Finish();
        var received = new byte[64];
        Assert.True(readback.TryDequeue(received, out int length, out _));
        Assert.Equal(16, length);
        context.Update();
        Assert.Equal(before, StateSnapshot.Of(gl, host.IsES));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)i), pixels);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_host_that_resets_its_state_itself_has_nothing_read(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using var context = GpuContext.Attach(intercepted.GL, new GpuOptions { HostState = HostStateMode.HostResets });
        using var work = new Work(context);
        work.Run();
        intercepted.Reset();
        work.Run();
        Assert.Empty(intercepted.Called());
        ResetState(host.GL);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Only_entry_points_of_both_dialects_are_asked_for(GlApi api) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using (var context = GpuContext.Attach(intercepted.GL))
        using (var work = new Work(context))
        using (var ring = new Readback<int>(context, 256, "ring"))
        using (var timers = new GpuTimers(context))
        {
            for (int frame = 0; frame < 3; frame++)
            {
                context.Update();
                timers.Begin("work");
                work.Run();
                timers.End("work");
                ring.TryEnqueue(work.Output.Whole, frame);
                ring.TryEnqueuePixels(work.Target, 0, 0, 8, 8, frame);
                host.GL.Finish();
                Assert.True(ring.TryDequeue(new byte[256], out _, out _));
            }
        }

        Assert.Contains("glDispatchCompute", intercepted.Asked);
        Assert.Empty(intercepted.Asked.Except(InterceptedGl.Allowed).Except(InterceptedGl.Checked));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Scopes_nest_and_only_the_outermost_restores(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        gl.Viewport(1, 2, 3, 4);
        using (context.Enter())
        {
            using (context.Enter())
                gl.Viewport(5, 6, 7, 8);

            Assert.Equal(new[] { 5, 6, 7, 8 }, Viewport(gl));
        }

        Assert.Equal(new[] { 1, 2, 3, 4 }, Viewport(gl));

        // An exception in between ends the scope like anything else.
        Assert.Throws<InvalidOperationException>((Action)(() =>
        {
            using (context.Enter())
            {
                gl.Viewport(5, 6, 7, 8);
                throw new InvalidOperationException();
            }
        }));
        Assert.Equal(new[] { 1, 2, 3, 4 }, Viewport(gl));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Entering_allocates_nothing(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        using var work = new Work(context);
        for (int i = 0; i < 3; i++)
            work.Run();

        Assert.Equal(0, Allocations.Of(20, work.Run));
    });

    private static int[] Viewport(GL gl)
    {
        var values = new int[4];
        gl.GetInteger(GLEnum.Viewport, values);
        return values;
    }

    private static void ResetState(GL gl)
    {
        gl.UseProgram(0);
        gl.BindVertexArray(0);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
        for (uint i = 0; i < 4; i++)
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, i, 0);
    }

    /// <summary>One dispatch and one draw, as a frame of Fovea's has them.</summary>
    private sealed class Work : IDisposable
    {
        private readonly GpuContext _context;
        private readonly GpuProgram _compute;
        private readonly GpuProgram _draw;
        private readonly GpuBuffer _input;
        private readonly GpuTexture _texture;
        private readonly uint _vertexArray;

        public Work(GpuContext context)
        {
            _context = context;
            context.Shaders.AddSource("tests/sum.comp", """
                layout(local_size_x = 1) in;
                layout(std430, binding = 0) readonly buffer Input0 { float values[]; };
                layout(std430, binding = 3) writeonly buffer Output0 { float result[]; };
                layout(std140, binding = 2) uniform Block { vec4 scale; };
                void main() { result[0] = (values[0] + values[1]) * scale.y; }
                """);
            context.Shaders.AddSource("tests/fill.vert", """
                void main() { gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0); }
                """);
            context.Shaders.AddSource("tests/fill.frag", """
                out vec4 color;
                void main() { color = vec4(1.0); }
                """);
            _compute = context.Programs.Compute("tests/sum.comp");
            _draw = context.Programs.Graphics("tests/fill.vert", "tests/fill.frag");
            _input = GpuBuffer.Of<float>(context, new[] { 1f, 3f, 0f, 0f }.Concat(new float[60]).Concat(new[] { 0f, 2f, 0f, 0f }).ToArray(), "input");
            Output = new GpuBuffer(context, 16, "output");
            _texture = new GpuTexture(context, 8, 8, GpuTextureFormat.Rgba8, "target");
            Target = new GpuFramebuffer(_texture);
            _vertexArray = context.GL.GenVertexArray();
        }

        public GpuBuffer Output { get; }

        public GpuFramebuffer Target { get; }

        public void Run()
        {
            using (_context.Enter())
            {
                _input.Slice(0, 16).BindStorage(0);
                Output.Whole.BindStorage(3);
                _input.Slice(256, 16).BindUniform(2);
                _context.Dispatch(_compute, 1);
                _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);

                Target.Bind();
                _context.SetDrawDefaults();
                _texture.Bind(1);
                _context.GL.BindVertexArray(_vertexArray);
                _draw.Use();
                _context.GL.DrawArrays(PrimitiveType.Triangles, 0, 3);
            }
        }

        public void Dispose()
        {
            _context.GL.DeleteVertexArray(_vertexArray);
            Target.Dispose();
            _texture.Dispose();
            Output.Dispose();
            _input.Dispose();
        }
    }
}
