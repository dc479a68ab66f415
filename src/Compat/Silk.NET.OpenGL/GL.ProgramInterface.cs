using System;

namespace Silk.NET.OpenGL;

// What a linked program offers: names, locations, binaries.
public unsafe partial class GL
{
    private nint _getUniformLocation;

    public int GetUniformLocation(uint program, byte* name) =>
        ((delegate* unmanaged[Cdecl]<uint, byte*, int>)Entry(ref _getUniformLocation, "glGetUniformLocation"))(program, name);

    public int GetUniformLocation(uint program, string name)
    {
        fixed (byte* pointer = Ansi(name))
            return GetUniformLocation(program, pointer);
    }

    private nint _getAttribLocation;

    public int GetAttribLocation(uint program, byte* name) =>
        ((delegate* unmanaged[Cdecl]<uint, byte*, int>)Entry(ref _getAttribLocation, "glGetAttribLocation"))(program, name);

    public int GetAttribLocation(uint program, string name)
    {
        fixed (byte* pointer = Ansi(name))
            return GetAttribLocation(program, pointer);
    }

    private nint _getUniformBlockIndex;

    public uint GetUniformBlockIndex(uint program, byte* uniformBlockName) =>
        ((delegate* unmanaged[Cdecl]<uint, byte*, uint>)
            Entry(ref _getUniformBlockIndex, "glGetUniformBlockIndex"))(program, uniformBlockName);

    public uint GetUniformBlockIndex(uint program, string uniformBlockName)
    {
        fixed (byte* pointer = Ansi(uniformBlockName))
            return GetUniformBlockIndex(program, pointer);
    }

    private nint _uniformBlockBinding;

    public void UniformBlockBinding(uint program, uint uniformBlockIndex, uint uniformBlockBinding) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, uint, void>)
            Entry(ref _uniformBlockBinding, "glUniformBlockBinding"))(program, uniformBlockIndex, uniformBlockBinding);

    private nint _getProgramInterfaceiv;

    public void GetProgramInterface(uint program, ProgramInterface programInterface, ProgramInterfacePName pname, int* @params) =>
        ((delegate* unmanaged[Cdecl]<uint, ProgramInterface, ProgramInterfacePName, int*, void>)
            Entry(ref _getProgramInterfaceiv, "glGetProgramInterfaceiv"))(program, programInterface, pname, @params);

    public void GetProgramInterface(uint program, GLEnum programInterface, GLEnum pname, int* @params) =>
        GetProgramInterface(program, (ProgramInterface)programInterface, (ProgramInterfacePName)pname, @params);

    public void GetProgramInterface(uint program, ProgramInterface programInterface, ProgramInterfacePName pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            GetProgramInterface(program, programInterface, pname, paramsPointer);
    }

    public void GetProgramInterface(uint program, GLEnum programInterface, GLEnum pname, out int @params) =>
        GetProgramInterface(program, (ProgramInterface)programInterface, (ProgramInterfacePName)pname, out @params);

    private nint _getProgramResourceIndex;

    public uint GetProgramResourceIndex(uint program, ProgramInterface programInterface, byte* name) =>
        ((delegate* unmanaged[Cdecl]<uint, ProgramInterface, byte*, uint>)
            Entry(ref _getProgramResourceIndex, "glGetProgramResourceIndex"))(program, programInterface, name);

    public uint GetProgramResourceIndex(uint program, GLEnum programInterface, byte* name) =>
        GetProgramResourceIndex(program, (ProgramInterface)programInterface, name);

    public uint GetProgramResourceIndex(uint program, ProgramInterface programInterface, string name)
    {
        fixed (byte* pointer = Ansi(name))
            return GetProgramResourceIndex(program, programInterface, pointer);
    }

    public uint GetProgramResourceIndex(uint program, GLEnum programInterface, string name) =>
        GetProgramResourceIndex(program, (ProgramInterface)programInterface, name);

    private nint _bindAttribLocation;

    public void BindAttribLocation(uint program, uint index, byte* name) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, byte*, void>)Entry(ref _bindAttribLocation, "glBindAttribLocation"))(program, index, name);

    public void BindAttribLocation(uint program, uint index, string name)
    {
        fixed (byte* pointer = Ansi(name))
            BindAttribLocation(program, index, pointer);
    }

    private nint _programParameteri;

    public void ProgramParameter(uint program, GLEnum pname, int value) =>
        ((delegate* unmanaged[Cdecl]<uint, GLEnum, int, void>)Entry(ref _programParameteri, "glProgramParameteri"))(program, pname, value);

    private nint _getProgramBinary;

    public void GetProgramBinary(uint program, uint bufSize, uint* length, GLEnum* binaryFormat, void* binary) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, uint*, GLEnum*, void*, void>)
            Entry(ref _getProgramBinary, "glGetProgramBinary"))(program, bufSize, length, binaryFormat, binary);

    public void GetProgramBinary(uint program, uint bufSize, out uint length, out GLEnum binaryFormat, void* binary)
    {
        fixed (uint* lengthPointer = &length)
        fixed (GLEnum* binaryFormatPointer = &binaryFormat)
            ((delegate* unmanaged[Cdecl]<uint, uint, uint*, GLEnum*, void*, void>)
                Entry(ref _getProgramBinary, "glGetProgramBinary"))(program, bufSize, lengthPointer, binaryFormatPointer, binary);
    }

    public void GetProgramBinary<T0>(uint program, out uint length, out GLEnum binaryFormat, Span<T0> binary)
        where T0 : unmanaged
    {
        fixed (T0* pointer = binary)
            GetProgramBinary(program, (uint)(binary.Length * sizeof(T0)), out length, out binaryFormat, pointer);
    }

    private nint _programBinary;

    public void ProgramBinary(uint program, GLEnum binaryFormat, void* binary, uint length) =>
        ((delegate* unmanaged[Cdecl]<uint, GLEnum, void*, uint, void>)
            Entry(ref _programBinary, "glProgramBinary"))(program, binaryFormat, binary, length);

    public void ProgramBinary<T0>(uint program, GLEnum binaryFormat, ReadOnlySpan<T0> binary, uint length)
        where T0 : unmanaged
    {
        fixed (T0* pointer = binary)
            ProgramBinary(program, binaryFormat, pointer, length);
    }
}
