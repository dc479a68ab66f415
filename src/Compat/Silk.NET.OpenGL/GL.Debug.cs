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

    public void GetPointer(GLEnum pname, void** @params) =>
        ((delegate* unmanaged[Cdecl]<GLEnum, void**, void>)Entry(ref _getPointerv, "glGetPointerv"))(pname, @params);

    private nint _objectLabel;

    public void ObjectLabel(ObjectIdentifier identifier, uint name, uint length, byte* label) =>
        ((delegate* unmanaged[Cdecl]<ObjectIdentifier, uint, uint, byte*, void>)
            Entry(ref _objectLabel, "glObjectLabel"))(identifier, name, length, label);

    public void ObjectLabel(ObjectIdentifier identifier, uint name, uint length, string label)
    {
        fixed (byte* pointer = Ansi(label))
            ObjectLabel(identifier, name, length, pointer);
    }

    private nint _pushDebugGroup;

    public void PushDebugGroup(DebugSource source, uint id, uint length, byte* message) =>
        ((delegate* unmanaged[Cdecl]<DebugSource, uint, uint, byte*, void>)
            Entry(ref _pushDebugGroup, "glPushDebugGroup"))(source, id, length, message);

    public void PushDebugGroup(DebugSource source, uint id, uint length, string message)
    {
        fixed (byte* pointer = Ansi(message))
            PushDebugGroup(source, id, length, pointer);
    }

    private nint _popDebugGroup;

    public void PopDebugGroup() =>
        ((delegate* unmanaged[Cdecl]<void>)Entry(ref _popDebugGroup, "glPopDebugGroup"))();
}
