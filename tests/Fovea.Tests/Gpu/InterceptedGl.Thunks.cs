using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fovea.Tests.Gpu;

// One thunk for each watched function: it counts, and calls the driver's.
internal sealed unsafe partial class InterceptedGl
{
    private const uint QueryResult = 0x8866;
    private const uint QueryResultAvailable = 0x8867;

    private static readonly Dictionary<string, nint> Thunks = new()
    {
        ["glFinish"] = (nint)(delegate* unmanaged[Cdecl]<void>)&Finish,
        ["glFlush"] = (nint)(delegate* unmanaged[Cdecl]<void>)&Flush,
        ["glGetError"] = (nint)(delegate* unmanaged[Cdecl]<uint>)&GetError,
        ["glGetIntegerv"] = (nint)(delegate* unmanaged[Cdecl]<uint, int*, void>)&GetIntegerv,
        ["glGetInteger64v"] = (nint)(delegate* unmanaged[Cdecl]<uint, long*, void>)&GetInteger64v,
        ["glGetFloatv"] = (nint)(delegate* unmanaged[Cdecl]<uint, float*, void>)&GetFloatv,
        ["glGetBooleanv"] = (nint)(delegate* unmanaged[Cdecl]<uint, byte*, void>)&GetBooleanv,
        ["glGetIntegeri_v"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, int*, void>)&GetIntegeriV,
        ["glGetInteger64i_v"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, long*, void>)&GetInteger64iV,
        ["glIsEnabled"] = (nint)(delegate* unmanaged[Cdecl]<uint, byte>)&IsEnabled,
        ["glGetString"] = (nint)(delegate* unmanaged[Cdecl]<uint, byte*>)&GetString,
        ["glGetStringi"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, byte*>)&GetStringi,
        ["glGetPointerv"] = (nint)(delegate* unmanaged[Cdecl]<uint, void**, void>)&GetPointerv,
        ["glGetBufferParameteriv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, int*, void>)&GetBufferParameteriv,
        ["glGetTexParameteriv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, int*, void>)&GetTexParameteriv,
        ["glGetProgramiv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, int*, void>)&GetProgramiv,
        ["glGetShaderiv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, int*, void>)&GetShaderiv,
        ["glGetProgramInterfaceiv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, uint, int*, void>)&GetProgramInterfaceiv,
        ["glGetUniformLocation"] = (nint)(delegate* unmanaged[Cdecl]<uint, byte*, int>)&GetUniformLocation,
        ["glCheckFramebufferStatus"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint>)&CheckFramebufferStatus,
        ["glGetBufferSubData"] = (nint)(delegate* unmanaged[Cdecl]<uint, nint, nint, void*, void>)&GetBufferSubData,
        ["glWaitSync"] = (nint)(delegate* unmanaged[Cdecl]<nint, uint, ulong, void>)&WaitSync,
        ["glMapBufferRange"] = (nint)(delegate* unmanaged[Cdecl]<uint, nint, nint, uint, void*>)&MapBufferRange,
        ["glReadPixels"] = (nint)(delegate* unmanaged[Cdecl]<int, int, int, int, uint, uint, void*, void>)&ReadPixels,
        ["glBufferData"] = (nint)(delegate* unmanaged[Cdecl]<uint, nint, void*, uint, void>)&BufferData,
        ["glTexImage2D"] = (nint)(delegate* unmanaged[Cdecl]<uint, int, int, int, int, int, uint, uint, void*, void>)&TexImage2D,
        ["glTexStorage2D"] = (nint)(delegate* unmanaged[Cdecl]<uint, int, uint, int, int, void>)&TexStorage2D,
        ["glCreateProgram"] = (nint)(delegate* unmanaged[Cdecl]<uint>)&CreateProgram,
        ["glCreateShader"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint>)&CreateShader,
        ["glDeleteProgram"] = (nint)(delegate* unmanaged[Cdecl]<uint, void>)&DeleteProgram,
        ["glDeleteShader"] = (nint)(delegate* unmanaged[Cdecl]<uint, void>)&DeleteShader,
        ["glCompileShader"] = (nint)(delegate* unmanaged[Cdecl]<uint, void>)&CompileShader,
        ["glLinkProgram"] = (nint)(delegate* unmanaged[Cdecl]<uint, void>)&LinkProgram,
        ["glGenBuffers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&GenBuffers,
        ["glDeleteBuffers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&DeleteBuffers,
        ["glGenTextures"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&GenTextures,
        ["glDeleteTextures"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&DeleteTextures,
        ["glGenQueries"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&GenQueries,
        ["glDeleteQueries"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&DeleteQueries,
        ["glGenFramebuffers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&GenFramebuffers,
        ["glDeleteFramebuffers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&DeleteFramebuffers,
        ["glGenRenderbuffers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&GenRenderbuffers,
        ["glDeleteRenderbuffers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&DeleteRenderbuffers,
        ["glGenVertexArrays"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&GenVertexArrays,
        ["glDeleteVertexArrays"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&DeleteVertexArrays,
        ["glGenSamplers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&GenSamplers,
        ["glDeleteSamplers"] = (nint)(delegate* unmanaged[Cdecl]<int, uint*, void>)&DeleteSamplers,
        ["glClientWaitSync"] = (nint)(delegate* unmanaged[Cdecl]<nint, uint, ulong, uint>)&ClientWaitSync,
        ["glGetQueryObjectiv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, int*, void>)&GetQueryObjectiv,
        ["glGetQueryObjectuiv"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, uint*, void>)&GetQueryObjectuiv,
        ["glGetQueryObjectui64v"] = (nint)(delegate* unmanaged[Cdecl]<uint, uint, ulong*, void>)&GetQueryObjectui64v,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Finish() => ((delegate* unmanaged[Cdecl]<void>)Counted("glFinish"))();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Flush() => ((delegate* unmanaged[Cdecl]<void>)Counted("glFlush"))();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint GetError() => ((delegate* unmanaged[Cdecl]<uint>)Counted("glGetError"))();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetIntegerv(uint a, int* b) => ((delegate* unmanaged[Cdecl]<uint, int*, void>)Counted("glGetIntegerv"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetInteger64v(uint a, long* b) => ((delegate* unmanaged[Cdecl]<uint, long*, void>)Counted("glGetInteger64v"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetFloatv(uint a, float* b) => ((delegate* unmanaged[Cdecl]<uint, float*, void>)Counted("glGetFloatv"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetBooleanv(uint a, byte* b) => ((delegate* unmanaged[Cdecl]<uint, byte*, void>)Counted("glGetBooleanv"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetIntegeriV(uint a, uint b, int* c) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, int*, void>)Counted("glGetIntegeri_v"))(a, b, c);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetInteger64iV(uint a, uint b, long* c) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, long*, void>)Counted("glGetInteger64i_v"))(a, b, c);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsEnabled(uint a) => ((delegate* unmanaged[Cdecl]<uint, byte>)Counted("glIsEnabled"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetString(uint a) => ((delegate* unmanaged[Cdecl]<uint, byte*>)Counted("glGetString"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetStringi(uint a, uint b) => ((delegate* unmanaged[Cdecl]<uint, uint, byte*>)Counted("glGetStringi"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetPointerv(uint a, void** b) => ((delegate* unmanaged[Cdecl]<uint, void**, void>)Counted("glGetPointerv"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetBufferParameteriv(uint a, uint b, int* c) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, int*, void>)Counted("glGetBufferParameteriv"))(a, b, c);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetTexParameteriv(uint a, uint b, int* c) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, int*, void>)Counted("glGetTexParameteriv"))(a, b, c);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetProgramiv(uint a, uint b, int* c) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, int*, void>)Counted("glGetProgramiv"))(a, b, c);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetShaderiv(uint a, uint b, int* c) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, int*, void>)Counted("glGetShaderiv"))(a, b, c);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetProgramInterfaceiv(uint a, uint b, uint c, int* d) =>
        ((delegate* unmanaged[Cdecl]<uint, uint, uint, int*, void>)Counted("glGetProgramInterfaceiv"))(a, b, c, d);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetUniformLocation(uint a, byte* b) =>
        ((delegate* unmanaged[Cdecl]<uint, byte*, int>)Counted("glGetUniformLocation"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint CheckFramebufferStatus(uint a) => ((delegate* unmanaged[Cdecl]<uint, uint>)Counted("glCheckFramebufferStatus"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetBufferSubData(uint a, nint b, nint c, void* d) =>
        ((delegate* unmanaged[Cdecl]<uint, nint, nint, void*, void>)Counted("glGetBufferSubData"))(a, b, c, d);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void WaitSync(nint a, uint b, ulong c) =>
        ((delegate* unmanaged[Cdecl]<nint, uint, ulong, void>)Counted("glWaitSync"))(a, b, c);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* MapBufferRange(uint a, nint b, nint c, uint d) =>
        ((delegate* unmanaged[Cdecl]<uint, nint, nint, uint, void*>)Counted("glMapBufferRange"))(a, b, c, d);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadPixels(int a, int b, int c, int d, uint e, uint f, void* g) =>
        ((delegate* unmanaged[Cdecl]<int, int, int, int, uint, uint, void*, void>)Counted("glReadPixels"))(a, b, c, d, e, f, g);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void BufferData(uint a, nint b, void* c, uint d) =>
        ((delegate* unmanaged[Cdecl]<uint, nint, void*, uint, void>)Counted("glBufferData"))(a, b, c, d);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void TexImage2D(uint a, int b, int c, int d, int e, int f, uint g, uint h, void* i) =>
        ((delegate* unmanaged[Cdecl]<uint, int, int, int, int, int, uint, uint, void*, void>)Counted("glTexImage2D"))(a, b, c, d, e, f, g, h, i);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void TexStorage2D(uint a, int b, uint c, int d, int e) =>
        ((delegate* unmanaged[Cdecl]<uint, int, uint, int, int, void>)Counted("glTexStorage2D"))(a, b, c, d, e);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint CreateProgram() => ((delegate* unmanaged[Cdecl]<uint>)Counted("glCreateProgram"))();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint CreateShader(uint a) => ((delegate* unmanaged[Cdecl]<uint, uint>)Counted("glCreateShader"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteProgram(uint a) => ((delegate* unmanaged[Cdecl]<uint, void>)Counted("glDeleteProgram"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteShader(uint a) => ((delegate* unmanaged[Cdecl]<uint, void>)Counted("glDeleteShader"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CompileShader(uint a) => ((delegate* unmanaged[Cdecl]<uint, void>)Counted("glCompileShader"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void LinkProgram(uint a) => ((delegate* unmanaged[Cdecl]<uint, void>)Counted("glLinkProgram"))(a);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GenBuffers(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glGenBuffers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteBuffers(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glDeleteBuffers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GenTextures(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glGenTextures"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteTextures(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glDeleteTextures"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GenQueries(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glGenQueries"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteQueries(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glDeleteQueries"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GenFramebuffers(int a, uint* b) =>
        ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glGenFramebuffers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteFramebuffers(int a, uint* b) =>
        ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glDeleteFramebuffers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GenRenderbuffers(int a, uint* b) =>
        ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glGenRenderbuffers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteRenderbuffers(int a, uint* b) =>
        ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glDeleteRenderbuffers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GenVertexArrays(int a, uint* b) =>
        ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glGenVertexArrays"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteVertexArrays(int a, uint* b) =>
        ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glDeleteVertexArrays"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GenSamplers(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glGenSamplers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DeleteSamplers(int a, uint* b) => ((delegate* unmanaged[Cdecl]<int, uint*, void>)Counted("glDeleteSamplers"))(a, b);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint ClientWaitSync(nint sync, uint flags, ulong timeout)
    {
        if (timeout != 0)
            Note("glClientWaitSync with a timeout");

        return ((delegate* unmanaged[Cdecl]<nint, uint, ulong, uint>)Real["glClientWaitSync"])(sync, flags, timeout);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetQueryObjectiv(uint query, uint name, int* value)
    {
        var real = (delegate* unmanaged[Cdecl]<uint, uint, int*, void>)Real["glGetQueryObjectiv"];
        int available = 1;
        if (name == QueryResult)
            real(query, QueryResultAvailable, &available);

        if (available == 0)
            Note("glGetQueryObjectiv before the result is there");

        real(query, name, value);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetQueryObjectuiv(uint query, uint name, uint* value)
    {
        var real = (delegate* unmanaged[Cdecl]<uint, uint, uint*, void>)Real["glGetQueryObjectuiv"];
        uint available = 1;
        if (name == QueryResult)
            real(query, QueryResultAvailable, &available);

        if (available == 0)
            Note("glGetQueryObjectuiv before the result is there");

        real(query, name, value);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GetQueryObjectui64v(uint query, uint name, ulong* value)
    {
        var real = (delegate* unmanaged[Cdecl]<uint, uint, ulong*, void>)Real["glGetQueryObjectui64v"];
        ulong available = 1;
        if (name == QueryResult)
            real(query, QueryResultAvailable, &available);

        if (available == 0)
            Note("glGetQueryObjectui64v before the result is there");

        real(query, name, value);
    }
}
