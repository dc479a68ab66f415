using System;

namespace Silk.NET.OpenGL;

// Renderbuffers.
public unsafe partial class GL
{
    private nint _genRenderbuffers;

    public void GenRenderbuffers(uint n, uint* renderbuffers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _genRenderbuffers, "glGenRenderbuffers"))(n, renderbuffers);

    private nint _deleteRenderbuffers;

    public void DeleteRenderbuffers(uint n, uint* renderbuffers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _deleteRenderbuffers, "glDeleteRenderbuffers"))(n, renderbuffers);

    public uint GenRenderbuffer()
    {
        uint name;
        GenRenderbuffers(1, &name);
        return name;
    }

    public void DeleteRenderbuffer(uint renderbuffers) => DeleteRenderbuffers(1, &renderbuffers);

    private nint _bindRenderbuffer;

    public void BindRenderbuffer(RenderbufferTarget target, uint renderbuffer) =>
        ((delegate* unmanaged[Cdecl]<RenderbufferTarget, uint, void>)
            Entry(ref _bindRenderbuffer, "glBindRenderbuffer"))(target, renderbuffer);

    private nint _renderbufferStorage;

    public void RenderbufferStorage(RenderbufferTarget target, InternalFormat internalformat, uint width, uint height) =>
        ((delegate* unmanaged[Cdecl]<RenderbufferTarget, InternalFormat, uint, uint, void>)
            Entry(ref _renderbufferStorage, "glRenderbufferStorage"))(target, internalformat, width, height);
}
