using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;
using Silk.NET.OpenGL;

namespace Fovea.Runtime;

/// <summary>The GPU memory of one plan: where each of its tensors and parameter blocks lies.</summary>
/// <remarks>
/// Weights are the model's. Inputs and outputs are the plan's own, so that outputs stay until its next run whoever runs in between. What is
/// computed on the way lies in memory that other plans use too, by turns.
/// </remarks>
internal sealed class PlanMemory : IDisposable, IScratchUser
{
    private readonly PlanBlueprint _blueprint;
    private readonly WeightStore _weights;
    private readonly ScratchMemory _scratch;
    private readonly Making _owned = new();
    private readonly Dictionary<PlanTensor, BufferRange> _ranges = new();
    private readonly Dictionary<(uint Buffer, long Offset, long Size, bool Half), GpuBufferTexture> _textures = new();
    private readonly GpuBuffer? _outputs;
    private readonly GpuBuffer _parameters = null!;
    private readonly long[] _parameterOffsets;
    private ScratchArena? _arena;
    private bool _holdsWeights;

    /// <param name="context">Where.</param>
    /// <param name="blueprint">What needs the memory.</param>
    /// <param name="weights">The model's weights.</param>
    /// <param name="upload">Those of them that the plan lacks, on their way; it stays the caller's.</param>
    /// <param name="scratch">What is shared; null where the plan keeps every value, in memory of its own.</param>
    /// <param name="label">The network's name.</param>
    /// <exception cref="GpuException">The device has not that much memory; nothing is kept then.</exception>
    public PlanMemory(GpuContext context, PlanBlueprint blueprint, WeightStore weights, WeightUpload upload, ScratchMemory? scratch, string label)
    {
        _blueprint = blueprint;
        _weights = weights;
        _scratch = scratch ?? new ScratchMemory(context, $"{label} values");
        _parameterOffsets = ParameterOffsets(blueprint, Math.Max(16, context.Limits.UniformAlignment));
        try
        {
            weights.Acquire(blueprint.Weights, upload);
            _holdsWeights = true;
            foreach (PlanWeights entry in blueprint.Weights)
                _ranges[entry.Tensor] = weights[entry.Key];
            foreach (PlanTensor tensor in blueprint.Inputs.Values)
                _ranges[tensor] = _owned.Own(new GpuBuffer(context, tensor.Bytes, $"{label} {tensor.Name}", BufferUsageARB.DynamicDraw)).Whole;
            if (scratch is not null)
                _outputs = PlaceOutputs(context, label);
            int[] words = ParameterWords(blueprint, _parameterOffsets);
            _parameters = _owned.Own(new GpuBuffer(context, 4L * words.Length, $"{label} parameters"));
            _parameters.Upload<int>(words);
            Join();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Begins a run: from now on until <see cref="Release"/> nobody else uses what is shared. Where another's run is under way in it, the
    /// plan moves to another part of it.
    /// </summary>
    /// <returns>True when it moved, so that everything must be bound anew.</returns>
    /// <exception cref="GpuException">It had to move, and the device has not the memory.</exception>
    public bool Hold()
    {
        bool moved = _arena!.Holder is { } holder && !ReferenceEquals(holder, this);
        if (moved)
        {
            ScratchArena before = _arena;
            Join();
            _scratch.Leave(this, before);
            foreach (GpuBufferTexture texture in _textures.Values)
                texture.Dispose();
            _textures.Clear();
        }

        _arena.Holder = this;
        return moved;
    }

    /// <summary>Ends a run.</summary>
    public void Release()
    {
        if (ReferenceEquals(_arena!.Holder, this))
            _arena.Holder = null;
    }

    /// <summary>A tensor as those see it who fill or read it.</summary>
    public GpuTensor View(PlanTensor tensor) =>
        new(tensor.Type, tensor.Shape, tensor.Layout, _ranges.ContainsKey(tensor.Root) ? RangeOf(tensor) : default);

    /// <summary>What a binding of a step binds as storage.</summary>
    public BoundRange Storage(PlanBinding binding)
    {
        BufferRange range = RangeOf(binding.Tensor);
        return new BoundRange((uint)binding.Index, range.Buffer.Handle, range.Offset, binding.Tensor.Bytes);
    }

    /// <summary>What a binding of a step binds as a buffer texture.</summary>
    public BoundTexture Texture(PlanBinding binding)
    {
        BufferRange range = RangeOf(binding.Tensor);
        var key = (range.Buffer.Handle, range.Offset, binding.Tensor.Bytes, binding.Tensor.IsHalf);
        if (!_textures.TryGetValue(key, out GpuBufferTexture? texture))
        {
            _textures[key] = texture = new GpuBufferTexture(
                range.Buffer.Slice(range.Offset, binding.Tensor.Bytes), binding.Tensor.Name, binding.Tensor.IsHalf);
        }

        return new BoundTexture((uint)binding.Index, texture.Handle);
    }

    /// <summary>The uniform block of a step.</summary>
    public BoundRange Parameters(int step) =>
        new(0, _parameters.Handle, _parameterOffsets[step], _parameterOffsets[step + 1] - _parameterOffsets[step]);

    /// <summary>Fills everything that a run writes with NaN.</summary>
    public void Poison()
    {
        Fill(_arena!.Buffer);
        if (_outputs is not null)
            Fill(_outputs);

        static void Fill(GpuBuffer buffer)
        {
            var words = new int[buffer.Size / 4];
            Array.Fill(words, -1); // all bits set is a NaN
            buffer.Upload<int>(words);
        }
    }

    public void OnGrown()
    {
        foreach (GpuBufferTexture texture in _textures.Values)
            texture.Attach();
    }

    public void Dispose()
    {
        foreach (GpuBufferTexture texture in _textures.Values)
            texture.Dispose();
        _textures.Clear();
        _owned.Dispose();
        if (_arena is not null)
            _scratch.Leave(this, _arena);
        _arena = null;
        if (_holdsWeights)
            _weights.Release(_blueprint.Weights);
        _holdsWeights = false;
    }

    private static long[] ParameterOffsets(PlanBlueprint blueprint, int alignment)
    {
        var offsets = new long[blueprint.Steps.Count + 1];
        for (int i = 0; i < blueprint.Steps.Count; i++)
            offsets[i + 1] = offsets[i] + (Math.Max(1, blueprint.Steps[i].Parameters.Words.Count) * 4L + alignment - 1) / alignment * alignment;
        return offsets;
    }

    private static int[] ParameterWords(PlanBlueprint blueprint, long[] offsets)
    {
        var words = new int[Math.Max(4, offsets[blueprint.Steps.Count] / 4)];
        for (int i = 0; i < blueprint.Steps.Count; i++)
        {
            IReadOnlyList<int> block = blueprint.Steps[i].Parameters.Words;
            for (int w = 0; w < block.Count; w++)
                words[offsets[i] / 4 + w] = block[w];
        }

        return words;
    }

    // Of a view, what it covers of the tensor whose memory it shares.
    private BufferRange RangeOf(PlanTensor tensor)
    {
        BufferRange root = _ranges[tensor.Root];
        return tensor.ViewOf is null ? root : root.Buffer.Slice(root.Offset + tensor.RootOffset, tensor.Bytes);
    }

    private void Join()
    {
        _arena = _scratch.Join(this, Math.Max(16, _blueprint.Memory.Bytes));
        foreach (KeyValuePair<PlanTensor, long> entry in _blueprint.Memory.Offsets)
        {
            if (_outputs is null || !_ranges.TryGetValue(entry.Key, out BufferRange range) || range.Buffer != _outputs)
                _ranges[entry.Key] = _arena.Buffer.Slice(entry.Value, entry.Key.Bytes);
        }
    }

    private GpuBuffer? PlaceOutputs(GpuContext context, string label)
    {
        PlanTensor[] roots = _blueprint.Outputs.Values.Select(t => t.Root).Where(t => t.Storage == PlanStorage.Arena && _blueprint.Memory.Offsets.ContainsKey(t))
            .Distinct().ToArray();
        if (roots.Length == 0)
            return null;
        int alignment = Planner.AlignmentOf(context.Limits);
        var offsets = new long[roots.Length + 1];
        for (int i = 0; i < roots.Length; i++)
            offsets[i + 1] = offsets[i] + (roots[i].Bytes + alignment - 1) / alignment * alignment;
        GpuBuffer outputs = _owned.Own(new GpuBuffer(context, offsets[roots.Length], $"{label} outputs", BufferUsageARB.DynamicCopy));
        for (int i = 0; i < roots.Length; i++)
            _ranges[roots[i]] = outputs.Slice(offsets[i], roots[i].Bytes);
        return outputs;
    }
}
