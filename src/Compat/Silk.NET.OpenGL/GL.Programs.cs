using System;
using System.Text;

namespace Silk.NET.OpenGL;

// Shaders and programs.
public unsafe partial class GL
{
    private nint _createShader;

    public uint CreateShader(ShaderType type) =>
        ((delegate* unmanaged[Cdecl]<ShaderType, uint>)Entry(ref _createShader, "glCreateShader"))(type);

    private nint _shaderSource;

    public void ShaderSource(uint shader, uint count, byte** @string, int* length) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, byte**, int*, void>)
            Entry(ref _shaderSource, "glShaderSource"))(shader, count, @string, length);

    public void ShaderSource(uint shader, string @string)
    {
        byte[] text = Encoding.UTF8.GetBytes(@string);
        int length = text.Length;
        fixed (byte* pointer = text)
        {
            byte* start = pointer;
            ShaderSource(shader, 1, &start, &length);
        }
    }

    private nint _compileShader;

    public void CompileShader(uint shader) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _compileShader, "glCompileShader"))(shader);

    private nint _getShaderiv;

    public void GetShader(uint shader, ShaderParameterName pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, ShaderParameterName, int*, void>)
                Entry(ref _getShaderiv, "glGetShaderiv"))(shader, pname, paramsPointer);
    }

    public int GetShader(uint shader, ShaderParameterName pname)
    {
        GetShader(shader, pname, out int value);
        return value;
    }

    private nint _getShaderInfoLog;

    public void GetShaderInfoLog(uint shader, uint bufSize, uint* length, byte* infoLog) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, uint*, byte*, void>)
            Entry(ref _getShaderInfoLog, "glGetShaderInfoLog"))(shader, bufSize, length, infoLog);

    public string GetShaderInfoLog(uint shader)
    {
        byte[] text = new byte[Math.Max(1, GetShader(shader, ShaderParameterName.InfoLogLength))];
        uint length;
        fixed (byte* pointer = text)
            GetShaderInfoLog(shader, (uint)text.Length, &length, pointer);
        return Encoding.UTF8.GetString(text, 0, (int)length);
    }

    private nint _deleteShader;

    public void DeleteShader(uint shader) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _deleteShader, "glDeleteShader"))(shader);

    private nint _createProgram;

    public uint CreateProgram() =>
        ((delegate* unmanaged[Cdecl]<uint>)Entry(ref _createProgram, "glCreateProgram"))();

    private nint _attachShader;

    public void AttachShader(uint program, uint shader) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _attachShader, "glAttachShader"))(program, shader);

    private nint _detachShader;

    public void DetachShader(uint program, uint shader) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, void>)Entry(ref _detachShader, "glDetachShader"))(program, shader);

    private nint _linkProgram;

    public void LinkProgram(uint program) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _linkProgram, "glLinkProgram"))(program);

    private nint _getProgramiv;

    public void GetProgram(uint program, ProgramPropertyARB pname, int* @params) =>
        ((delegate* unmanaged[Cdecl]<uint, ProgramPropertyARB, int*, void>)
            Entry(ref _getProgramiv, "glGetProgramiv"))(program, pname, @params);

    public void GetProgram(uint program, GLEnum pname, int* @params) =>
        GetProgram(program, (ProgramPropertyARB)pname, @params);

    public void GetProgram(uint program, ProgramPropertyARB pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, ProgramPropertyARB, int*, void>)
                Entry(ref _getProgramiv, "glGetProgramiv"))(program, pname, paramsPointer);
    }

    public int GetProgram(uint program, ProgramPropertyARB pname)
    {
        GetProgram(program, pname, out int value);
        return value;
    }

    private nint _getProgramInfoLog;

    public void GetProgramInfoLog(uint program, uint bufSize, uint* length, byte* infoLog) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, uint*, byte*, void>)
            Entry(ref _getProgramInfoLog, "glGetProgramInfoLog"))(program, bufSize, length, infoLog);

    public string GetProgramInfoLog(uint program)
    {
        byte[] text = new byte[Math.Max(1, GetProgram(program, ProgramPropertyARB.InfoLogLength))];
        uint length;
        fixed (byte* pointer = text)
            GetProgramInfoLog(program, (uint)text.Length, &length, pointer);
        return Encoding.UTF8.GetString(text, 0, (int)length);
    }

    private nint _useProgram;

    public void UseProgram(uint program) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _useProgram, "glUseProgram"))(program);

    private nint _deleteProgram;

    public void DeleteProgram(uint program) =>
        ((delegate* unmanaged[Cdecl]<uint, void>)Entry(ref _deleteProgram, "glDeleteProgram"))(program);
}
