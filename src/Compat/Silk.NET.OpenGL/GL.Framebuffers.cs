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

    public void GenFramebuffers(Span<uint> framebuffers)
    {
        fixed (uint* pointer = framebuffers)
            GenFramebuffers((uint)framebuffers.Length, pointer);
    }

    public void DeleteFramebuffer(uint framebuffers) => DeleteFramebuffers(1, &framebuffers);

    public void DeleteFramebuffers(ReadOnlySpan<uint> framebuffers)
    {
        fixed (uint* pointer = framebuffers)
            DeleteFramebuffers((uint)framebuffers.Length, pointer);
    }

    private nint _isFramebuffer;

    public bool IsFramebuffer(uint framebuffers) =>
        ((delegate* unmanaged[Cdecl]<uint, byte>)Entry(ref _isFramebuffer, "glIsFramebuffer"))(framebuffers) != 0;

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

    public void FramebufferTexture2D(GLEnum target, GLEnum attachment, GLEnum textarget, uint texture, int level) =>
        FramebufferTexture2D((FramebufferTarget)target, (FramebufferAttachment)attachment, (TextureTarget)textarget, texture, level);

    private nint _framebufferTextureLayer;

    public void FramebufferTextureLayer(FramebufferTarget target, FramebufferAttachment attachment, uint texture, int level, int layer) =>
        ((delegate* unmanaged[Cdecl]<FramebufferTarget, FramebufferAttachment, uint, int, int, void>)
            Entry(ref _framebufferTextureLayer, "glFramebufferTextureLayer"))(target, attachment, texture, level, layer);

    public void FramebufferTextureLayer(GLEnum target, GLEnum attachment, uint texture, int level, int layer) =>
        FramebufferTextureLayer((FramebufferTarget)target, (FramebufferAttachment)attachment, texture, level, layer);

    private nint _framebufferRenderbuffer;

    public void FramebufferRenderbuffer(
        FramebufferTarget target, FramebufferAttachment attachment, RenderbufferTarget renderbuffertarget, uint renderbuffer) =>
        ((delegate* unmanaged[Cdecl]<FramebufferTarget, FramebufferAttachment, RenderbufferTarget, uint, void>)
            Entry(ref _framebufferRenderbuffer, "glFramebufferRenderbuffer"))(target, attachment, renderbuffertarget, renderbuffer);

    public void FramebufferRenderbuffer(GLEnum target, GLEnum attachment, GLEnum renderbuffertarget, uint renderbuffer) =>
        FramebufferRenderbuffer(
            (FramebufferTarget)target, (FramebufferAttachment)attachment, (RenderbufferTarget)renderbuffertarget, renderbuffer);

    private nint _checkFramebufferStatus;

    public GLEnum CheckFramebufferStatus(FramebufferTarget target) =>
        ((delegate* unmanaged[Cdecl]<FramebufferTarget, GLEnum>)Entry(ref _checkFramebufferStatus, "glCheckFramebufferStatus"))(target);

    public GLEnum CheckFramebufferStatus(GLEnum target) =>
        CheckFramebufferStatus((FramebufferTarget)target);

    private nint _getFramebufferAttachmentParameteriv;

    public void GetFramebufferAttachmentParameter(
        FramebufferTarget target, FramebufferAttachment attachment, FramebufferAttachmentParameterName pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<FramebufferTarget, FramebufferAttachment, FramebufferAttachmentParameterName, int*, void>)
                Entry(ref _getFramebufferAttachmentParameteriv, "glGetFramebufferAttachmentParameteriv"))(
                    target, attachment, pname, paramsPointer);
    }

    public void GetFramebufferAttachmentParameter(GLEnum target, GLEnum attachment, GLEnum pname, out int @params) =>
        GetFramebufferAttachmentParameter(
            (FramebufferTarget)target, (FramebufferAttachment)attachment, (FramebufferAttachmentParameterName)pname, out @params);

    private nint _blitFramebuffer;

    public void BlitFramebuffer(
        int srcX0, int srcY0, int srcX1, int srcY1, int dstX0, int dstY0, int dstX1, int dstY1, ClearBufferMask mask,
        BlitFramebufferFilter filter) =>
        ((delegate* unmanaged[Cdecl]<int, int, int, int, int, int, int, int, ClearBufferMask, BlitFramebufferFilter, void>)
            Entry(ref _blitFramebuffer, "glBlitFramebuffer"))(srcX0, srcY0, srcX1, srcY1, dstX0, dstY0, dstX1, dstY1, mask, filter);

    public void BlitFramebuffer(
        int srcX0, int srcY0, int srcX1, int srcY1, int dstX0, int dstY0, int dstX1, int dstY1, uint mask, GLEnum filter) =>
        BlitFramebuffer(srcX0, srcY0, srcX1, srcY1, dstX0, dstY0, dstX1, dstY1, (ClearBufferMask)mask, (BlitFramebufferFilter)filter);

    private nint _drawBuffers;

    public void DrawBuffers(uint n, DrawBufferMode* bufs) =>
        ((delegate* unmanaged[Cdecl]<uint, DrawBufferMode*, void>)Entry(ref _drawBuffers, "glDrawBuffers"))(n, bufs);

    public void DrawBuffers(uint n, GLEnum* bufs) => DrawBuffers(n, (DrawBufferMode*)bufs);

    public void DrawBuffers(uint n, ReadOnlySpan<GLEnum> bufs)
    {
        fixed (GLEnum* pointer = bufs)
            DrawBuffers(n, pointer);
    }

    public void DrawBuffers(ReadOnlySpan<GLEnum> bufs) => DrawBuffers((uint)bufs.Length, bufs);

    public void DrawBuffers(uint n, ReadOnlySpan<DrawBufferMode> bufs)
    {
        fixed (DrawBufferMode* pointer = bufs)
            DrawBuffers(n, pointer);
    }

    public void DrawBuffers(ReadOnlySpan<DrawBufferMode> bufs) => DrawBuffers((uint)bufs.Length, bufs);

    private nint _drawBuffer;

    public void DrawBuffer(DrawBufferMode buf) =>
        ((delegate* unmanaged[Cdecl]<DrawBufferMode, void>)Entry(ref _drawBuffer, "glDrawBuffer"))(buf);

    public void DrawBuffer(GLEnum buf) =>
        DrawBuffer((DrawBufferMode)buf);

    private nint _readBuffer;

    public void ReadBuffer(ReadBufferMode src) =>
        ((delegate* unmanaged[Cdecl]<ReadBufferMode, void>)Entry(ref _readBuffer, "glReadBuffer"))(src);

    public void ReadBuffer(GLEnum src) =>
        ReadBuffer((ReadBufferMode)src);

    private nint _readPixels;

    public void ReadPixels(int x, int y, uint width, uint height, PixelFormat format, PixelType type, void* pixels) =>
        ((delegate* unmanaged[Cdecl]<int, int, uint, uint, PixelFormat, PixelType, void*, void>)
            Entry(ref _readPixels, "glReadPixels"))(x, y, width, height, format, type, pixels);

    public void ReadPixels(int x, int y, uint width, uint height, GLEnum format, GLEnum type, void* pixels) =>
        ReadPixels(x, y, width, height, (PixelFormat)format, (PixelType)type, pixels);

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

    private nint _clearBufferiv;

    public void ClearBuffer(GLEnum buffer, int drawbuffer, int* value) =>
        ((delegate* unmanaged[Cdecl]<GLEnum, int, int*, void>)Entry(ref _clearBufferiv, "glClearBufferiv"))(buffer, drawbuffer, value);

    private nint _clearBufferuiv;

    public void ClearBuffer(GLEnum buffer, int drawbuffer, uint* value) =>
        ((delegate* unmanaged[Cdecl]<GLEnum, int, uint*, void>)Entry(ref _clearBufferuiv, "glClearBufferuiv"))(buffer, drawbuffer, value);

    public void ClearBuffer(GLEnum buffer, int drawbuffer, ReadOnlySpan<float> value)
    {
        fixed (float* pointer = value)
            ClearBuffer(buffer, drawbuffer, pointer);
    }

    public void ClearBuffer(GLEnum buffer, int drawbuffer, ReadOnlySpan<int> value)
    {
        fixed (int* pointer = value)
            ClearBuffer(buffer, drawbuffer, pointer);
    }

    public void ClearBuffer(GLEnum buffer, int drawbuffer, ReadOnlySpan<uint> value)
    {
        fixed (uint* pointer = value)
            ClearBuffer(buffer, drawbuffer, pointer);
    }
}
