using System;
using System.Collections.Generic;

namespace Fovea.Gpu;

/// <summary>
/// What a constructor has made so far. Unless it comes to its end, all of that is disposed: <c>using var making = new Making();</c>,
/// <c>_buffer = making.Own(new GpuBuffer(...));</c>, and last <c>making.Complete();</c>. Whoever makes things that vary keeps one, and has
/// them disposed with it.
/// </summary>
internal sealed class Making : IDisposable
{
    private readonly Stack<IDisposable> _made = new();

    /// <summary>Takes something that was made.</summary>
    public T Own<T>(T made)
        where T : IDisposable
    {
        _made.Push(made);
        return made;
    }

    /// <summary>Leaves all of it to whoever made it.</summary>
    public void Complete() => _made.Clear();

    public void Dispose()
    {
        while (_made.Count > 0)
            _made.Pop().Dispose();
    }
}
