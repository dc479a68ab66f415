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

    public void DeleteVertexArray(uint arrays) => DeleteVertexArrays(1, &arrays);

    private nint _bindVertexArray;

    public void BindVertexArray(uint array) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _bindVertexArray, "glBindVertexArray"))(array);

    private nint _enableVertexAttribArray;

    public void EnableVertexAttribArray(uint index) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _enableVertexAttribArray, "glEnableVertexAttribArray"))(index);

    private nint _vertexAttribPointer;

    public void VertexAttribPointer(uint index, int size, VertexAttribPointerType type, bool normalized, uint stride, void* pointer) =>
        ((delegate* unmanaged[Cdecl]<uint, int, VertexAttribPointerType, byte, uint, void*, void>)
            Entry(ref _vertexAttribPointer, "glVertexAttribPointer"))(index, size, type, Flag(normalized), stride, pointer);

    private nint _vertexAttribDivisor;

    public void VertexAttribDivisor(uint index, uint divisor) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _vertexAttribDivisor, "glVertexAttribDivisor"))(index, divisor);

    private nint _getVertexAttribiv;

    public void GetVertexAttrib(uint index, VertexAttribPropertyARB pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, VertexAttribPropertyARB, int*, void>)
                Entry(ref _getVertexAttribiv, "glGetVertexAttribiv"))(index, pname, paramsPointer);
    }

    private nint _bindVertexBuffer;

    public void BindVertexBuffer(uint bindingindex, uint buffer, nint offset, uint stride) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, nint, uint, void>)
            Entry(ref _bindVertexBuffer, "glBindVertexBuffer"))(bindingindex, buffer, offset, stride);

    private nint _vertexAttribFormat;

    public void VertexAttribFormat(uint attribindex, int size, VertexAttribType type, bool normalized, uint relativeoffset) =>
        ((delegate* unmanaged[Cdecl]<uint, int, VertexAttribType, byte, uint, void>)
            Entry(ref _vertexAttribFormat, "glVertexAttribFormat"))(attribindex, size, type, Flag(normalized), relativeoffset);

    private nint _vertexAttribIFormat;

    public void VertexAttribIFormat(uint attribindex, int size, VertexAttribIType type, uint relativeoffset) =>
        ((delegate* unmanaged[Cdecl]<uint, int, VertexAttribIType, uint, void>)
            Entry(ref _vertexAttribIFormat, "glVertexAttribIFormat"))(attribindex, size, type, relativeoffset);

    private nint _vertexAttribBinding;

    public void VertexAttribBinding(uint attribindex, uint bindingindex) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _vertexAttribBinding, "glVertexAttribBinding"))(attribindex, bindingindex);

    private nint _vertexBindingDivisor;

    public void VertexBindingDivisor(uint bindingindex, uint divisor) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _vertexBindingDivisor, "glVertexBindingDivisor"))(bindingindex, divisor);
}
