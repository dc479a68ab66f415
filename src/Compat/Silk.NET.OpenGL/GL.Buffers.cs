using System;

namespace Silk.NET.OpenGL;

// Buffer objects: names, binding points, storage.
public unsafe partial class GL
{
    private nint _genBuffers;

    public void GenBuffers(uint n, uint* buffers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _genBuffers, "glGenBuffers"))(n, buffers);

    private nint _deleteBuffers;

    public void DeleteBuffers(uint n, uint* buffers) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _deleteBuffers, "glDeleteBuffers"))(n, buffers);

    public uint GenBuffer()
    {
        uint name;
        GenBuffers(1, &name);
        return name;
    }

    public void DeleteBuffer(uint buffers) => DeleteBuffers(1, &buffers);

    public void DeleteBuffers(ReadOnlySpan<uint> buffers)
    {
        fixed (uint* pointer = buffers)
            DeleteBuffers((uint)buffers.Length, pointer);
    }

    private nint _isBuffer;

    public bool IsBuffer(uint buffers) =>
        ((delegate* unmanaged[Cdecl]<uint, byte>)Entry(ref _isBuffer, "glIsBuffer"))(buffers) != 0;

    private nint _bindBuffer;

    public void BindBuffer(BufferTargetARB target, uint buffer) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, uint, void>)Entry(ref _bindBuffer, "glBindBuffer"))(target, buffer);

    public void BindBuffer(GLEnum target, uint buffer) =>
        BindBuffer((BufferTargetARB)target, buffer);

    private nint _bindBufferBase;

    public void BindBufferBase(BufferTargetARB target, uint index, uint buffer) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, uint, uint, void>)
            Entry(ref _bindBufferBase, "glBindBufferBase"))(target, index, buffer);

    public void BindBufferBase(GLEnum target, uint index, uint buffer) =>
        BindBufferBase((BufferTargetARB)target, index, buffer);

    private nint _bindBufferRange;

    public void BindBufferRange(BufferTargetARB target, uint index, uint buffer, nint offset, nuint size) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, uint, uint, nint, nuint, void>)
            Entry(ref _bindBufferRange, "glBindBufferRange"))(target, index, buffer, offset, size);

    public void BindBufferRange(GLEnum target, uint index, uint buffer, nint offset, nuint size) =>
        BindBufferRange((BufferTargetARB)target, index, buffer, offset, size);

    private nint _bufferData;

    public void BufferData(BufferTargetARB target, nuint size, void* data, BufferUsageARB usage) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, nuint, void*, BufferUsageARB, void>)
            Entry(ref _bufferData, "glBufferData"))(target, size, data, usage);

    public void BufferData<T0>(BufferTargetARB target, ReadOnlySpan<T0> data, BufferUsageARB usage)
        where T0 : unmanaged
    {
        fixed (T0* pointer = data)
            BufferData(target, Bytes<T0>(data.Length), pointer, usage);
    }

    private nint _bufferSubData;

    public void BufferSubData(BufferTargetARB target, nint offset, nuint size, void* data) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, nint, nuint, void*, void>)
            Entry(ref _bufferSubData, "glBufferSubData"))(target, offset, size, data);

    public void BufferSubData<T0>(BufferTargetARB target, nint offset, ReadOnlySpan<T0> data)
        where T0 : unmanaged
    {
        fixed (T0* pointer = data)
            BufferSubData(target, offset, Bytes<T0>(data.Length), pointer);
    }

    private nint _getBufferSubData;

    public void GetBufferSubData(BufferTargetARB target, nint offset, nuint size, void* data) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, nint, nuint, void*, void>)
            Entry(ref _getBufferSubData, "glGetBufferSubData"))(target, offset, size, data);

    public void GetBufferSubData<T0>(BufferTargetARB target, nint offset, Span<T0> data)
        where T0 : unmanaged
    {
        fixed (T0* pointer = data)
            GetBufferSubData(target, offset, Bytes<T0>(data.Length), pointer);
    }

    private nint _copyBufferSubData;

    public void CopyBufferSubData(
        CopyBufferSubDataTarget readTarget, CopyBufferSubDataTarget writeTarget, nint readOffset, nint writeOffset, nuint size) =>
        ((delegate* unmanaged[Cdecl]<CopyBufferSubDataTarget, CopyBufferSubDataTarget, nint, nint, nuint, void>)
            Entry(ref _copyBufferSubData, "glCopyBufferSubData"))(readTarget, writeTarget, readOffset, writeOffset, size);

    private nint _mapBufferRange;

    public void* MapBufferRange(BufferTargetARB target, nint offset, nuint length, MapBufferAccessMask access) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, nint, nuint, MapBufferAccessMask, void*>)
            Entry(ref _mapBufferRange, "glMapBufferRange"))(target, offset, length, access);

    private nint _unmapBuffer;

    public bool UnmapBuffer(BufferTargetARB target) =>
        ((delegate* unmanaged[Cdecl]<BufferTargetARB, byte>)Entry(ref _unmapBuffer, "glUnmapBuffer"))(target) != 0;

    private nint _getBufferParameteriv;

    public void GetBufferParameter(BufferTargetARB target, BufferPNameARB pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<BufferTargetARB, BufferPNameARB, int*, void>)
                Entry(ref _getBufferParameteriv, "glGetBufferParameteriv"))(target, pname, paramsPointer);
    }

    public void GetBufferParameter(GLEnum target, GLEnum pname, out int @params) =>
        GetBufferParameter((BufferTargetARB)target, (BufferPNameARB)pname, out @params);

    private nint _getBufferParameteri64v;

    public void GetBufferParameter(BufferTargetARB target, BufferPNameARB pname, out long @params)
    {
        fixed (long* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<BufferTargetARB, BufferPNameARB, long*, void>)
                Entry(ref _getBufferParameteri64v, "glGetBufferParameteri64v"))(target, pname, paramsPointer);
    }
}
