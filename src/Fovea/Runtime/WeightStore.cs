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

    /// <summary>Keeps weights for a plan until it gives them back; uploads all that was not there yet.</summary>
    /// <param name="wanted">The weights.</param>
    /// <param name="upload">What <see cref="Begin"/> gave for them.</param>
    public void Acquire(IReadOnlyCollection<PlanWeights> wanted, WeightUpload upload)
    {
        upload.Finish();
        Add(upload);
        foreach (PlanWeights weights in wanted)
            _entries[weights.Key].Plans++;
    }

    /// <summary>Begins to upload what is not there yet, into one buffer.</summary>
    /// <param name="wanted">The weights.</param>
    public WeightUpload Begin(IReadOnlyCollection<PlanWeights> wanted) =>
        new(_context, wanted.Where(w => !_entries.ContainsKey(w.Key)).ToArray(), _label);

    /// <summary>Takes what was uploaded; nobody uses it yet. What came from elsewhere meanwhile stays.</summary>
    public void Add(WeightUpload upload)
    {
        GpuBuffer? buffer = upload.Take(out IEnumerable<(PlanWeights Weights, BufferRange Range)> ranges);
        if (buffer is null)
            return;
        int added = 0;
        foreach ((PlanWeights weights, BufferRange range) in ranges)
        {
            if (_entries.ContainsKey(weights.Key))
                continue;
            _entries[weights.Key] = new Entry(range);
            added++;
        }

        if (added > 0)
            _buffers[buffer] = added;
        else
            buffer.Dispose();
    }

    /// <summary>Frees what nobody uses.</summary>
    public void Trim()
    {
        foreach (KeyValuePair<string, Entry> unused in _entries.Where(e => e.Value.Plans == 0).ToArray())
            Remove(unused.Key, unused.Value);
    }

    /// <summary>Gives weights back; a buffer of which no plan uses anything is freed.</summary>
    public void Release(IReadOnlyCollection<PlanWeights> used)
    {
        foreach (PlanWeights weights in used)
        {
            if (!_entries.TryGetValue(weights.Key, out Entry? entry) || --entry.Plans > 0)
                continue;
            Remove(weights.Key, entry);
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

    private void Remove(string key, Entry entry)
    {
        _entries.Remove(key);
        GpuBuffer buffer = entry.Range.Buffer;
        if (--_buffers[buffer] > 0)
            return;
        _buffers.Remove(buffer);
        buffer.Dispose();
    }

    private sealed class Entry
    {
        public Entry(BufferRange range) => Range = range;

        public BufferRange Range { get; }

        public int Plans { get; set; }
    }
}
