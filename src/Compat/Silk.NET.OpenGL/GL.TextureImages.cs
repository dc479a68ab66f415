using System;

namespace Silk.NET.OpenGL;

// The pixels of textures.
public unsafe partial class GL
{
    private nint _pixelStorei;

    public void PixelStore(PixelStoreParameter pname, int param) =>
        ((delegate* unmanaged[Cdecl]<PixelStoreParameter, int, void>)Entry(ref _pixelStorei, "glPixelStorei"))(pname, param);

    public void PixelStore(GLEnum pname, int param) =>
        PixelStore((PixelStoreParameter)pname, param);

    private nint _texStorage2D;

    public void TexStorage2D(TextureTarget target, uint levels, SizedInternalFormat internalformat, uint width, uint height) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, uint, SizedInternalFormat, uint, uint, void>)
            Entry(ref _texStorage2D, "glTexStorage2D"))(target, levels, internalformat, width, height);

    public void TexStorage2D(GLEnum target, uint levels, GLEnum internalformat, uint width, uint height) =>
        TexStorage2D((TextureTarget)target, levels, (SizedInternalFormat)internalformat, width, height);

    private nint _texImage2D;

    public void TexImage2D(
        TextureTarget target, int level, InternalFormat internalformat, uint width, uint height, int border, PixelFormat format,
        PixelType type, void* pixels) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, int, InternalFormat, uint, uint, int, PixelFormat, PixelType, void*, void>)
            Entry(ref _texImage2D, "glTexImage2D"))(target, level, internalformat, width, height, border, format, type, pixels);

    public void TexImage2D(
        GLEnum target, int level, int internalformat, uint width, uint height, int border, GLEnum format, GLEnum type, void* pixels) =>
        TexImage2D(
            (TextureTarget)target, level, (InternalFormat)internalformat, width, height, border, (PixelFormat)format, (PixelType)type,
            pixels);

    private nint _texSubImage2D;

    public void TexSubImage2D(
        TextureTarget target, int level, int xoffset, int yoffset, uint width, uint height, PixelFormat format, PixelType type,
        void* pixels) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, int, int, int, uint, uint, PixelFormat, PixelType, void*, void>)
            Entry(ref _texSubImage2D, "glTexSubImage2D"))(target, level, xoffset, yoffset, width, height, format, type, pixels);

    public void TexSubImage2D(
        GLEnum target, int level, int xoffset, int yoffset, uint width, uint height, GLEnum format, GLEnum type, void* pixels) =>
        TexSubImage2D((TextureTarget)target, level, xoffset, yoffset, width, height, (PixelFormat)format, (PixelType)type, pixels);

    public void TexSubImage2D<T0>(
        TextureTarget target, int level, int xoffset, int yoffset, uint width, uint height, PixelFormat format, PixelType type,
        ReadOnlySpan<T0> pixels)
        where T0 : unmanaged
    {
        fixed (T0* pointer = pixels)
            TexSubImage2D(target, level, xoffset, yoffset, width, height, format, type, pointer);
    }
}
