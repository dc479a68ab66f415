using System;

namespace Silk.NET.OpenGL;

// Vertex arrays and their attributes.
public unsafe partial class GL
{
    private nint _genVertexArrays;

    public void GenVertexArrays(uint n, uint* arrays) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _genVertexArrays, "glGenVertexArrays"))(n, arrays);

    private nint _deleteVertexArrays;

    public void DeleteVertexArrays(uint n, uint* arrays) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _deleteVertexArrays, "glDeleteVertexArrays"))(n, arrays);

    public uint GenVertexArray()
    {
        uint name;
        GenVertexArrays(1, &name);
        return name;
    }

    public void GenVertexArrays(Span<uint> arrays)
    {
        fixed (uint* pointer = arrays)
            GenVertexArrays((uint)arrays.Length, pointer);
    }

    public void DeleteVertexArray(uint arrays) => DeleteVertexArrays(1, &arrays);

    public void DeleteVertexArrays(ReadOnlySpan<uint> arrays)
    {
        fixed (uint* pointer = arrays)
            DeleteVertexArrays((uint)arrays.Length, pointer);
    }

    private nint _isVertexArray;

    public bool IsVertexArray(uint arrays) =>
        ((delegate* unmanaged[Cdecl]<uint, byte>)Entry(ref _isVertexArray, "glIsVertexArray"))(arrays) != 0;

    private nint _bindVertexArray;

    public void BindVertexArray(uint array) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _bindVertexArray, "glBindVertexArray"))(array);

    private nint _enableVertexAttribArray;

    public void EnableVertexAttribArray(uint index) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _enableVertexAttribArray, "glEnableVertexAttribArray"))(index);

    private nint _disableVertexAttribArray;

    public void DisableVertexAttribArray(uint index) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _disableVertexAttribArray, "glDisableVertexAttribArray"))(index);

    private nint _vertexAttribPointer;

    public void VertexAttribPointer(uint index, int size, VertexAttribPointerType type, bool normalized, uint stride, void* pointer) =>
        ((delegate* unmanaged[Cdecl]<uint, int, VertexAttribPointerType, byte, uint, void*, void>)
            Entry(ref _vertexAttribPointer, "glVertexAttribPointer"))(index, size, type, Flag(normalized), stride, pointer);

    public void VertexAttribPointer(uint index, int size, GLEnum type, bool normalized, uint stride, void* pointer) =>
        VertexAttribPointer(index, size, (VertexAttribPointerType)type, normalized, stride, pointer);

    private nint _vertexAttribIPointer;

    public void VertexAttribIPointer(uint index, int size, VertexAttribIType type, uint stride, void* pointer) =>
        ((delegate* unmanaged[Cdecl]<uint, int, VertexAttribIType, uint, void*, void>)
            Entry(ref _vertexAttribIPointer, "glVertexAttribIPointer"))(index, size, type, stride, pointer);

    public void VertexAttribIPointer(uint index, int size, GLEnum type, uint stride, void* pointer) =>
        VertexAttribIPointer(index, size, (VertexAttribIType)type, stride, pointer);

    private nint _vertexAttribDivisor;

    public void VertexAttribDivisor(uint index, uint divisor) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _vertexAttribDivisor, "glVertexAttribDivisor"))(index, divisor);

    private nint _vertexAttrib4f;

    public void VertexAttrib4(uint index, float x, float y, float z, float w) =>
        ((delegate* unmanaged[Cdecl]<uint, float, float, float, float, void>)
            Entry(ref _vertexAttrib4f, "glVertexAttrib4f"))(index, x, y, z, w);

    private nint _getVertexAttribiv;

    public void GetVertexAttrib(uint index, VertexAttribPropertyARB pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, VertexAttribPropertyARB, int*, void>)
                Entry(ref _getVertexAttribiv, "glGetVertexAttribiv"))(index, pname, paramsPointer);
    }

    public void GetVertexAttrib(uint index, GLEnum pname, out int @params) =>
        GetVertexAttrib(index, (VertexAttribPropertyARB)pname, out @params);

    private nint _getVertexAttribfv;

    public void GetVertexAttrib(uint index, VertexAttribPropertyARB pname, float* @params) =>
        ((delegate* unmanaged[Cdecl]<uint, VertexAttribPropertyARB, float*, void>)
            Entry(ref _getVertexAttribfv, "glGetVertexAttribfv"))(index, pname, @params);

    public void GetVertexAttrib(uint index, GLEnum pname, float* @params) =>
        GetVertexAttrib(index, (VertexAttribPropertyARB)pname, @params);

    private nint _getVertexAttribPointerv;

    public void GetVertexAttribPointer(uint index, GLEnum pname, void** pointer) =>
        ((delegate* unmanaged[Cdecl]<uint, GLEnum, void**, void>)
            Entry(ref _getVertexAttribPointerv, "glGetVertexAttribPointerv"))(index, pname, pointer);
}
