using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>The weights of one model on the GPU, each packing once, shared by all its plans.</summary>
internal sealed class WeightStore : IDisposable
{
    private readonly GpuContext _context;
    private readonly string _label;
    private readonly Dictionary<string, BufferRange> _ranges = new();
    private readonly List<GpuBuffer> _buffers = new();

    public WeightStore(GpuContext context, string label)
    {
        _context = context;
        _label = label;
    }

    /// <summary>The bytes on the GPU.</summary>
    public long Bytes => _buffers.Sum(b => b.Size);

    /// <summary>Uploads what is not there yet, into one buffer.</summary>
    public void Ensure(IEnumerable<PlanWeights> wanted)
    {
        PlanWeights[] missing = wanted.Where(w => !_ranges.ContainsKey(w.Key)).ToArray();
        if (missing.Length == 0)
            return;

        int alignment = Planner.AlignmentOf(_context.Limits);
        long bytes = missing.Sum(w => Aligned(w.Tensor.Bytes, alignment));
        var buffer = new GpuBuffer(_context, bytes, $"{_label} weights");
        _buffers.Add(buffer);
        long offset = 0;
        foreach (PlanWeights weights in missing)
        {
            int[] words = weights.Pack();
            if (4L * words.Length > weights.Tensor.Bytes)
                throw new InvalidOperationException($"The weights {weights.Key} are {words.Length} words, more than the {weights.Tensor.Bytes} bytes told.");
            buffer.Upload<int>(words, offset);
            _ranges[weights.Key] = buffer.Slice(offset, weights.Tensor.Bytes);
            offset += Aligned(weights.Tensor.Bytes, alignment);
        }
    }

    /// <summary>Where weights lie.</summary>
    public BufferRange this[string key] => _ranges[key];

    public void Dispose()
    {
        foreach (GpuBuffer buffer in _buffers)
            buffer.Dispose();
        _buffers.Clear();
        _ranges.Clear();
    }

    private static long Aligned(long size, int alignment) => (size + alignment - 1) / alignment * alignment;
}
