using System;

namespace Silk.NET.OpenGL;

// Framebuffers: names, attachments, copies, read-back.
public unsafe partial class GL
{
    private nint _genFramebuffers;

    public void GenFramebuffers(uint n, uint* framebuffers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _genFramebuffers, "glGenFramebuffers"))(n, framebuffers);

    private nint _deleteFramebuffers;

    public void DeleteFramebuffers(uint n, uint* framebuffers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _deleteFramebuffers, "glDeleteFramebuffers"))(n, framebuffers);

    public uint GenFramebuffer()
    {
        uint name;
        GenFramebuffers(1, &name);
        return name;
    }

    public void DeleteFramebuffer(uint framebuffers) => DeleteFramebuffers(1, &framebuffers);

    private nint _bindFramebuffer;

    public void BindFramebuffer(FramebufferTarget target, uint framebuffer) =>
        ((delegate* unmanaged[Cdecl]<FramebufferTarget, uint, void>)Entry(ref _bindFramebuffer, "glBindFramebuffer"))(target, framebuffer);

    public void BindFramebuffer(GLEnum target, uint framebuffer) =>
        BindFramebuffer((FramebufferTarget)target, framebuffer);

    private nint _framebufferTexture2D;

    public void FramebufferTexture2D(
        FramebufferTarget target, FramebufferAttachment attachment, TextureTarget textarget, uint texture, int level) =>
        ((delegate* unmanaged[Cdecl]<FramebufferTarget, FramebufferAttachment, TextureTarget, uint, int, void>)
            Entry(ref _framebufferTexture2D, "glFramebufferTexture2D"))(target, attachment, textarget, texture, level);

    private nint _framebufferRenderbuffer;

    public void FramebufferRenderbuffer(
        FramebufferTarget target, FramebufferAttachment attachment, RenderbufferTarget renderbuffertarget, uint renderbuffer) =>
        ((delegate* unmanaged[Cdecl]<FramebufferTarget, FramebufferAttachment, RenderbufferTarget, uint, void>)
            Entry(ref _framebufferRenderbuffer, "glFramebufferRenderbuffer"))(target, attachment, renderbuffertarget, renderbuffer);

    private nint _checkFramebufferStatus;

    public GLEnum CheckFramebufferStatus(FramebufferTarget target) =>
        ((delegate* unmanaged[Cdecl]<FramebufferTarget, GLEnum>)Entry(ref _checkFramebufferStatus, "glCheckFramebufferStatus"))(target);

    private nint _drawBuffers;

    public void DrawBuffers(uint n, GLEnum* bufs) =>
        ((delegate* unmanaged[Cdecl]<uint, GLEnum*, void>)Entry(ref _drawBuffers, "glDrawBuffers"))(n, bufs);

    public void DrawBuffers(ReadOnlySpan<GLEnum> bufs)
    {
        fixed (GLEnum* pointer = bufs)
            DrawBuffers((uint)bufs.Length, pointer);
    }

    private nint _readPixels;

    public void ReadPixels(int x, int y, uint width, uint height, PixelFormat format, PixelType type, void* pixels) =>
        ((delegate* unmanaged[Cdecl]<int, int, uint, uint, PixelFormat, PixelType, void*, void>)
            Entry(ref _readPixels, "glReadPixels"))(x, y, width, height, format, type, pixels);

    public void ReadPixels<T0>(int x, int y, uint width, uint height, PixelFormat format, PixelType type, Span<T0> pixels)
        where T0 : unmanaged
    {
        fixed (T0* pointer = pixels)
            ReadPixels(x, y, width, height, format, type, pointer);
    }

    public void ReadPixels<T0>(int x, int y, uint width, uint height, PixelFormat format, PixelType type, out T0 pixels)
        where T0 : unmanaged
    {
        fixed (T0* pointer = &pixels)
            ReadPixels(x, y, width, height, format, type, pointer);
    }

    private nint _clearBufferfv;

    public void ClearBuffer(GLEnum buffer, int drawbuffer, float* value) =>
        ((delegate* unmanaged[Cdecl]<GLEnum, int, float*, void>)Entry(ref _clearBufferfv, "glClearBufferfv"))(buffer, drawbuffer, value);

    public void ClearBuffer(GLEnum buffer, int drawbuffer, ReadOnlySpan<float> value)
    {
        fixed (float* pointer = value)
            ClearBuffer(buffer, drawbuffer, pointer);
    }
}
