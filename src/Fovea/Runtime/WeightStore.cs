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
    private readonly Dictionary<string, Entry> _entries = new();

    // Each buffer with the number of its entries that a plan uses.
    private readonly Dictionary<GpuBuffer, int> _buffers = new();

    public WeightStore(GpuContext context, string label)
    {
        _context = context;
        _label = label;
    }

    /// <summary>The bytes on the GPU.</summary>
    public long Bytes => _buffers.Keys.Sum(b => b.Size);

    /// <summary>Keeps weights for a plan until it gives them back; uploads what is not there yet, into one buffer.</summary>
    public void Acquire(IReadOnlyCollection<PlanWeights> wanted)
    {
        PlanWeights[] missing = wanted.Where(w => !_entries.ContainsKey(w.Key)).ToArray();
        if (missing.Length > 0)
            Upload(missing);
        foreach (PlanWeights weights in wanted)
            _entries[weights.Key].Plans++;
    }

    /// <summary>Gives weights back; a buffer of which no plan uses anything is freed.</summary>
    public void Release(IReadOnlyCollection<PlanWeights> used)
    {
        foreach (PlanWeights weights in used)
        {
            if (!_entries.TryGetValue(weights.Key, out Entry? entry) || --entry.Plans > 0)
                continue;
            _entries.Remove(weights.Key);
            GpuBuffer buffer = entry.Range.Buffer;
            if (--_buffers[buffer] > 0)
                continue;
            _buffers.Remove(buffer);
            buffer.Dispose();
        }
    }

    /// <summary>Where weights lie.</summary>
    public BufferRange this[string key] => _entries[key].Range;

    public void Dispose()
    {
        foreach (GpuBuffer buffer in _buffers.Keys)
            buffer.Dispose();
        _buffers.Clear();
        _entries.Clear();
    }

    private void Upload(PlanWeights[] missing)
    {
        int alignment = Planner.AlignmentOf(_context.Limits);
        var buffer = new GpuBuffer(_context, missing.Sum(w => Aligned(w.Tensor.Bytes, alignment)), $"{_label} weights");
        _buffers[buffer] = missing.Length;
        long offset = 0;
        foreach (PlanWeights weights in missing)
        {
            int[] words = weights.Pack();
            if (4L * words.Length > weights.Tensor.Bytes)
                throw new InvalidOperationException($"The weights {weights.Key} are {words.Length} words, more than the {weights.Tensor.Bytes} bytes told.");
            buffer.Upload<int>(words, offset);
            _entries[weights.Key] = new Entry(buffer.Slice(offset, weights.Tensor.Bytes));
            offset += Aligned(weights.Tensor.Bytes, alignment);
        }
    }

    private static long Aligned(long size, int alignment) => (size + alignment - 1) / alignment * alignment;

    private sealed class Entry
    {
        public Entry(BufferRange range) => Range = range;

        public BufferRange Range { get; }

        public int Plans { get; set; }
    }
}
