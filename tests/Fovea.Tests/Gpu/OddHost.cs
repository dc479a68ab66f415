using System;
using System.Collections.Generic;
using Silk.NET.OpenGL;

namespace Fovea.Tests.Gpu;

/// <summary>A host whose GL state is nowhere at its default. Disposing it puts the defaults back.</summary>
internal sealed unsafe class OddHost : IDisposable
{
    private readonly GL _gl;
    private readonly List<Action> _undo = new();

    public OddHost(GL gl, bool es)
    {
        _gl = gl;
        IsES = es;
        Buffers();
        Textures();
        Framebuffers();
        Drawing();
        PixelStore();
    }

    public bool IsES { get; }

    public void Dispose()
    {
        for (int i = _undo.Count - 1; i >= 0; i--)
            _undo[i]();
    }

    private uint Buffer(BufferTargetARB target)
    {
        uint buffer = _gl.GenBuffer();
        _gl.BindBuffer(target, buffer);
        _gl.BufferData(target, 4096, null, BufferUsageARB.StaticDraw);
        _undo.Add(() =>
        {
            _gl.BindBuffer(target, 0);
            _gl.DeleteBuffer(buffer);
        });
        return buffer;
    }

    private void Buffers()
    {
        uint vertexArray = _gl.GenVertexArray();
        _gl.BindVertexArray(vertexArray);
        _undo.Add(() =>
        {
            _gl.BindVertexArray(0);
            _gl.DeleteVertexArray(vertexArray);
        });
        foreach (BufferTargetARB target in new[]
        {
            BufferTargetARB.ArrayBuffer, BufferTargetARB.ElementArrayBuffer, BufferTargetARB.CopyReadBuffer,
            BufferTargetARB.CopyWriteBuffer, BufferTargetARB.PixelPackBuffer, BufferTargetARB.PixelUnpackBuffer,
            BufferTargetARB.DrawIndirectBuffer, BufferTargetARB.DispatchIndirectBuffer,
        })
        {
            Buffer(target);
        }

        foreach (BufferTargetARB target in new[] { BufferTargetARB.ShaderStorageBuffer, BufferTargetARB.UniformBuffer })
        {
            uint ranged = Buffer(target);
            uint based = Buffer(target);
            _gl.BindBufferRange(target, 0, ranged, 256, 512);
            _gl.BindBufferBase(target, 1, based);
            _gl.BindBufferRange(target, 3, based, 1024, 64); // number 2 stays free
            _gl.BindBuffer(target, ranged);
            _undo.Add(() =>
            {
                for (uint i = 0; i < 4; i++)
                    _gl.BindBufferBase(target, i, 0);
            });
        }

        uint program = _gl.CreateProgram();
        uint vertex = Shader(ShaderType.VertexShader, "void main() { gl_Position = vec4(0.0); }");
        uint fragment = Shader(ShaderType.FragmentShader, "precision highp float; out vec4 c; void main() { c = vec4(0.5); }");
        _gl.AttachShader(program, vertex);
        _gl.AttachShader(program, fragment);
        _gl.LinkProgram(program);
        _gl.DeleteShader(vertex);
        _gl.DeleteShader(fragment);
        _gl.UseProgram(program);
        _undo.Add(() =>
        {
            _gl.UseProgram(0);
            _gl.DeleteProgram(program);
        });
    }

    private uint Shader(ShaderType type, string body)
    {
        uint shader = _gl.CreateShader(type);
        _gl.ShaderSource(shader, (IsES ? "#version 310 es\n" : "#version 430\n") + body);
        _gl.CompileShader(shader);
        return shader;
    }

    private uint Texture(TextureTarget target)
    {
        uint texture = _gl.GenTexture();
        _gl.BindTexture(target, texture);
        _gl.TexStorage2D(target, 1, SizedInternalFormat.Rgba8, 4, 4);
        _undo.Add(() => _gl.DeleteTexture(texture));
        return texture;
    }

    private void Textures()
    {
        for (uint i = 0; i < 5; i++)
        {
            uint unit = i;
            _gl.ActiveTexture(TextureUnit.Texture0 + (int)unit);
            uint texture = Texture(TextureTarget.Texture2D);
            uint sampler = _gl.GenSampler();
            _gl.BindSampler(unit, sampler);
            if (unit is 1 or 3)
                _gl.BindImageTexture(unit, texture, 0, false, 0, BufferAccessARB.WriteOnly, InternalFormat.Rgba8);

            _undo.Add(() =>
            {
                _gl.BindSampler(unit, 0);
                _gl.DeleteSampler(sampler);
            });
        }

        _gl.ActiveTexture(TextureUnit.Texture2);
        Texture(TextureTarget.TextureCubeMap);
        _gl.ActiveTexture(TextureUnit.Texture4);
        _undo.Add(() => _gl.ActiveTexture(TextureUnit.Texture0));
    }

    private void Framebuffers()
    {
        foreach (FramebufferTarget target in new[] { FramebufferTarget.DrawFramebuffer, FramebufferTarget.ReadFramebuffer })
        {
            uint framebuffer = _gl.GenFramebuffer();
            _gl.BindFramebuffer(target, framebuffer);
            _undo.Add(() =>
            {
                _gl.BindFramebuffer(target, 0);
                _gl.DeleteFramebuffer(framebuffer);
            });
        }
    }

    private void Drawing()
    {
        Span<int> viewport = stackalloc int[4];
        _gl.GetInteger(GLEnum.Viewport, viewport);
        int[] original = viewport.ToArray();
        _gl.Viewport(3, 5, 17, 19);
        _gl.Scissor(1, 2, 3, 4);
        _gl.ColorMask(false, true, false, true);
        _gl.BlendColor(0.1f, 0.2f, 0.3f, 0.4f);
        _gl.ClearColor(0.9f, 0.8f, 0.7f, 0.6f);
        _gl.ClearDepth(0.25f);
        _gl.DepthRange(0.75f, 0.25f);
        _gl.BlendFuncSeparate(
            BlendingFactor.DstColor, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.ConstantAlpha, BlendingFactor.SrcAlphaSaturate);
        _gl.BlendEquationSeparate(BlendEquationModeEXT.FuncSubtract, BlendEquationModeEXT.Max);
        _gl.DepthMask(false);
        _gl.DepthFunc(DepthFunction.Greater);
        _gl.CullFace(TriangleFace.FrontAndBack);
        _gl.FrontFace((FrontFaceDirection)0x0900);
        _undo.Add(() =>
        {
            _gl.Viewport(original[0], original[1], (uint)original[2], (uint)original[3]);
            _gl.Scissor(original[0], original[1], (uint)original[2], (uint)original[3]);
            _gl.ColorMask(true, true, true, true);
            _gl.BlendColor(0, 0, 0, 0);
            _gl.ClearColor(0, 0, 0, 0);
            _gl.ClearDepth(1f);
            _gl.DepthRange(0, 1);
            _gl.BlendFuncSeparate(BlendingFactor.One, BlendingFactor.Zero, BlendingFactor.One, BlendingFactor.Zero);
            _gl.BlendEquationSeparate(BlendEquationModeEXT.FuncAdd, BlendEquationModeEXT.FuncAdd);
            _gl.DepthMask(true);
            _gl.DepthFunc(DepthFunction.Less);
            _gl.CullFace(TriangleFace.Back);
            _gl.FrontFace(FrontFaceDirection.Ccw);
        });

        foreach (GLEnum name in new[]
        {
            GLEnum.Blend, GLEnum.DepthTest, GLEnum.CullFace, GLEnum.ScissorTest, GLEnum.StencilTest, GLEnum.RasterizerDiscard,
            GLEnum.PolygonOffsetFill, GLEnum.SampleAlphaToCoverage, GLEnum.SampleMask, GLEnum.PrimitiveRestartFixedIndex,
        })
        {
            Enable(name);
        }

        _gl.Disable(GLEnum.Dither);
        _undo.Add(() => _gl.Enable(GLEnum.Dither));
        if (IsES)
            return;

        foreach (GLEnum name in new[] { GLEnum.ColorLogicOp, GLEnum.DepthClamp, GLEnum.FramebufferSrgb, GLEnum.ClipDistance0 })
            Enable(name);

        _gl.PolygonMode(GLEnum.FrontAndBack, GLEnum.Line);
        _undo.Add(() => _gl.PolygonMode(GLEnum.FrontAndBack, GLEnum.Fill));
        if (!StateSnapshot.HasClipControl(_gl, IsES))
            return;
        _gl.ClipControl(ClipControlOrigin.UpperLeft, ClipControlDepth.ZeroToOne);
        _undo.Add(() => _gl.ClipControl(ClipControlOrigin.LowerLeft, ClipControlDepth.NegativeOneToOne));
    }

    private void Enable(GLEnum name)
    {
        _gl.Enable(name);
        _undo.Add(() => _gl.Disable(name));
    }

    private void PixelStore()
    {
        foreach (GLEnum name in new[]
        {
            GLEnum.UnpackRowLength, GLEnum.UnpackSkipRows, GLEnum.UnpackSkipPixels, GLEnum.UnpackImageHeight, GLEnum.UnpackSkipImages,
            GLEnum.PackRowLength, GLEnum.PackSkipRows, GLEnum.PackSkipPixels,
        })
        {
            _gl.PixelStore(name, 7);
            _undo.Add(() => _gl.PixelStore(name, 0));
        }

        foreach (GLEnum name in new[] { GLEnum.UnpackAlignment, GLEnum.PackAlignment })
        {
            _gl.PixelStore(name, 8);
            _undo.Add(() => _gl.PixelStore(name, 4));
        }

        if (!IsES)
        {
            _gl.PixelStore(GLEnum.UnpackSwapBytes, 1);
            _undo.Add(() => _gl.PixelStore(GLEnum.UnpackSwapBytes, 0));
        }
    }
}
