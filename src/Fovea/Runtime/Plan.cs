using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Silk.NET.OpenGL;

namespace Fovea.Runtime;

/// <summary>
/// A network that is ready to run on the GPU for one set of input shapes: programs built, weights uploaded, memory laid out. A run is a
/// list of binds and dispatches; it allocates nothing and waits for nothing.
/// </summary>
public sealed class Plan : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuBuffer _arena;
    private readonly GpuBuffer _parameters;
    private readonly GpuBuffer[] _inputBuffers;
    private readonly Step[] _steps;
    private readonly WeightStore _weights;
    private readonly bool _poison;
    private readonly Dictionary<(uint Buffer, long Offset, long Size), GpuBufferTexture> _textures = new();
    private readonly MemoryBarrierMask _barrier;
    private readonly Dictionary<string, GpuTensor> _inputs = new();
    private readonly Dictionary<string, GpuTensor> _outputs = new();

    internal Plan(GpuContext context, PlanBlueprint blueprint, WeightStore weights, string label, bool poison)
    {
        _context = context;
        _poison = poison;
        Blueprint = blueprint;
        _weights = weights;
        weights.Acquire(blueprint.Weights);
        _arena = new GpuBuffer(context, Math.Max(16, blueprint.Memory.Bytes), $"{label} arena", BufferUsageARB.DynamicCopy);

        _inputBuffers = blueprint.Inputs.Values.Select(t => new GpuBuffer(context, t.Bytes, $"{label} {t.Name}", BufferUsageARB.DynamicDraw)).ToArray();
        var ranges = new Dictionary<PlanTensor, BufferRange>();
        foreach ((PlanTensor tensor, GpuBuffer buffer) in blueprint.Inputs.Values.Zip(_inputBuffers, (t, b) => (t, b)))
            ranges[tensor] = buffer.Whole;
        foreach (PlanWeights entry in blueprint.Weights)
            ranges[entry.Tensor] = weights[entry.Key];
        foreach (KeyValuePair<PlanTensor, long> entry in blueprint.Memory.Offsets)
            ranges[entry.Key] = _arena.Slice(entry.Value, entry.Key.Bytes);

        foreach (KeyValuePair<string, PlanTensor> input in blueprint.Inputs)
            _inputs[input.Key] = View(input.Value, ranges);
        foreach (KeyValuePair<string, PlanTensor> output in blueprint.Outputs)
            _outputs[output.Key] = View(output.Value, ranges);

        _barrier = MemoryBarrierMask.ShaderStorageBarrierBit;
        if (blueprint.Steps.Any(s => s.Bindings.Any(b => b.IsTexture)))
            _barrier |= MemoryBarrierMask.TextureFetchBarrierBit;
        _parameters = UploadParameters(out long[] offsets, label);
        _steps = blueprint.Steps.Select((step, i) => Build(
            step, blueprint.Barriers[i], new Binding(0, _parameters.Handle, offsets[i], offsets[i + 1] - offsets[i]), ranges)).ToArray();
    }

    /// <summary>What the plan was made from: steps, memory, barriers.</summary>
    public PlanBlueprint Blueprint { get; }

    /// <summary>The tensors to fill before a run, by name.</summary>
    public IReadOnlyDictionary<string, GpuTensor> Inputs => _inputs;

    /// <summary>The tensors that a run leaves, by name; row-major, valid until the next run of any plan that shares the arena.</summary>
    public IReadOnlyDictionary<string, GpuTensor> Outputs => _outputs;

    /// <summary>
    /// Issues all dispatches, and a barrier after the last, so that shaders may read the outputs. Call it inside
    /// <see cref="GpuContext.Enter"/>.
    /// </summary>
    public void Run()
    {
        _context.AssertThread();
        if (_poison)
            Poison();

        GL gl = _context.GL;
        // What was written to the inputs may have come from a shader.
        gl.MemoryBarrier(_barrier);
        uint program = 0;
        foreach (Step step in _steps)
        {
            if (step.Barrier)
                gl.MemoryBarrier(_barrier);
            if (step.Program != program)
                gl.UseProgram(program = step.Program);
            foreach (Binding binding in step.Bindings)
                gl.BindBufferRange(BufferTargetARB.ShaderStorageBuffer, binding.Index, binding.Buffer, (nint)binding.Offset, (nuint)binding.Size);
            foreach (Texture texture in step.Textures)
            {
                gl.ActiveTexture((GLEnum)((uint)GLEnum.Texture0 + texture.Unit));
                gl.BindTexture(GLEnum.TextureBuffer, texture.Handle);
            }

            gl.BindBufferRange(BufferTargetARB.UniformBuffer, 0, step.Parameters.Buffer, (nint)step.Parameters.Offset, (nuint)step.Parameters.Size);
            gl.DispatchCompute(step.X, step.Y, step.Z);
        }

        gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit);
        if (_context.IsDebug)
            _context.Check("Plan.Run");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GpuBufferTexture texture in _textures.Values)
            texture.Dispose();
        foreach (GpuBuffer buffer in _inputBuffers)
            buffer.Dispose();
        _parameters.Dispose();
        _arena.Dispose();
        _weights.Release(Blueprint.Weights);
    }

    private static GpuTensor View(PlanTensor tensor, Dictionary<PlanTensor, BufferRange> ranges) =>
        new(tensor.Type, tensor.Shape, tensor.Layout, ranges.ContainsKey(tensor.Root) ? RangeOf(tensor, ranges) : default);

    // Of a view, what it covers of the tensor whose memory it shares.
    private static BufferRange RangeOf(PlanTensor tensor, Dictionary<PlanTensor, BufferRange> ranges)
    {
        BufferRange root = ranges[tensor.Root];
        return tensor.ViewOf is null ? root : root.Buffer.Slice(root.Offset + tensor.RootOffset, tensor.Bytes);
    }

    private GpuBuffer UploadParameters(out long[] offsets, string label)
    {
        int alignment = Math.Max(16, _context.Limits.UniformAlignment);
        int count = Blueprint.Steps.Count;
        offsets = new long[count + 1];
        for (int i = 0; i < count; i++)
            offsets[i + 1] = offsets[i] + (Math.Max(1, Blueprint.Steps[i].Parameters.Words.Count) * 4L + alignment - 1) / alignment * alignment;

        var words = new int[Math.Max(4, offsets[count] / 4)];
        for (int i = 0; i < count; i++)
        {
            IReadOnlyList<int> block = Blueprint.Steps[i].Parameters.Words;
            for (int w = 0; w < block.Count; w++)
                words[offsets[i] / 4 + w] = block[w];
        }

        var buffer = new GpuBuffer(_context, 4L * words.Length, $"{label} parameters");
        buffer.Upload<int>(words);
        return buffer;
    }

    private Step Build(PlanStep step, bool barrier, Binding parameters, Dictionary<PlanTensor, BufferRange> ranges)
    {
        GpuProgram program = _context.Programs.Compute(step.Shader, step.Defines);
        Binding[] bindings = step.Bindings.Where(b => !b.IsTexture).Select(b =>
        {
            BufferRange range = RangeOf(b.Tensor, ranges);
            return new Binding((uint)b.Index, range.Buffer.Handle, range.Offset, b.Tensor.Bytes);
        }).ToArray();
        Texture[] textures = step.Bindings.Where(b => b.IsTexture)
            .Select(b => new Texture((uint)b.Index, TextureOf(RangeOf(b.Tensor, ranges), b.Tensor).Handle)).ToArray();
        return new Step(
            program.Handle, barrier, bindings, textures, parameters,
            (uint)step.Groups.X, (uint)step.Groups.Y, (uint)step.Groups.Z);
    }

    private GpuBufferTexture TextureOf(BufferRange range, PlanTensor tensor)
    {
        var key = (range.Buffer.Handle, range.Offset, tensor.Bytes);
        if (!_textures.TryGetValue(key, out GpuBufferTexture? texture))
            _textures[key] = texture = new GpuBufferTexture(range.Buffer.Slice(range.Offset, tensor.Bytes), tensor.Name);
        return texture;
    }

    private void Poison()
    {
        var words = new int[_arena.Size / 4];
        Array.Fill(words, -1); // all bits set is a NaN
        _arena.Upload<int>(words);
    }

    private readonly record struct Binding(uint Index, uint Buffer, long Offset, long Size);

    private readonly record struct Texture(uint Unit, uint Handle);

    private sealed record Step(uint Program, bool Barrier, Binding[] Bindings, Texture[] Textures, Binding Parameters, uint X, uint Y, uint Z);
}
