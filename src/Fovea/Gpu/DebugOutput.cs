using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Silk.NET.Core.Loader;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Listens to the driver's debug messages (KHR_debug) in a debug context.</summary>
internal sealed class DebugOutput : IDisposable
{
    // One delegate for the whole process, never collected: a driver may keep the pointer longer than any listener lives.
    private static readonly DebugProc Callback = OnMessage;
    private static readonly ConcurrentDictionary<nint, DebugOutput> Listeners = new();
    private static nint _callbackPointer;
    private static int _lastKey;

    private readonly GL _gl;
    private readonly Action<string>? _log;
    private readonly List<string> _errors = new();
    private readonly nint _key = Interlocked.Increment(ref _lastKey);
    private readonly bool _wasEnabled;
    private readonly bool _wasSynchronous;

    private DebugOutput(GL gl, Action<string>? log)
    {
        _gl = gl;
        _log = log;
        _wasEnabled = gl.IsEnabled(EnableCap.DebugOutput);
        _wasSynchronous = gl.IsEnabled(EnableCap.DebugOutputSynchronous);
    }

    /// <summary>Listens, unless the host already does: its callback stays.</summary>
    public static unsafe DebugOutput? TryListen(GL gl, GpuInfo info, Action<string>? log)
    {
        try
        {
            nint existing = Current(gl);
            if (existing != 0 && existing != _callbackPointer)
                return null;

            var output = new DebugOutput(gl, log);
            Listeners[output._key] = output;
            gl.DebugMessageCallback(Callback, (void*)output._key);
            gl.Enable(EnableCap.DebugOutput);
            gl.Enable(EnableCap.DebugOutputSynchronous); // so that a message belongs to the call just made
            _callbackPointer = Current(gl);
            return output;
        }
        catch (SymbolLoadingException)
        {
            info.HasDebugOutput = false;
            return null;
        }
    }

    /// <summary>The errors heard since the last call, or null.</summary>
    public string? TakeError()
    {
        if (_errors.Count == 0)
            return null;

        string text = string.Join("; ", _errors);
        _errors.Clear();
        return text;
    }

    /// <summary>Stops listening to a context that is gone.</summary>
    public void Forget() => Listeners.TryRemove(_key, out _);

    public void Dispose()
    {
        Listeners.TryRemove(_key, out _);
        if (!_wasEnabled)
            _gl.Disable(EnableCap.DebugOutput);

        if (!_wasSynchronous)
            _gl.Disable(EnableCap.DebugOutputSynchronous);
    }

    private static unsafe nint Current(GL gl)
    {
        void* pointer = null;
        gl.GetPointer(GLEnum.DebugCallbackFunction, &pointer);
        return (nint)pointer;
    }

    private static void OnMessage(GLEnum source, GLEnum type, int id, GLEnum severity, int length, nint message, nint userParam)
    {
        if (Listeners.TryGetValue(userParam, out DebugOutput? listener))
            listener.Hear(source, type, severity, Text(message, length).Trim());
    }

    private void Hear(GLEnum source, GLEnum type, GLEnum severity, string text)
    {
        // An exception must not unwind through the driver: errors are kept for the check after the call.
        // What compilers say reaches people through ShaderException.
        if (source == GLEnum.DebugSourceShaderCompiler)
            return;

        if (type == GLEnum.DebugTypeError)
            _errors.Add(text);

        if (severity != GLEnum.DebugSeverityNotification)
            _log?.Invoke($"{type} ({severity}): {text}");
    }

    private static unsafe string Text(nint message, int length)
    {
        if (message == 0)
            return "";

        return length >= 0 ? Encoding.UTF8.GetString((byte*)message, length) : Marshal.PtrToStringUTF8(message) ?? "";
    }
}
