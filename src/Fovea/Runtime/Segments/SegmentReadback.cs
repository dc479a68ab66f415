using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Segments;

/// <summary>A segment with a plan of one session's own, and the way back of what the host must know of its results.</summary>
internal sealed class SegmentReadback : IDisposable
{
    private readonly Entry[] _entries;

    /// <exception cref="GpuException">The device has not the memory.</exception>
    public SegmentReadback(GpuContext context, Segment segment)
    {
        Segment = segment;
        using var making = new Making();
        Plan = making.Own(segment.BuildOwn());
        _entries = (segment.Cut?.ReadBack ?? Array.Empty<string>()).Select(name => new Entry(name, Plan.Outputs[name])).ToArray();
        foreach (Entry entry in _entries)
            entry.Ring = entry.Words.Length == 0 ? null : making.Own(new Readback<int>(context, 4 * entry.Words.Length, $"{entry.Name} for the host", slots: 1));
        making.Complete();
    }

    /// <summary>The segment.</summary>
    public Segment Segment { get; }

    /// <summary>Its plan.</summary>
    public Plan Plan { get; }

    /// <summary>When it ran last, to know what was not used for long.</summary>
    public long Used { get; set; }

    /// <summary>Starts to read back what the plan has left.</summary>
    public void Start()
    {
        foreach (Entry entry in _entries)
        {
            entry.Arrived = entry.Ring is null;
            entry.Ring?.TryEnqueue(entry.Tensor.Range.Slice(0, 4L * entry.Words.Length), 0);
        }
    }

    /// <summary>Looks whether all has arrived, and adds it to what the host has. Never waits.</summary>
    public bool TryTake(Dictionary<string, Tensor> host)
    {
        bool all = true;
        foreach (Entry entry in _entries)
        {
            entry.Arrived = entry.Arrived || entry.Ring!.TryDequeue(MemoryMarshal.AsBytes(entry.Words.AsSpan()), out _, out _);
            all &= entry.Arrived;
        }

        if (!all)
            return false;
        foreach (Entry entry in _entries)
            host[entry.Name] = HostLayout.Unpack(entry.Words, entry.Tensor.Type, entry.Tensor.Shape, entry.Tensor.Layout);
        return true;
    }

    public void Dispose()
    {
        foreach (Entry entry in _entries)
            entry.Ring?.Dispose();
        Plan.Dispose();
    }

    private sealed class Entry
    {
        public Entry(string name, GpuTensor tensor)
        {
            Name = name;
            Tensor = tensor;
            Words = new int[tensor.Shape.Count];
        }

        public string Name { get; }

        public GpuTensor Tensor { get; }

        public int[] Words { get; }

        public Readback<int>? Ring { get; set; }

        public bool Arrived { get; set; }
    }
}
