using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>Weights on their way to the GPU, into one buffer, piece by piece; another thread packs them meanwhile.</summary>
internal sealed class WeightUpload : IDisposable
{
    // What is handed to the driver at once. It copies that, so that a piece takes well below a millisecond.
    private const int PieceWords = 64 << 10;

    private readonly PlanWeights[] _weights;
    private readonly int _alignment;
    private readonly WeightPacking _packing;
    private GpuBuffer? _buffer;
    private int[]? _words;
    private int _next;
    private int _sent;
    private long _offset;

    /// <param name="context">Where.</param>
    /// <param name="weights">What to upload.</param>
    /// <param name="label">The network's name.</param>
    /// <exception cref="GpuException">The device has not that much memory.</exception>
    public WeightUpload(GpuContext context, IReadOnlyCollection<PlanWeights> weights, string label)
    {
        _weights = weights.ToArray();
        _alignment = Planner.AlignmentOf(context.Limits);
        Bytes = weights.Sum(w => Aligned(w.Tensor.Bytes));
        if (Bytes > 0)
            _buffer = new GpuBuffer(context, Bytes, $"{label} weights");
        _packing = new WeightPacking(_weights);
    }

    /// <summary>How many bytes there are.</summary>
    public long Bytes { get; }

    /// <summary>How many have been handed to the driver.</summary>
    public long Done => _offset + 4L * _sent;

    /// <summary>Uploads at least one piece, if one is packed, and further ones while there is time. Never waits, and packs nothing.</summary>
    /// <returns>True when all are on the GPU.</returns>
    public bool Advance(Func<bool> hasTime)
    {
        while (_next < _weights.Length)
        {
            if (_words is null && !_packing.TryTake(out _words))
                return false;
            UploadPiece(_words!);
            if (!hasTime())
                break;
        }

        return _next == _weights.Length;
    }

    /// <summary>Uploads all that is left, and packs what is not packed yet.</summary>
    public void Finish()
    {
        while (_next < _weights.Length)
            UploadPiece(_words ??= _packing.Take());
    }

    /// <summary>The buffer, which is the caller's from now on, and what lies where in it; null where there are no weights.</summary>
    public GpuBuffer? Take(out IEnumerable<(PlanWeights Weights, BufferRange Range)> ranges)
    {
        GpuBuffer? buffer = _buffer;
        _buffer = null;
        var found = new List<(PlanWeights, BufferRange)>();
        long offset = 0;
        foreach (PlanWeights weights in _weights)
        {
            found.Add((weights, buffer!.Slice(offset, weights.Tensor.Bytes)));
            offset += Aligned(weights.Tensor.Bytes);
        }

        ranges = found;
        return buffer;
    }

    public void Dispose()
    {
        _packing.Dispose();
        _buffer?.Dispose();
    }

    private void UploadPiece(int[] words)
    {
        PlanWeights weights = _weights[_next];
        if (4L * words.Length > weights.Tensor.Bytes)
            throw new InvalidOperationException($"The weights {weights.Key} are {words.Length} words, more than the {weights.Tensor.Bytes} bytes told.");
        int count = Math.Min(PieceWords, words.Length - _sent);
        _buffer!.Upload<int>(words.AsSpan(_sent, count), _offset + 4L * _sent);
        _sent += count;
        if (_sent < words.Length)
            return;
        _offset += Aligned(weights.Tensor.Bytes);
        _next++;
        _sent = 0;
        _words = null;
    }

    private long Aligned(long size) => (size + _alignment - 1) / _alignment * _alignment;
}
