using System;
using System.Numerics;

namespace Silk.NET.OpenGL;

// Uniforms of the program in use.
public unsafe partial class GL
{
    private nint _uniform1i;

    public void Uniform1(int location, int v0) =>
        ((delegate* unmanaged[Cdecl]<int, int, void>)Entry(ref _uniform1i, "glUniform1i"))(location, v0);

    private nint _uniform1ui;

    public void Uniform1(int location, uint v0) =>
        ((delegate* unmanaged[Cdecl]<int, uint, void>)Entry(ref _uniform1ui, "glUniform1ui"))(location, v0);

    private nint _uniform1f;

    public void Uniform1(int location, float v0) =>
        ((delegate* unmanaged[Cdecl]<int, float, void>)Entry(ref _uniform1f, "glUniform1f"))(location, v0);

    private nint _uniform2i;

    public void Uniform2(int location, int v0, int v1) =>
        ((delegate* unmanaged[Cdecl]<int, int, int, void>)Entry(ref _uniform2i, "glUniform2i"))(location, v0, v1);

    private nint _uniform2ui;

    public void Uniform2(int location, uint v0, uint v1) =>
        ((delegate* unmanaged[Cdecl]<int, uint, uint, void>)Entry(ref _uniform2ui, "glUniform2ui"))(location, v0, v1);

    private nint _uniform2f;

    public void Uniform2(int location, float v0, float v1) =>
        ((delegate* unmanaged[Cdecl]<int, float, float, void>)Entry(ref _uniform2f, "glUniform2f"))(location, v0, v1);

    private nint _uniform3f;

    public void Uniform3(int location, float v0, float v1, float v2) =>
        ((delegate* unmanaged[Cdecl]<int, float, float, float, void>)Entry(ref _uniform3f, "glUniform3f"))(location, v0, v1, v2);

    private nint _uniform4f;

    public void Uniform4(int location, float v0, float v1, float v2, float v3) =>
        ((delegate* unmanaged[Cdecl]<int, float, float, float, float, void>)Entry(ref _uniform4f, "glUniform4f"))(location, v0, v1, v2, v3);

    private nint _uniform4fv;

    public void Uniform4(int location, uint count, float* value) =>
        ((delegate* unmanaged[Cdecl]<int, uint, float*, void>)Entry(ref _uniform4fv, "glUniform4fv"))(location, count, value);

    public void Uniform4(int location, uint count, ReadOnlySpan<float> value)
    {
        fixed (float* pointer = value)
            Uniform4(location, count, pointer);
    }

    public void Uniform3(int location, Vector3 vector) => Uniform3(location, vector.X, vector.Y, vector.Z);

    private nint _uniformMatrix4fv;

    public void UniformMatrix4(int location, uint count, bool transpose, float* value) =>
        ((delegate* unmanaged[Cdecl]<int, uint, byte, float*, void>)
            Entry(ref _uniformMatrix4fv, "glUniformMatrix4fv"))(location, count, Flag(transpose), value);

    private nint _getUniformiv;

    public void GetUniform(uint program, int location, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, int, int*, void>)
                Entry(ref _getUniformiv, "glGetUniformiv"))(program, location, paramsPointer);
    }

    private nint _getUniformuiv;

    public void GetUniform(uint program, int location, out uint @params)
    {
        fixed (uint* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, int, uint*, void>)
                Entry(ref _getUniformuiv, "glGetUniformuiv"))(program, location, paramsPointer);
    }

    private nint _getUniformfv;

    public void GetUniform(uint program, int location, out float @params)
    {
        fixed (float* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, int, float*, void>)
                Entry(ref _getUniformfv, "glGetUniformfv"))(program, location, paramsPointer);
    }
}
