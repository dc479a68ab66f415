using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Knows every GL object that Fovea made in one context, and deletes them on that context's thread.</summary>
internal sealed class ResourceTracker
{
    private readonly GL _gl;
    private readonly bool _stacks;
    private readonly Action<string>? _log;
    private readonly Dictionary<(ResourceKind Kind, uint Handle), (string Label, string? Stack)> _live = new();
    private readonly ConcurrentQueue<(ResourceKind Kind, uint Handle)> _forgotten = new();

    public ResourceTracker(GL gl, bool stacks, Action<string>? log)
    {
        _gl = gl;
        _stacks = stacks;
        _log = log;
    }

    public int Count => _live.Count;

    public void Track(ResourceKind kind, uint handle, string label) =>
        _live[(kind, handle)] = (label, _stacks ? Environment.StackTrace : null);

    public void Delete(ResourceKind kind, uint handle)
    {
        if (_live.Remove((kind, handle)))
            DeleteObject(kind, handle);
    }

    /// <summary>The one member that any thread may call.</summary>
    public void DeleteLater(ResourceKind kind, uint handle) => _forgotten.Enqueue((kind, handle));

    public void DeleteForgotten()
    {
        while (_forgotten.TryDequeue(out (ResourceKind Kind, uint Handle) item))
        {
            if (_live.Remove(item, out (string Label, string? Stack) made))
            {
                _log?.Invoke($"{Describe(item, made)} was collected without Dispose.");
                DeleteObject(item.Kind, item.Handle);
            }
        }
    }

    public IReadOnlyList<string> Describe() => _live
        .OrderBy(entry => entry.Key.Kind).ThenBy(entry => entry.Key.Handle)
        .Select(entry => Describe(entry.Key, entry.Value))
        .ToArray();

    public void DeleteAll()
    {
        foreach ((ResourceKind kind, uint handle) in _live.Keys)
            DeleteObject(kind, handle);

        Forget();
    }

    /// <summary>The objects are gone with their context.</summary>
    public void Forget()
    {
        _live.Clear();
        while (_forgotten.TryDequeue(out _))
        {
        }
    }

    private string Describe((ResourceKind Kind, uint Handle) key, (string Label, string? Stack) made) =>
        made.Stack == null
            ? $"{key.Kind} {key.Handle} '{made.Label}'"
            : $"{key.Kind} {key.Handle} '{made.Label}', made at{Environment.NewLine}{made.Stack}";

    private void DeleteObject(ResourceKind kind, uint handle)
    {
        switch (kind)
        {
            case ResourceKind.Buffer: _gl.DeleteBuffer(handle); break;
            case ResourceKind.Texture: _gl.DeleteTexture(handle); break;
            case ResourceKind.Program: _gl.DeleteProgram(handle); break;
            case ResourceKind.Query: _gl.DeleteQuery(handle); break;
            case ResourceKind.Framebuffer: _gl.DeleteFramebuffer(handle); break;
            case ResourceKind.VertexArray: _gl.DeleteVertexArray(handle); break;
        }
    }
}
