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

    private nint _texStorage3D;

    public void TexStorage3D(TextureTarget target, uint levels, SizedInternalFormat internalformat, uint width, uint height, uint depth) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, uint, SizedInternalFormat, uint, uint, uint, void>)
            Entry(ref _texStorage3D, "glTexStorage3D"))(target, levels, internalformat, width, height, depth);

    public void TexStorage3D(GLEnum target, uint levels, GLEnum internalformat, uint width, uint height, uint depth) =>
        TexStorage3D((TextureTarget)target, levels, (SizedInternalFormat)internalformat, width, height, depth);

    private nint _texImage2D;

    public void TexImage2D(
        TextureTarget target, int level, InternalFormat internalformat, uint width, uint height, int border, PixelFormat format,
        PixelType type, void* pixels) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, int, InternalFormat, uint, uint, int, PixelFormat, PixelType, void*, void>)
            Entry(ref _texImage2D, "glTexImage2D"))(target, level, internalformat, width, height, border, format, type, pixels);

    public void TexImage2D(
        TextureTarget target, int level, int internalformat, uint width, uint height, int border, PixelFormat format, PixelType type,
        void* pixels) =>
        TexImage2D(target, level, (InternalFormat)internalformat, width, height, border, format, type, pixels);

    public void TexImage2D(
        GLEnum target, int level, int internalformat, uint width, uint height, int border, GLEnum format, GLEnum type, void* pixels) =>
        TexImage2D(
            (TextureTarget)target, level, (InternalFormat)internalformat, width, height, border, (PixelFormat)format, (PixelType)type,
            pixels);

    public void TexImage2D<T0>(
        TextureTarget target, int level, InternalFormat internalformat, uint width, uint height, int border, PixelFormat format,
        PixelType type, ReadOnlySpan<T0> pixels)
        where T0 : unmanaged
    {
        fixed (T0* pointer = pixels)
            TexImage2D(target, level, internalformat, width, height, border, format, type, pointer);
    }

    private nint _texImage3D;

    public void TexImage3D(
        TextureTarget target, int level, InternalFormat internalformat, uint width, uint height, uint depth, int border,
        PixelFormat format, PixelType type, void* pixels) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, int, InternalFormat, uint, uint, uint, int, PixelFormat, PixelType, void*, void>)
            Entry(ref _texImage3D, "glTexImage3D"))(target, level, internalformat, width, height, depth, border, format, type, pixels);

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

    private nint _texSubImage3D;

    public void TexSubImage3D(
        TextureTarget target, int level, int xoffset, int yoffset, int zoffset, uint width, uint height, uint depth, PixelFormat format,
        PixelType type, void* pixels) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, int, int, int, int, uint, uint, uint, PixelFormat, PixelType, void*, void>)
            Entry(ref _texSubImage3D, "glTexSubImage3D"))(
                target, level, xoffset, yoffset, zoffset, width, height, depth, format, type, pixels);

    public void TexSubImage3D(
        GLEnum target, int level, int xoffset, int yoffset, int zoffset, uint width, uint height, uint depth, GLEnum format, GLEnum type,
        void* pixels) =>
        TexSubImage3D(
            (TextureTarget)target, level, xoffset, yoffset, zoffset, width, height, depth, (PixelFormat)format, (PixelType)type,
            pixels);

    private nint _copyTexSubImage2D;

    public void CopyTexSubImage2D(TextureTarget target, int level, int xoffset, int yoffset, int x, int y, uint width, uint height) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, int, int, int, int, int, uint, uint, void>)
            Entry(ref _copyTexSubImage2D, "glCopyTexSubImage2D"))(target, level, xoffset, yoffset, x, y, width, height);

    public void CopyTexSubImage2D(GLEnum target, int level, int xoffset, int yoffset, int x, int y, uint width, uint height) =>
        CopyTexSubImage2D((TextureTarget)target, level, xoffset, yoffset, x, y, width, height);

    private nint _getTexImage;

    public void GetTexImage(TextureTarget target, int level, PixelFormat format, PixelType type, void* pixels) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, int, PixelFormat, PixelType, void*, void>)
            Entry(ref _getTexImage, "glGetTexImage"))(target, level, format, type, pixels);

    public void GetTexImage(GLEnum target, int level, GLEnum format, GLEnum type, void* pixels) =>
        GetTexImage((TextureTarget)target, level, (PixelFormat)format, (PixelType)type, pixels);

    public void GetTexImage<T0>(TextureTarget target, int level, PixelFormat format, PixelType type, Span<T0> pixels)
        where T0 : unmanaged
    {
        fixed (T0* pointer = pixels)
            GetTexImage(target, level, format, type, pointer);
    }
}
