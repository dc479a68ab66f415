using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;
using Silk.NET.OpenGL;

namespace Fovea.Runtime;

/// <summary>The GPU memory of one plan: where each of its tensors and parameter blocks lies.</summary>
internal sealed class PlanMemory : IDisposable
{
    private readonly GpuContext _context;
    private readonly PlanBlueprint _blueprint;
    private readonly WeightStore _weights;
    private readonly List<IDisposable> _owned = new();
    private readonly Dictionary<PlanTensor, BufferRange> _ranges = new();
    private readonly Dictionary<(uint Buffer, long Offset, long Size), GpuBufferTexture> _textures = new();
    private readonly GpuBuffer _arena = null!;
    private readonly GpuBuffer _parameters = null!;
    private readonly long[] _parameterOffsets;
    private bool _holdsWeights;

    /// <exception cref="GpuException">The device has not that much memory; nothing is kept then.</exception>
    public PlanMemory(GpuContext context, PlanBlueprint blueprint, WeightStore weights, string label)
    {
        _context = context;
        _blueprint = blueprint;
        _weights = weights;
        _parameterOffsets = ParameterOffsets(blueprint, Math.Max(16, context.Limits.UniformAlignment));
        try
        {
            weights.Acquire(blueprint.Weights);
            _holdsWeights = true;
            _arena = Own(new GpuBuffer(context, Math.Max(16, blueprint.Memory.Bytes), $"{label} arena", BufferUsageARB.DynamicCopy));
            foreach (PlanTensor tensor in blueprint.Inputs.Values)
                _ranges[tensor] = Own(new GpuBuffer(context, tensor.Bytes, $"{label} {tensor.Name}", BufferUsageARB.DynamicDraw)).Whole;
            foreach (PlanWeights entry in blueprint.Weights)
                _ranges[entry.Tensor] = weights[entry.Key];
            foreach (KeyValuePair<PlanTensor, long> entry in blueprint.Memory.Offsets)
                _ranges[entry.Key] = _arena.Slice(entry.Value, entry.Key.Bytes);
            int[] words = ParameterWords(blueprint, _parameterOffsets);
            _parameters = Own(new GpuBuffer(context, 4L * words.Length, $"{label} parameters"));
            _parameters.Upload<int>(words);
        }
        catch
        {
            Dispose();
            throw;
        }
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
        var key = (range.Buffer.Handle, range.Offset, binding.Tensor.Bytes);
        if (!_textures.TryGetValue(key, out GpuBufferTexture? texture))
            _textures[key] = texture = new GpuBufferTexture(range.Buffer.Slice(range.Offset, binding.Tensor.Bytes), binding.Tensor.Name);
        return new BoundTexture((uint)binding.Index, texture.Handle);
    }

    /// <summary>The uniform block of a step.</summary>
    public BoundRange Parameters(int step) =>
        new(0, _parameters.Handle, _parameterOffsets[step], _parameterOffsets[step + 1] - _parameterOffsets[step]);

    /// <summary>Fills the arena with NaN.</summary>
    public void Poison()
    {
        var words = new int[_arena.Size / 4];
        Array.Fill(words, -1); // all bits set is a NaN
        _arena.Upload<int>(words);
    }

    public void Dispose()
    {
        foreach (GpuBufferTexture texture in _textures.Values)
            texture.Dispose();
        _textures.Clear();
        foreach (IDisposable owned in _owned)
            owned.Dispose();
        _owned.Clear();
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

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
