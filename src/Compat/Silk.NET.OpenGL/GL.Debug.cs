using System;
using System.Runtime.InteropServices;

namespace Silk.NET.OpenGL;

// The debug callback, groups and labels.
public unsafe partial class GL
{
    private nint _debugMessageCallback;
    private DebugProc? _debugProc;

    /// <remarks>The delegate is kept alive until the next call, as the driver goes on calling it.</remarks>
    public void DebugMessageCallback(DebugProc callback, void* userParam)
    {
        nint function = callback is null ? 0 : Marshal.GetFunctionPointerForDelegate(callback);
        ((delegate* unmanaged[Cdecl]<nint, void*, void>)Entry(ref _debugMessageCallback, "glDebugMessageCallback"))(function, userParam);
        _debugProc = callback;
    }

    private nint _getPointerv;

    public void GetPointer(GetPointervPName pname, void** @params) =>
        ((delegate* unmanaged[Cdecl]<GetPointervPName, void**, void>)Entry(ref _getPointerv, "glGetPointerv"))(pname, @params);

    public void GetPointer(GLEnum pname, void** @params) => GetPointer((GetPointervPName)pname, @params);

    private nint _debugMessageControl;

    public void DebugMessageControl(DebugSource source, DebugType type, DebugSeverity severity, uint count, uint* ids, bool enabled) =>
        ((delegate* unmanaged[Cdecl]<DebugSource, DebugType, DebugSeverity, uint, uint*, byte, void>)
            Entry(ref _debugMessageControl, "glDebugMessageControl"))(source, type, severity, count, ids, Flag(enabled));

    public void DebugMessageControl(GLEnum source, GLEnum type, GLEnum severity, uint count, uint* ids, bool enabled) =>
        DebugMessageControl((DebugSource)source, (DebugType)type, (DebugSeverity)severity, count, ids, enabled);

    public void DebugMessageControl(DebugSource source, DebugType type, DebugSeverity severity, ReadOnlySpan<uint> ids, bool enabled)
    {
        fixed (uint* pointer = ids)
            DebugMessageControl(source, type, severity, (uint)ids.Length, pointer, enabled);
    }

    private nint _debugMessageInsert;

    public void DebugMessageInsert(DebugSource source, DebugType type, uint id, DebugSeverity severity, uint length, byte* buf) =>
        ((delegate* unmanaged[Cdecl]<DebugSource, DebugType, uint, DebugSeverity, uint, byte*, void>)
            Entry(ref _debugMessageInsert, "glDebugMessageInsert"))(source, type, id, severity, length, buf);

    public void DebugMessageInsert(GLEnum source, GLEnum type, uint id, GLEnum severity, uint length, byte* buf) =>
        DebugMessageInsert((DebugSource)source, (DebugType)type, id, (DebugSeverity)severity, length, buf);

    public void DebugMessageInsert(DebugSource source, DebugType type, uint id, DebugSeverity severity, uint length, string buf)
    {
        fixed (byte* pointer = Ansi(buf))
            DebugMessageInsert(source, type, id, severity, length, pointer);
    }

    private nint _objectLabel;

    public void ObjectLabel(ObjectIdentifier identifier, uint name, uint length, byte* label) =>
        ((delegate* unmanaged[Cdecl]<ObjectIdentifier, uint, uint, byte*, void>)
            Entry(ref _objectLabel, "glObjectLabel"))(identifier, name, length, label);

    public void ObjectLabel(GLEnum identifier, uint name, uint length, byte* label) =>
        ObjectLabel((ObjectIdentifier)identifier, name, length, label);

    public void ObjectLabel(ObjectIdentifier identifier, uint name, uint length, string label)
    {
        fixed (byte* pointer = Ansi(label))
            ObjectLabel(identifier, name, length, pointer);
    }

    public void ObjectLabel(GLEnum identifier, uint name, uint length, string label) =>
        ObjectLabel((ObjectIdentifier)identifier, name, length, label);

    private nint _pushDebugGroup;

    public void PushDebugGroup(DebugSource source, uint id, uint length, byte* message) =>
        ((delegate* unmanaged[Cdecl]<DebugSource, uint, uint, byte*, void>)
            Entry(ref _pushDebugGroup, "glPushDebugGroup"))(source, id, length, message);

    public void PushDebugGroup(GLEnum source, uint id, uint length, byte* message) =>
        PushDebugGroup((DebugSource)source, id, length, message);

    public void PushDebugGroup(DebugSource source, uint id, uint length, string message)
    {
        fixed (byte* pointer = Ansi(message))
            PushDebugGroup(source, id, length, pointer);
    }

    public void PushDebugGroup(GLEnum source, uint id, uint length, string message) =>
        PushDebugGroup((DebugSource)source, id, length, message);

    private nint _popDebugGroup;

    public void PopDebugGroup() =>
        ((delegate* unmanaged[Cdecl]<void>)Entry(ref _popDebugGroup, "glPopDebugGroup"))();
}
