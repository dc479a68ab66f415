using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Benchmarks;

/// <summary>Runs some steps of a plan by themselves, over buffers of random numbers, and tells how long they take.</summary>
internal sealed class StepRunner : IDisposable
{
    private readonly GpuContext _context;
    private readonly Dictionary<PlanTensor, GpuBuffer> _buffers = new();
    private readonly Dictionary<PlanTensor, PlanWeights> _constants = new();
    private readonly List<IDisposable> _owned = new();
    private readonly List<Action> _dispatches = new();

    /// <summary>Prepares some steps: builds programs, fills buffers.</summary>
    /// <param name="context">Where they run.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="weights">The constants of their plan, whose elements may be places; others are random numbers.</param>
    public StepRunner(GpuContext context, IEnumerable<PlanStep> steps, IEnumerable<PlanWeights>? weights = null)
    {
        _context = context;
        foreach (PlanWeights constant in weights ?? Enumerable.Empty<PlanWeights>())
            _constants[constant.Tensor.Root] = constant;
        foreach (PlanStep step in steps)
            Prepare(step);
    }

    /// <summary>The milliseconds of one run, the device idle before and after; and the processor time that this program took for it.</summary>
    public (double Milliseconds, double Busy) Run()
    {
        using (_context.Enter())
        {
            _context.GL.Finish();
            long busy = ProcessorTime.Nanoseconds;
            long start = Stopwatch.GetTimestamp();
            foreach (Action dispatch in _dispatches)
                dispatch();
            _context.GL.Finish();
            return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (ProcessorTime.Nanoseconds - busy) / 1e6);
        }
    }

    public void Dispose()
    {
        foreach (IDisposable owned in Enumerable.Reverse(_owned))
            owned.Dispose();
    }

    private void Prepare(PlanStep step)
    {
        GL gl = _context.GL;
        GpuProgram program = _context.Programs.Compute(step.Shader, step.Defines, step.Within);
        int[] words = step.Parameters.Words.Concat(new int[4]).ToArray();
        GpuBuffer parameters = Own(new GpuBuffer(_context, 4L * words.Length, "parameters"));
        parameters.Upload<int>(words);
        var textures = step.Bindings.Where(b => b.IsTexture)
            .Select(b => (Unit: (uint)b.Index, Texture: Own(new GpuBufferTexture(BufferOf(b.Tensor).Slice(b.Tensor.RootOffset, b.Tensor.Bytes), b.Tensor.Name, b.Tensor.IsHalf)))).ToArray();
        var bindings = step.Bindings.Where(b => !b.IsTexture).Select(b => (Index: (uint)b.Index, Range: BufferOf(b.Tensor).Slice(b.Tensor.RootOffset, b.Tensor.Bytes))).ToArray();
        _dispatches.Add(() =>
        {
            program.Use();
            foreach ((uint index, BufferRange range) in bindings)
                range.BindStorage(index);
            foreach ((uint unit, GpuBufferTexture texture) in textures)
            {
                gl.ActiveTexture((GLEnum)((uint)GLEnum.Texture0 + unit));
                gl.BindTexture(GLEnum.TextureBuffer, texture.Handle);
            }

            parameters.Whole.BindUniform(0);
            gl.DispatchCompute((uint)step.Groups.X, (uint)step.Groups.Y, (uint)step.Groups.Z);
            gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.TextureFetchBarrierBit);
        });
    }

    // Random, because a processor takes longer for numbers too small to be normal, and some skip zeros.
    private GpuBuffer BufferOf(PlanTensor tensor)
    {
        PlanTensor root = tensor.Root;
        if (_buffers.TryGetValue(root, out GpuBuffer? buffer))
            return buffer;
        _buffers[root] = buffer = Own(new GpuBuffer(_context, root.Bytes, root.Name, BufferUsageARB.DynamicCopy));
        if (_constants.TryGetValue(root, out PlanWeights? constant))
        {
            buffer.Upload<int>(constant.Pack());
            return buffer;
        }

        var random = new Random(1);
        buffer.Upload<float>(Enumerable.Range(0, (int)(root.Bytes / 4)).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray());
        return buffer;
    }

    private T Own<T>(T owned) where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
