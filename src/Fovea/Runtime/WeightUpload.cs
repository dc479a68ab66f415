using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>Weights on their way to the GPU, into one buffer, piece by piece.</summary>
internal sealed class WeightUpload : IDisposable
{
    // What is handed to the driver at once. It copies that, so that a piece takes well below a millisecond.
    private const int PieceWords = 64 << 10;

    private readonly PlanWeights[] _weights;
    private readonly int _alignment;
    private readonly bool _background;
    private GpuBuffer? _buffer;
    private Task<int[]>? _packing;
    private int[]? _words;
    private int _next;
    private int _sent;
    private long _offset;

    /// <param name="context">Where.</param>
    /// <param name="weights">What to upload.</param>
    /// <param name="label">The network's name.</param>
    /// <param name="background">Whether another thread packs them, so that <see cref="Advance"/> never does.</param>
    /// <exception cref="GpuException">The device has not that much memory.</exception>
    public WeightUpload(GpuContext context, IReadOnlyCollection<PlanWeights> weights, string label, bool background)
    {
        _weights = weights.ToArray();
        _alignment = Planner.AlignmentOf(context.Limits);
        _background = background;
        Bytes = weights.Sum(w => Aligned(w.Tensor.Bytes));
        if (Bytes > 0)
            _buffer = new GpuBuffer(context, Bytes, $"{label} weights");
        Pack();
    }

    /// <summary>How many bytes there are.</summary>
    public long Bytes { get; }

    /// <summary>How many have been handed to the driver.</summary>
    public long Done => _offset + 4L * _sent;

    /// <summary>Uploads at least one piece, if one is packed, and further ones while there is time.</summary>
    /// <returns>True when all are on the GPU.</returns>
    public bool Advance(Func<bool> hasTime)
    {
        while (_next < _weights.Length)
        {
            if (_words is null && !TakePacked())
                return false;
            int count = Math.Min(PieceWords, _words!.Length - _sent);
            _buffer!.Upload<int>(_words.AsSpan(_sent, count), _offset + 4L * _sent);
            _sent += count;
            if (_sent == _words.Length)
            {
                _offset += Aligned(_weights[_next].Tensor.Bytes);
                _next++;
                _sent = 0;
                _words = null;
            }

            if (!hasTime())
                break;
        }

        return _next == _weights.Length;
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

    public void Dispose() => _buffer?.Dispose();

    private bool TakePacked()
    {
        PlanWeights weights = _weights[_next];
        if (_background)
        {
            if (!_packing!.IsCompleted)
                return false;
            _words = _packing.GetAwaiter().GetResult();
        }
        else
        {
            _words = weights.Pack();
        }

        if (4L * _words.Length > weights.Tensor.Bytes)
            throw new InvalidOperationException($"The weights {weights.Key} are {_words.Length} words, more than the {weights.Tensor.Bytes} bytes told.");
        Pack(after: 1);
        return true;
    }

    // One ahead, so that there is something to upload when the last is through.
    private void Pack(int after = 0)
    {
        if (_background && _next + after < _weights.Length)
            _packing = Task.Run(_weights[_next + after].Pack);
    }

    private long Aligned(long size) => (size + _alignment - 1) / _alignment * _alignment;
}
