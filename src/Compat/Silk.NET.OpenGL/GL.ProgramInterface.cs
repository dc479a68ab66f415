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

    private nint _getProgramInterfaceiv;

    public void GetProgramInterface(uint program, GLEnum programInterface, GLEnum pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, GLEnum, GLEnum, int*, void>)
                Entry(ref _getProgramInterfaceiv, "glGetProgramInterfaceiv"))(program, programInterface, pname, paramsPointer);
    }

    private nint _programParameteri;

    public void ProgramParameter(uint program, GLEnum pname, int value) =>
        ((delegate* unmanaged[Cdecl]<uint, GLEnum, int, void>)Entry(ref _programParameteri, "glProgramParameteri"))(program, pname, value);

    private nint _getProgramBinary;

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
