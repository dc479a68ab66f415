using System;

namespace Fovea.Gpu;

/// <summary>A GL object that Fovea made, or one of the host's that it was lent.</summary>
/// <remarks>
/// Dispose it on the context's thread. One that is forgotten is queued by its finalizer and deleted at the next
/// <see cref="GpuContext.Update"/>; debug contexts say so.
/// </remarks>
public abstract class GpuResource : IDisposable
{
    private readonly ResourceKind _kind;
    private readonly bool _owned;
    private uint _handle;

    private protected GpuResource(GpuContext context, ResourceKind kind, uint handle, string label, bool owned = true)
    {
        Context = context;
        Label = label;
        _kind = kind;
        _handle = handle;
        _owned = owned;
        if (owned)
            context.Resources.Track(kind, handle, label);
        else
            GC.SuppressFinalize(this);
    }

    /// <summary>Queues the deletion of an object that nobody disposed.</summary>
    ~GpuResource()
    {
        if (_owned && _handle != 0)
            Context.Resources.DeleteLater(_kind, _handle);
    }

    /// <summary>The context this object lives in.</summary>
    public GpuContext Context { get; }

    /// <summary>The name that messages and graphics debuggers show.</summary>
    public string Label { get; }

    /// <summary>The GL name.</summary>
    /// <exception cref="ObjectDisposedException">The object was disposed.</exception>
    public uint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException($"{GetType().Name} '{Label}'");

    /// <summary>True once disposed.</summary>
    public bool IsDisposed => _handle == 0;

    /// <summary>Deletes the GL object, unless it is the host's. Call it on the context's thread; a second call does nothing.</summary>
    public void Dispose()
    {
        if (_handle == 0)
            return;

        if (_owned && !Context.IsGone)
        {
            Context.AssertThread();
            Context.Resources.Delete(_kind, _handle);
        }

        _handle = 0;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} '{Label}'";
}
