using System;

namespace Silk.NET.OpenGL;

// Fences and queries.
public unsafe partial class GL
{
    private nint _fenceSync;

    public nint FenceSync(SyncCondition condition, SyncBehaviorFlags flags) =>
        ((delegate* unmanaged[Cdecl]<SyncCondition, SyncBehaviorFlags, nint>)Entry(ref _fenceSync, "glFenceSync"))(condition, flags);

    public nint FenceSync(GLEnum condition, uint flags) =>
        FenceSync((SyncCondition)condition, (SyncBehaviorFlags)flags);

    private nint _clientWaitSync;

    public GLEnum ClientWaitSync(nint sync, SyncObjectMask flags, ulong timeout) =>
        ((delegate* unmanaged[Cdecl]<nint, SyncObjectMask, ulong, GLEnum>)
            Entry(ref _clientWaitSync, "glClientWaitSync"))(sync, flags, timeout);

    public GLEnum ClientWaitSync(nint sync, uint flags, ulong timeout) =>
        ClientWaitSync(sync, (SyncObjectMask)flags, timeout);

    private nint _waitSync;

    public void WaitSync(nint sync, SyncBehaviorFlags flags, ulong timeout) =>
        ((delegate* unmanaged[Cdecl]<nint, SyncBehaviorFlags, ulong, void>)Entry(ref _waitSync, "glWaitSync"))(sync, flags, timeout);

    public void WaitSync(nint sync, uint flags, ulong timeout) =>
        WaitSync(sync, (SyncBehaviorFlags)flags, timeout);

    private nint _deleteSync;

    public void DeleteSync(nint sync) =>
        ((delegate* unmanaged[Cdecl]<nint, void>)Entry(ref _deleteSync, "glDeleteSync"))(sync);

    private nint _isSync;

    public bool IsSync(nint sync) =>
        ((delegate* unmanaged[Cdecl]<nint, byte>)Entry(ref _isSync, "glIsSync"))(sync) != 0;

    private nint _getSynciv;

    public void GetSync(nint sync, SyncParameterName pname, uint count, uint* length, int* values) =>
        ((delegate* unmanaged[Cdecl]<nint, SyncParameterName, uint, uint*, int*, void>)
            Entry(ref _getSynciv, "glGetSynciv"))(sync, pname, count, length, values);

    public void GetSync(nint sync, GLEnum pname, uint count, uint* length, int* values) =>
        GetSync(sync, (SyncParameterName)pname, count, length, values);

    public void GetSync(nint sync, SyncParameterName pname, uint count, out uint length, out int values)
    {
        fixed (uint* lengthPointer = &length)
        fixed (int* valuesPointer = &values)
            ((delegate* unmanaged[Cdecl]<nint, SyncParameterName, uint, uint*, int*, void>)
                Entry(ref _getSynciv, "glGetSynciv"))(sync, pname, count, lengthPointer, valuesPointer);
    }

    public void GetSync(nint sync, GLEnum pname, uint count, out uint length, out int values) =>
        GetSync(sync, (SyncParameterName)pname, count, out length, out values);

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

    public void GenQueries(Span<uint> ids)
    {
        fixed (uint* pointer = ids)
            GenQueries((uint)ids.Length, pointer);
    }

    public void DeleteQuery(uint ids) => DeleteQueries(1, &ids);

    public void DeleteQueries(ReadOnlySpan<uint> ids)
    {
        fixed (uint* pointer = ids)
            DeleteQueries((uint)ids.Length, pointer);
    }

    private nint _isQuery;

    public bool IsQuery(uint ids) =>
        ((delegate* unmanaged[Cdecl]<uint, byte>)Entry(ref _isQuery, "glIsQuery"))(ids) != 0;

    private nint _beginQuery;

    public void BeginQuery(QueryTarget target, uint id) =>
        ((delegate* unmanaged[Cdecl]<QueryTarget, uint, void>)Entry(ref _beginQuery, "glBeginQuery"))(target, id);

    public void BeginQuery(GLEnum target, uint id) =>
        BeginQuery((QueryTarget)target, id);

    private nint _endQuery;

    public void EndQuery(QueryTarget target) =>
        ((delegate* unmanaged[Cdecl]<QueryTarget, void>)Entry(ref _endQuery, "glEndQuery"))(target);

    public void EndQuery(GLEnum target) =>
        EndQuery((QueryTarget)target);

    private nint _queryCounter;

    public void QueryCounter(uint id, QueryCounterTarget target) =>
        ((delegate* unmanaged[Cdecl]<uint, QueryCounterTarget, void>)Entry(ref _queryCounter, "glQueryCounter"))(id, target);

    public void QueryCounter(uint id, GLEnum target) =>
        QueryCounter(id, (QueryCounterTarget)target);

    private nint _getQueryiv;

    public void GetQuery(QueryTarget target, QueryParameterName pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<QueryTarget, QueryParameterName, int*, void>)
                Entry(ref _getQueryiv, "glGetQueryiv"))(target, pname, paramsPointer);
    }

    public void GetQuery(GLEnum target, GLEnum pname, out int @params) =>
        GetQuery((QueryTarget)target, (QueryParameterName)pname, out @params);

    private nint _getQueryObjectiv;

    public void GetQueryObject(uint id, QueryObjectParameterName pname, out int @params)
    {
        fixed (int* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, QueryObjectParameterName, int*, void>)
                Entry(ref _getQueryObjectiv, "glGetQueryObjectiv"))(id, pname, paramsPointer);
    }

    public void GetQueryObject(uint id, GLEnum pname, out int @params) =>
        GetQueryObject(id, (QueryObjectParameterName)pname, out @params);

    private nint _getQueryObjectuiv;

    public void GetQueryObject(uint id, QueryObjectParameterName pname, out uint @params)
    {
        fixed (uint* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, QueryObjectParameterName, uint*, void>)
                Entry(ref _getQueryObjectuiv, "glGetQueryObjectuiv"))(id, pname, paramsPointer);
    }

    public void GetQueryObject(uint id, GLEnum pname, out uint @params) =>
        GetQueryObject(id, (QueryObjectParameterName)pname, out @params);

    private nint _getQueryObjecti64v;

    public void GetQueryObject(uint id, QueryObjectParameterName pname, out long @params)
    {
        fixed (long* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, QueryObjectParameterName, long*, void>)
                Entry(ref _getQueryObjecti64v, "glGetQueryObjecti64v"))(id, pname, paramsPointer);
    }

    public void GetQueryObject(uint id, GLEnum pname, out long @params) =>
        GetQueryObject(id, (QueryObjectParameterName)pname, out @params);

    private nint _getQueryObjectui64v;

    public void GetQueryObject(uint id, QueryObjectParameterName pname, out ulong @params)
    {
        fixed (ulong* paramsPointer = &@params)
            ((delegate* unmanaged[Cdecl]<uint, QueryObjectParameterName, ulong*, void>)
                Entry(ref _getQueryObjectui64v, "glGetQueryObjectui64v"))(id, pname, paramsPointer);
    }

    public void GetQueryObject(uint id, GLEnum pname, out ulong @params) =>
        GetQueryObject(id, (QueryObjectParameterName)pname, out @params);
}
