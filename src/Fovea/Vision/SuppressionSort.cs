using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>
/// Puts the list of selected candidates in order: a bitonic sort, blocks in shared memory and the rest in single steps. The steps that there
/// are depend on how many candidates there can be; those that a shorter list does not need end at once. Source: Batcher, Sorting networks and
/// their applications (1968).
/// </summary>
internal sealed class SuppressionSort : IDisposable
{
    private const int Group = 128;

    // Pairs of two words: all of the 16 KiB that every device shares.
    private const int Block = 2048;
    private const int StepBytes = 16;

    // Pairs that an invocation compares in one step.
    private const int Pairs = 8;

    private readonly GpuContext _context;
    private readonly GpuProgram _block;
    private readonly GpuProgram _step;
    private readonly GpuBuffer _parameters;
    private readonly Step[] _steps;
    private readonly long _stride;

    public SuppressionSort(GpuContext context, int candidateCount)
    {
        _context = context;
        _block = context.Programs.Compute("vision/suppression/sort_block.comp", ShaderDefines.None.With("BLOCK", (uint)Block));
        _step = context.Programs.Compute("vision/suppression/sort_step.comp", ShaderDefines.None.With("PAIRS", (uint)Pairs));
        _steps = StepsFor(candidateCount).ToArray();
        _stride = Math.Max(StepBytes, context.Limits.UniformAlignment);
        _parameters = new GpuBuffer(context, _steps.Length * _stride, "suppression sort", BufferUsageARB.StaticDraw);
        for (int i = 0; i < _steps.Length; i++)
            _parameters.Upload<uint>(stackalloc uint[] { _steps[i].Kind, _steps[i].Span, _steps[i].Apart, 0 }, i * _stride);
    }

    /// <summary>Sorts what lies in storage block 2; what wrote it must be visible to shader storage, and what is written has yet to be made so.</summary>
    public void Run()
    {
        for (int i = 0; i < _steps.Length; i++)
        {
            if (i > 0)
                _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
            _parameters.Slice(i * _stride, StepBytes).BindUniform(0);
            _context.Dispatch(_steps[i].Apart == 0 ? _block : _step, _steps[i].Groups);
        }
    }

    public void Dispose() => _parameters.Dispose();

    private static List<Step> StepsFor(int count)
    {
        uint blocks = ((uint)count + Block - 1) / Block;
        var steps = new List<Step> { new(0, 0, 0, blocks) };
        for (uint span = 2 * Block; span / 2 < (uint)count; span *= 2)
        {
            // All pairs of whole spans.
            uint groups = ((uint)count + span - 1) / span * (span / 2 / (Group * Pairs));
            steps.Add(new Step(1, span, span / 2, groups));
            for (uint apart = span / 4; apart >= Block; apart /= 2)
                steps.Add(new Step(0, span, apart, groups));
            steps.Add(new Step(1, span, 0, blocks));
        }

        return steps;
    }

    /// <summary>A dispatch: mirrored or merging, the length of what is merged, the distance of pairs (0 for a block), the work groups.</summary>
    private readonly record struct Step(uint Kind, uint Span, uint Apart, uint Groups);
}
