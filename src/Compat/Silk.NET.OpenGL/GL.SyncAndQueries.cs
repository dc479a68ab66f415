using System;

namespace Silk.NET.OpenGL;

// Fences and queries.
public unsafe partial class GL
{
    private nint _fenceSync;

    public nint FenceSync(SyncCondition condition, SyncBehaviorFlags flags) =>
        ((delegate* unmanaged[Cdecl]<SyncCondition, SyncBehaviorFlags, nint>)Entry(ref _fenceSync, "glFenceSync"))(condition, flags);

    private nint _clientWaitSync;

    public GLEnum ClientWaitSync(nint sync, SyncObjectMask flags, ulong timeout) =>
        ((delegate* unmanaged[Cdecl]<nint, SyncObjectMask, ulong, GLEnum>)
            Entry(ref _clientWaitSync, "glClientWaitSync"))(sync, flags, timeout);

    private nint _deleteSync;

    public void DeleteSync(nint sync) =>
        ((delegate* unmanaged[Cdecl]<nint, void>)Entry(ref _deleteSync, "glDeleteSync"))(sync);

    private nint _isSync;

    public bool IsSync(nint sync) =>
        ((delegate* unmanaged[Cdecl]<nint, byte>)Entry(ref _isSync, "glIsSync"))(sync) != 0;

    private nint _getSynciv;

    public void GetSync(nint sync, SyncParameterName pname, uint count, out uint length, out int values)
    {
        fixed (uint* lengthPointer = &length)
        fixed (int* valuesPointer = &values)
            ((delegate* unmanaged[Cdecl]<nint, SyncParameterName, uint, uint*, int*, void>)
                Entry(ref _getSynciv, "glGetSynciv"))(sync, pname, count, lengthPointer, valuesPointer);
    }

    private nint _genQueries;

    public void GenQueries(uint n, uint* ids) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _genQueries, "glGenQueries"))(n, ids);

    private nint _deleteQueries;

    public void DeleteQueries(uint n, uint* ids) =>
        ((delegate* unmanaged[Cdecl]<uint, uint*, void>)Entry(ref _deleteQueries, "glDeleteQueries"))(n, ids);

    public uint GenQuery()
    {
        uint name;
        GenQueries(1, &name);
        return name;
    }

    public void DeleteQuery(uint ids) => DeleteQueries(1, &ids);

    public void DeleteQueries(ReadOnlySpan<uint> ids)
    {
        fixed (uint* pointer = ids)
            DeleteQueries((uint)ids.Length, pointer);
    }

    private nint _queryCounter;

    public void QueryCounter(uint id, QueryCounterTarget target) =>
        ((delegate* unmanaged[Cdecl]<uint, QueryCounterTarget, void>)Entry(ref _queryCounter, "glQueryCounter"))(id, target);

    private nint _getQueryObjectuiv;

    public void GetQueryObject(uint id, QueryObjectParameterName pname, out uint @params)
    {
        fixed (uint* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, QueryObjectParameterName, uint*, void>)
                Entry(ref _getQueryObjectuiv, "glGetQueryObjectuiv"))(id, pname, paramsPointer);
    }

    private nint _getQueryObjectui64v;

    public void GetQueryObject(uint id, QueryObjectParameterName pname, out ulong @params)
    {
        fixed (ulong* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, QueryObjectParameterName, ulong*, void>)
                Entry(ref _getQueryObjectui64v, "glGetQueryObjectui64v"))(id, pname, paramsPointer);
    }
}
