using System;

namespace Silk.NET.OpenGL;

// Textures: names, parameters, binding points, image units.
public unsafe partial class GL
{
    private nint _genTextures;

    public void GenTextures(uint n, uint* textures) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _genTextures, "glGenTextures"))(n, textures);

    private nint _deleteTextures;

    public void DeleteTextures(uint n, uint* textures) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _deleteTextures, "glDeleteTextures"))(n, textures);

    public uint GenTexture()
    {
        uint name;
        GenTextures(1, &name);
        return name;
    }

    public void DeleteTexture(uint textures) => DeleteTextures(1, &textures);

    private nint _isTexture;

    public bool IsTexture(uint textures) =>
        ((delegate* unmanaged[Cdecl]<uint, byte>)Entry(ref _isTexture, "glIsTexture"))(textures) != 0;

    private nint _bindTexture;

    public void BindTexture(TextureTarget target, uint texture) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, uint, void>)Entry(ref _bindTexture, "glBindTexture"))(target, texture);

    public void BindTexture(GLEnum target, uint texture) =>
        BindTexture((TextureTarget)target, texture);

    private nint _texBufferRange;

    public void TexBufferRange(TextureTarget target, SizedInternalFormat internalformat, uint buffer, nint offset, nuint size) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, SizedInternalFormat, uint, nint, nuint, void>)
            Entry(ref _texBufferRange, "glTexBufferRange"))(target, internalformat, buffer, offset, size);

    public void TexBufferRange(GLEnum target, GLEnum internalformat, uint buffer, nint offset, nuint size) =>
        TexBufferRange((TextureTarget)target, (SizedInternalFormat)internalformat, buffer, offset, size);

    private nint _activeTexture;

    public void ActiveTexture(TextureUnit texture) =>
        ((delegate* unmanaged[Cdecl]<TextureUnit, void>)Entry(ref _activeTexture, "glActiveTexture"))(texture);

    public void ActiveTexture(GLEnum texture) =>
        ActiveTexture((TextureUnit)texture);

    private nint _texParameteri;

    public void TexParameter(TextureTarget target, TextureParameterName pname, int param) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, TextureParameterName, int, void>)
            Entry(ref _texParameteri, "glTexParameteri"))(target, pname, param);

    public void TexParameter(GLEnum target, GLEnum pname, int param) =>
        TexParameter((TextureTarget)target, (TextureParameterName)pname, param);

    private nint _getTexParameteriv;

    public void GetTexParameter(TextureTarget target, GetTextureParameter pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<TextureTarget, GetTextureParameter, int*, void>)
                Entry(ref _getTexParameteriv, "glGetTexParameteriv"))(target, pname, paramsPointer);
    }

    private nint _getTexLevelParameteriv;

    public void GetTexLevelParameter(TextureTarget target, int level, GetTextureParameter pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<TextureTarget, int, GetTextureParameter, int*, void>)
                Entry(ref _getTexLevelParameteriv, "glGetTexLevelParameteriv"))(target, level, pname, paramsPointer);
    }

    private nint _bindImageTexture;

    public void BindImageTexture(
        uint unit, uint texture, int level, bool layered, int layer, BufferAccessARB access, InternalFormat format) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, int, byte, int, BufferAccessARB, InternalFormat, void>)
            Entry(ref _bindImageTexture, "glBindImageTexture"))(unit, texture, level, Flag(layered), layer, access, format);

    public void BindImageTexture(uint unit, uint texture, int level, bool layered, int layer, GLEnum access, GLEnum format) =>
        BindImageTexture(unit, texture, level, layered, layer, (BufferAccessARB)access, (InternalFormat)format);

    private nint _generateMipmap;

    public void GenerateMipmap(TextureTarget target) =>
        ((delegate* unmanaged[Cdecl]<TextureTarget, void>)Entry(ref _generateMipmap, "glGenerateMipmap"))(target);
}
