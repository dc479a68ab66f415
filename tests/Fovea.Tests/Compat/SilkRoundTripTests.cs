using System;
using System.Linq;
using System.Numerics;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Compat;

/// <summary>What is set through the bindings comes back through them: a wrong parameter type anywhere would show.</summary>
public unsafe class SilkRoundTripTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory]
    [MemberData(nameof(Apis))]
    public void Fixed_function_state(GlApi api) => GlThread.Run(api, _ =>
    {
        // A context of its own, so that no other test sees the odd state.
        using HeadlessHost host = HeadlessHost.Create(new HeadlessOptions { Api = api });
        GL gl = host.GL;
        gl.Viewport(1, 2, 33, 44);
        gl.Scissor(5, 6, 77, 88);
        gl.ClearColor(0.125f, 0.25f, 0.5f, 1f);
        gl.ClearDepth(0.75f);
        gl.ColorMask(true, false, true, false);
        gl.DepthMask(false);
        gl.DepthFunc(DepthFunction.Gequal);
        gl.BlendFuncSeparate(BlendingFactor.SrcAlpha, BlendingFactor.DstColor, BlendingFactor.One, BlendingFactor.ConstantAlpha);
        gl.BlendEquationSeparate(BlendEquationModeEXT.Max, BlendEquationModeEXT.FuncReverseSubtract);
        gl.BlendColor(0.5f, 0.25f, 0.125f, 0f);
        gl.CullFace(TriangleFace.Front);
        gl.FrontFace(FrontFaceDirection.CW);
        gl.PolygonOffset(2f, 3f);
        gl.StencilFuncSeparate(TriangleFace.Back, StencilFunction.Notequal, 9, 0xF0);
        gl.StencilOpSeparate(TriangleFace.Back, StencilOp.Incr, StencilOp.DecrWrap, StencilOp.Invert);
        gl.StencilMaskSeparate(TriangleFace.Back, 0x0F);
        gl.Enable(EnableCap.ScissorTest);

        Span<int> box = stackalloc int[4];
        gl.GetInteger(GetPName.Viewport, box);
        Assert.Equal([1, 2, 33, 44], box.ToArray());
        gl.GetInteger(GetPName.ScissorBox, box);
        Assert.Equal([5, 6, 77, 88], box.ToArray());
        Span<float> four = stackalloc float[4];
        gl.GetFloat(GetPName.ColorClearValue, four);
        Assert.Equal([0.125f, 0.25f, 0.5f, 1f], four.ToArray());
        gl.GetFloat(GetPName.BlendColor, four);
        Assert.Equal([0.5f, 0.25f, 0.125f, 0f], four.ToArray());
        Assert.Equal(0.75f, gl.GetFloat(GetPName.DepthClearValue));
        Span<bool> mask = stackalloc bool[4];
        gl.GetBoolean(GetPName.ColorWritemask, mask);
        Assert.Equal([true, false, true, false], mask.ToArray());
        Assert.False(gl.GetBoolean(GetPName.DepthWritemask));
        Assert.Equal(DepthFunction.Gequal, (DepthFunction)gl.GetInteger(GetPName.DepthFunc));
        Assert.Equal(BlendingFactor.SrcAlpha, (BlendingFactor)gl.GetInteger(GetPName.BlendSrcRgb));
        Assert.Equal(BlendingFactor.DstColor, (BlendingFactor)gl.GetInteger(GetPName.BlendDstRgb));
        Assert.Equal(BlendingFactor.ConstantAlpha, (BlendingFactor)gl.GetInteger(GetPName.BlendDstAlpha));
        Assert.Equal(BlendEquationModeEXT.Max, (BlendEquationModeEXT)gl.GetInteger(GetPName.BlendEquationRgb));
        Assert.Equal(TriangleFace.Front, (TriangleFace)gl.GetInteger(GetPName.CullFaceMode));
        Assert.Equal(FrontFaceDirection.CW, (FrontFaceDirection)gl.GetInteger(GetPName.FrontFace));
        Assert.Equal(3f, gl.GetFloat(GetPName.PolygonOffsetUnits));
        Assert.Equal(StencilFunction.Notequal, (StencilFunction)gl.GetInteger(GetPName.StencilBackFunc));
        Assert.Equal(0xF0, gl.GetInteger(GetPName.StencilBackValueMask));
        Assert.Equal(StencilOp.DecrWrap, (StencilOp)gl.GetInteger(GetPName.StencilBackPassDepthFail));
        Assert.Equal(0x0F, gl.GetInteger(GetPName.StencilBackWritemask));
        Assert.True(gl.IsEnabled(EnableCap.ScissorTest));
        Assert.Equal(GLEnum.NoError, gl.GetError());
    });

    [SkippableTheory]
    [MemberData(nameof(Apis))]
    public void Buffers(GlApi api) => GlThread.Run(api, gl =>
    {
        uint a = gl.GenBuffer(), b = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, a);
        gl.BufferData<int>(BufferTargetARB.CopyReadBuffer, [1, 2, 3, 4], BufferUsageARB.StaticDraw);
        gl.BufferSubData<int>(BufferTargetARB.CopyReadBuffer, sizeof(int), [20, 30]);
        gl.BindBuffer(GLEnum.CopyWriteBuffer, b);
        gl.BufferData(BufferTargetARB.CopyWriteBuffer, 16, null, BufferUsageARB.StreamRead);
        gl.CopyBufferSubData(CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, 4, 0, 12);
        void* mapped = gl.MapBufferRange(BufferTargetARB.CopyWriteBuffer, 4, 8, MapBufferAccessMask.ReadBit);
        Assert.Equal([30, 4], new Span<int>(mapped, 2).ToArray());
        gl.GetBufferParameter(BufferTargetARB.CopyWriteBuffer, BufferPNameARB.MapOffset, out long offset);
        Assert.Equal(4, offset);
        Assert.True(gl.UnmapBuffer(BufferTargetARB.CopyWriteBuffer));
        gl.GetBufferParameter(BufferTargetARB.CopyWriteBuffer, BufferPNameARB.Size, out int size);
        Assert.Equal(16, size);
        gl.GetInteger(GetPName.UniformBufferOffsetAlignment, out int alignment);
        gl.BufferData(BufferTargetARB.CopyWriteBuffer, (nuint)alignment * 2, null, BufferUsageARB.StreamRead);
        gl.BindBufferRange(BufferTargetARB.UniformBuffer, 2, b, alignment, 16);
        gl.GetInteger(GLEnum.UniformBufferBinding, 2, out int bound);
        gl.GetInteger64(GLEnum.UniformBufferStart, 2, out long start);
        Assert.Equal((b, alignment), ((uint)bound, start));
        if (api == GlApi.OpenGL)
        {
            Span<int> back = stackalloc int[2];
            gl.GetBufferSubData<int>(BufferTargetARB.CopyReadBuffer, 4, back);
            Assert.Equal([20, 30], back.ToArray());
        }

        gl.DeleteBuffer(a);
        gl.DeleteBuffers([b]);
        Assert.False(gl.IsBuffer(a) || gl.IsBuffer(b));
    });

    [SkippableTheory]
    [MemberData(nameof(Apis))]
    public void Textures_samplers_and_framebuffers(GlApi api) => GlThread.Run(api, gl =>
    {
        uint texture = gl.GenTexture(), sampler = gl.GenSampler(), framebuffer = gl.GenFramebuffer(), renderbuffer = gl.GenRenderbuffer();
        byte[] pixels = Enumerable.Range(0, 4 * 3 * 2).Select(i => (byte)(i * 10)).ToArray();
        gl.ActiveTexture(TextureUnit.Texture2);
        gl.BindTexture(TextureTarget.Texture2D, texture);
        gl.TexStorage2D(TextureTarget.Texture2D, 1, SizedInternalFormat.Rgba8, 3, 2);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        gl.TexSubImage2D<byte>(TextureTarget.Texture2D, 0, 0, 0, 3, 2, PixelFormat.Rgba, PixelType.UnsignedByte, pixels);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 4);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
        gl.GetTexParameter(TextureTarget.Texture2D, GetTextureParameter.TextureMinFilter, out int filter);
        Assert.Equal(TextureMinFilter.Nearest, (TextureMinFilter)filter);
        gl.GetTexLevelParameter(TextureTarget.Texture2D, 0, GetTextureParameter.TextureWidth, out int width);
        Assert.Equal(3, width);
        gl.BindImageTexture(1, texture, 0, false, 0, BufferAccessARB.WriteOnly, InternalFormat.Rgba8);
        gl.GetInteger(GLEnum.ImageBindingAccess, 1, out int access);
        Assert.Equal(BufferAccessARB.WriteOnly, (BufferAccessARB)access);
        gl.BindImageTexture(1, 0, 0, false, 0, BufferAccessARB.ReadOnly, InternalFormat.Rgba8);

        gl.BindSampler(2, sampler);
        gl.SamplerParameter(sampler, GLEnum.TextureMagFilter, (int)TextureMagFilter.Nearest);
        gl.GetSamplerParameter(sampler, GLEnum.TextureMagFilter, out int mag);
        Assert.Equal(TextureMagFilter.Nearest, (TextureMagFilter)mag);
        Assert.Equal(sampler, (uint)gl.GetInteger(GetPName.SamplerBinding));

        gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
        gl.FramebufferTexture2D(FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, texture, 0);
        gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, renderbuffer);
        gl.RenderbufferStorage(RenderbufferTarget.Renderbuffer, InternalFormat.Depth24Stencil8, 3, 2);
        gl.FramebufferRenderbuffer(
            FramebufferTarget.Framebuffer, FramebufferAttachment.DepthStencilAttachment, RenderbufferTarget.Renderbuffer, renderbuffer);
        Assert.Equal(GLEnum.FramebufferComplete, gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer));
        byte[] back = new byte[pixels.Length];
        gl.ReadPixels<byte>(0, 0, 3, 2, PixelFormat.Rgba, PixelType.UnsignedByte, back);
        Assert.Equal(pixels, back);
        gl.ClearBuffer(GLEnum.Color, 0, [0f, 1f, 0f, 1f]);
        gl.ReadPixels(2, 1, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, out uint corner);
        Assert.Equal(0xFF00FF00u, corner);

        gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
        gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, 0);
        gl.BindSampler(2, 0);
        gl.DeleteFramebuffer(framebuffer);
        gl.DeleteRenderbuffer(renderbuffer);
        gl.DeleteSampler(sampler);
        gl.DeleteTexture(texture);
        gl.ActiveTexture(TextureUnit.Texture0);
    });

    [SkippableTheory]
    [MemberData(nameof(Apis))]
    public void Uniforms_of_every_type_and_width(GlApi api) => GlThread.Run(api, gl =>
    {
        const string Body = """
            uniform float f1; uniform vec2 f2; uniform vec3 f3; uniform vec4 f4;
            uniform int i1; uniform ivec2 i2; uniform uint u1; uniform uvec4 u4; uniform mat4 m;
            layout(location = 0) out vec4 color;
            void main() {
                color = vec4(f1, f2, 0.0) + vec4(f3, 0.0) + f4 + vec4(float(i1 + i2.x + i2.y) + float(u1 + u4.w)) + m[3];
            }
            """;
        uint program = Link(gl, api, "void main() { gl_Position = vec4(0.0); }", Body);
        gl.UseProgram(program);
        gl.Uniform1(At("f1"), 1.5f);
        gl.Uniform2(At("f2"), 2f, 3f);
        gl.Uniform3(At("f3"), new Vector3(4, 5, 6));
        gl.Uniform4(At("f4"), 7f, 8f, 9f, 10f);
        gl.Uniform1(At("i1"), -3);
        gl.Uniform2(At("i2"), 11, -12);
        gl.Uniform1(At("u1"), 4_000_000_000u);
        gl.ProgramUniform4(program, At("u4"), 1u, 2u, 3u, 3_000_000_000u);
        Matrix4x4 matrix = Matrix4x4.CreateTranslation(21, 22, 23);
        gl.UniformMatrix4(At("m"), 1, false, (float*)&matrix);

        Assert.Equal([1.5f], Floats("f1", 1));
        Assert.Equal([2f, 3f], Floats("f2", 2));
        Assert.Equal([4f, 5f, 6f], Floats("f3", 3));
        Assert.Equal([7f, 8f, 9f, 10f], Floats("f4", 4));
        Assert.Equal([21f, 22f, 23f, 1f], Floats("m", 16)[12..]);
        gl.GetUniform(program, At("i1"), out int i1);
        gl.GetUniform(program, At("u1"), out uint u1);
        Assert.Equal((-3, 4_000_000_000u), (i1, u1));
        Span<uint> u4 = stackalloc uint[4];
        gl.GetUniform(program, At("u4"), out u4[0]);
        Assert.Equal([1u, 2u, 3u, 3_000_000_000u], u4.ToArray());
        gl.UseProgram(0);
        gl.DeleteProgram(program);

        int At(string name) => gl.GetUniformLocation(program, name);

        float[] Floats(string name, int count)
        {
            float[] values = new float[count];
            gl.GetUniform(program, At(name), out values[0]);
            return values;
        }
    });

    [SkippableTheory]
    [MemberData(nameof(Apis))]
    public void An_indirect_instanced_draw_from_buffers(GlApi api) => GlThread.Run(api, gl =>
    {
        // Two instances, each a full-height half of a 2x1 picture, colored by an instanced attribute.
        const string Vertex = """
            layout(location = 0) in vec2 corner;
            layout(location = 1) in vec4 tint;
            flat out vec4 passed;
            void main() { passed = tint; gl_Position = vec4(corner.x * 0.5 - 0.5 + float(gl_InstanceID), corner.y, 0.0, 1.0); }
            """;
        uint program = Link(gl, api, Vertex, "flat in vec4 passed; layout(location = 0) out vec4 color; void main() { color = passed; }");
        uint array = gl.GenVertexArray();
        gl.BindVertexArray(array);
        uint corners = Fill<float>(gl, BufferTargetARB.ArrayBuffer, [-1, -1, 1, -1, -1, 1, 1, 1]);
        gl.EnableVertexAttribArray(0);
        gl.VertexAttribPointer(0, 2, VertexAttribPointerType.Float, false, 0, null);
        uint tints = Fill<byte>(gl, BufferTargetARB.ArrayBuffer, [0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 255]);
        gl.EnableVertexAttribArray(1);
        gl.VertexAttribPointer(1, 4, VertexAttribPointerType.UnsignedByte, true, 4, (void*)4);
        gl.VertexAttribDivisor(1, 1);
        gl.GetVertexAttrib(1, VertexAttribPropertyARB.VertexAttribArrayDivisor, out int divisor);
        Assert.Equal(1, divisor);
        uint command = Fill<uint>(gl, BufferTargetARB.DrawIndirectBuffer, [4, 2, 0, 0]);

        uint texture = gl.GenTexture(), framebuffer = gl.GenFramebuffer();
        gl.BindTexture(TextureTarget.Texture2D, texture);
        gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.Rgba8, 2, 1, 0, PixelFormat.Rgba, PixelType.UnsignedByte, null);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
        gl.FramebufferTexture2D(FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, texture, 0);
        gl.DrawBuffers([GLEnum.ColorAttachment0]);
        gl.Viewport(0, 0, 2, 1);
        gl.UseProgram(program);
        gl.DrawArraysIndirect(PrimitiveType.TriangleStrip, null);
        uint[] picture = new uint[2];
        gl.ReadPixels<uint>(0, 0, 2, 1, PixelFormat.Rgba, PixelType.UnsignedByte, picture);
        Assert.Equal([0xFF0000FFu, 0xFFFF0000u], picture);

        gl.UseProgram(0);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
        gl.BindVertexArray(0);
        gl.BindBuffer(BufferTargetARB.DrawIndirectBuffer, 0);
        gl.DeleteVertexArray(array);
        gl.DeleteBuffers([corners, tints, command]);
        gl.DeleteFramebuffer(framebuffer);
        gl.DeleteTexture(texture);
        gl.DeleteProgram(program);
    });

    [SkippableFact]
    public void Program_binaries_queries_and_fences() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        uint program = gl.CreateProgram();
        gl.ProgramParameter(program, GLEnum.ProgramBinaryRetrievableHint, 1);
        Attach(gl, program, ShaderType.ComputeShader, "#version 430\nlayout(local_size_x = 3) in;\nvoid main() { }\n");
        gl.LinkProgram(program);
        Span<int> group = stackalloc int[3];
        fixed (int* pointer = group)
            gl.GetProgram(program, ProgramPropertyARB.ComputeWorkGroupSize, pointer);
        Assert.Equal([3, 1, 1], group.ToArray());
        byte[] binary = new byte[gl.GetProgram(program, ProgramPropertyARB.ProgramBinaryLength)];
        if (binary.Length > 0)
        {
            gl.GetProgramBinary<byte>(program, out uint length, out GLEnum format, binary);
            uint copy = gl.CreateProgram();
            gl.ProgramBinary<byte>(copy, format, binary, length);
            Assert.Equal(1, gl.GetProgram(copy, ProgramPropertyARB.LinkStatus));
            gl.DeleteProgram(copy);
        }

        uint early = gl.GenQuery(), late = gl.GenQuery();
        gl.QueryCounter(early, QueryCounterTarget.Timestamp);
        gl.UseProgram(program);
        gl.DispatchCompute(4, 1, 1);
        gl.QueryCounter(late, QueryCounterTarget.Timestamp);
        nint fence = gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
        Assert.True(gl.IsSync(fence));
        GLEnum state = gl.ClientWaitSync(fence, SyncObjectMask.Bit, 5_000_000_000);
        Assert.True(state is GLEnum.AlreadySignaled or GLEnum.ConditionSatisfied, $"{(int)state:X}");
        gl.GetSync(fence, SyncParameterName.SyncStatus, 1, out uint _, out int status);
        Assert.Equal(GLEnum.Signaled, (GLEnum)status);
        gl.GetQueryObject(early, QueryObjectParameterName.Result, out ulong from);
        gl.GetQueryObject(late, QueryObjectParameterName.Result, out ulong to);
        Assert.True(to >= from && from > 0, $"{from}..{to}");

        gl.DeleteSync(fence);
        gl.DeleteQueries([early, late]);
        gl.UseProgram(0);
        gl.DeleteProgram(program);
    });

    [SkippableFact]
    public void Labels_and_debug_groups() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        uint buffer = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.ArrayBuffer, buffer);
        gl.ObjectLabel(ObjectIdentifier.Buffer, buffer, 6, "labels");
        int depth = gl.GetInteger(GetPName.DebugGroupStackDepth);
        gl.PushDebugGroup(DebugSource.DebugSourceApplication, 1, 5, "group");
        Assert.Equal(depth + 1, gl.GetInteger(GetPName.DebugGroupStackDepth));
        gl.PopDebugGroup();
        gl.BindBuffer(BufferTargetARB.ArrayBuffer, 0);
        gl.DeleteBuffer(buffer);
    });

    private static uint Fill<T>(GL gl, BufferTargetARB target, ReadOnlySpan<T> data)
        where T : unmanaged
    {
        uint buffer = gl.GenBuffer();
        gl.BindBuffer(target, buffer);
        gl.BufferData(target, data, BufferUsageARB.StaticDraw);
        return buffer;
    }

    private static uint Link(GL gl, GlApi api, string vertex, string fragment)
    {
        string header = api == GlApi.OpenGLES ? "#version 310 es\nprecision highp float;\nprecision highp int;\n" : "#version 430\n";
        uint program = gl.CreateProgram();
        Attach(gl, program, ShaderType.VertexShader, header + vertex);
        Attach(gl, program, ShaderType.FragmentShader, header + fragment);
        gl.LinkProgram(program);
        Assert.True(gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 1, gl.GetProgramInfoLog(program));
        return program;
    }

    private static void Attach(GL gl, uint program, ShaderType type, string source)
    {
        uint shader = gl.CreateShader(type);
        gl.ShaderSource(shader, source);
        gl.CompileShader(shader);
        Assert.True(gl.GetShader(shader, ShaderParameterName.CompileStatus) == 1, gl.GetShaderInfoLog(shader));
        gl.AttachShader(program, shader);
        gl.DeleteShader(shader);
    }
}
