using System;

namespace Silk.NET.OpenGL;

// Strings, integers and errors.
public unsafe partial class GL
{
    private nint _getString;

    public byte* GetString(StringName name) =>
        ((delegate* unmanaged[Cdecl]<StringName, byte*>)Entry(ref _getString, "glGetString"))(name);

    private nint _getStringi;

    public byte* GetString(StringName name, uint index) =>
        ((delegate* unmanaged[Cdecl]<StringName, uint, byte*>)Entry(ref _getStringi, "glGetStringi"))(name, index);

    public string GetStringS(StringName name) => Text(GetString(name));

    public string GetStringS(StringName name, uint index) => Text(GetString(name, index));

    private nint _getIntegerv;

    public void GetInteger(GetPName pname, int* data) =>
        ((delegate* unmanaged[Cdecl]<GetPName, int*, void>)Entry(ref _getIntegerv, "glGetIntegerv"))(pname, data);

    public void GetInteger(GLEnum pname, int* data) =>
        GetInteger((GetPName)pname, data);

    public void GetInteger(GetPName pname, out int data)
    {
        fixed (int* dataPointer = &data)
            ((delegate* unmanaged[Cdecl]<GetPName, int*, void>)Entry(ref _getIntegerv, "glGetIntegerv"))(pname, dataPointer);
    }

    public void GetInteger(GLEnum pname, out int data) =>
        GetInteger((GetPName)pname, out data);

    public void GetInteger(GetPName pname, Span<int> data)
    {
        fixed (int* pointer = data)
            GetInteger(pname, pointer);
    }

    public void GetInteger(GLEnum pname, Span<int> data) => GetInteger((GetPName)pname, data);

    public int GetInteger(GetPName pname)
    {
        GetInteger(pname, out int data);
        return data;
    }

    private nint _getIntegeri_v;

    public void GetInteger(GLEnum target, uint index, out int data)
    {
        fixed (int* dataPointer = &data)
            ((delegate* unmanaged[Cdecl]<GLEnum, uint, int*, void>)
                Entry(ref _getIntegeri_v, "glGetIntegeri_v"))(target, index, dataPointer);
    }

    private nint _getInteger64i_v;

    public void GetInteger64(GLEnum target, uint index, out long data)
    {
        fixed (long* dataPointer = &data)
            ((delegate* unmanaged[Cdecl]<GLEnum, uint, long*, void>)
                Entry(ref _getInteger64i_v, "glGetInteger64i_v"))(target, index, dataPointer);
    }

    private nint _getFloatv;

    public void GetFloat(GetPName pname, float* data) =>
        ((delegate* unmanaged[Cdecl]<GetPName, float*, void>)Entry(ref _getFloatv, "glGetFloatv"))(pname, data);

    public void GetFloat(GLEnum pname, float* data) =>
        GetFloat((GetPName)pname, data);

    public void GetFloat(GetPName pname, out float data)
    {
        fixed (float* dataPointer = &data)
            ((delegate* unmanaged[Cdecl]<GetPName, float*, void>)Entry(ref _getFloatv, "glGetFloatv"))(pname, dataPointer);
    }

    public void GetFloat(GLEnum pname, out float data) =>
        GetFloat((GetPName)pname, out data);

    public void GetFloat(GetPName pname, Span<float> data)
    {
        fixed (float* pointer = data)
            GetFloat(pname, pointer);
    }

    public void GetFloat(GLEnum pname, Span<float> data) => GetFloat((GetPName)pname, data);

    public float GetFloat(GetPName pname)
    {
        GetFloat(pname, out float data);
        return data;
    }

    private nint _getBooleanv;

    public void GetBoolean(GetPName pname, bool* data) =>
        ((delegate* unmanaged[Cdecl]<GetPName, byte*, void>)Entry(ref _getBooleanv, "glGetBooleanv"))(pname, (byte*)data);

    public void GetBoolean(GetPName pname, out bool data)
    {
        fixed (bool* pointer = &data)
            GetBoolean(pname, pointer);
    }

    public void GetBoolean(GetPName pname, Span<bool> data)
    {
        fixed (bool* pointer = data)
            GetBoolean(pname, pointer);
    }

    public bool GetBoolean(GetPName pname)
    {
        GetBoolean(pname, out bool data);
        return data;
    }

    private nint _getError;

    public GLEnum GetError() =>
        ((delegate* unmanaged[Cdecl]<GLEnum>)Entry(ref _getError, "glGetError"))();

    private nint _getGraphicsResetStatus;

    public GLEnum GetGraphicsResetStatus() =>
        ((delegate* unmanaged[Cdecl]<GLEnum>)Entry(ref _getGraphicsResetStatus, "glGetGraphicsResetStatus"))();
}
