using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Fovea.Gpu;

/// <summary>One range on its way to the CPU, completed by <see cref="GpuContext.Update"/>.</summary>
internal sealed class PendingRead<T> : IPolled
    where T : unmanaged
{
    private readonly GpuContext _context;
    private readonly Readback<int> _readback;
    private readonly TaskCompletionSource<T[]> _completion = new();
    private readonly int _count;
    private T[]? _received;

    public PendingRead(GpuContext context, BufferRange source, int count)
    {
        _context = context;
        _count = count;
        _readback = new Readback<int>(context, (int)source.Size, $"reading {source.Buffer.Label}", slots: 1);
        _readback.TryEnqueue(source, 0);
        context.AddPolled(this);
    }

    public Task<T[]> Task => _completion.Task;

    public void Poll()
    {
        T[]? result = null;
        Exception? failure = null;
        try
        {
            if (!_readback.TryDequeue(this, static (data, _, self) => self._received = Copy(data, self._count)))
                return;

            result = _received;
        }
        catch (GpuException e)
        {
            failure = e;
        }

        _context.RemovePolled(this);
        _readback.Dispose();
        if (failure != null)
            _completion.SetException(failure);
        else
            _completion.SetResult(result!);
    }

    public void Cancel(Exception? cause)
    {
        _readback.Dispose();
        if (cause is null)
            _completion.TrySetCanceled();
        else
            _completion.TrySetException(cause);
    }

    private static T[] Copy(ReadOnlySpan<byte> data, int count)
    {
        var result = new T[count];
        data.CopyTo(MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }
}
