using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>Where the tensors of a plan lie in its arena: those that are never alive together share memory.</summary>
public sealed class MemoryLayout
{
    private readonly IReadOnlyDictionary<PlanTensor, long> _offsets;

    private MemoryLayout(IReadOnlyDictionary<PlanTensor, long> offsets, long bytes, long lowerBound)
    {
        _offsets = offsets;
        Bytes = bytes;
        LowerBound = lowerBound;
    }

    /// <summary>The size of the arena, in bytes: the most that the plan's tensors take at once.</summary>
    public long Bytes { get; }

    /// <summary>The largest sum of tensors alive at one step, in bytes: no layout can be smaller.</summary>
    public long LowerBound { get; }

    /// <summary>The tensors that own memory in the arena, with their offsets in bytes.</summary>
    public IReadOnlyDictionary<PlanTensor, long> Offsets => _offsets;

    /// <summary>Where a tensor begins in the arena, in bytes, views included.</summary>
    public long OffsetOf(PlanTensor tensor) => _offsets[tensor.Root] + tensor.RootOffset;

    /// <summary>Lays out the tensors that steps use.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <param name="kept">Tensors that must outlive the last step.</param>
    /// <param name="alignment">Every offset is a multiple of it.</param>
    /// <param name="alias">Whether memory is shared at all.</param>
    /// <param name="intervals">
    /// For each step, the number of the interval in which it runs together with others: what one of them frees, no other may take. Null where
    /// each step runs by itself.
    /// </param>
    internal static MemoryLayout Of(
        IReadOnlyList<PlanStep> steps, IEnumerable<PlanTensor> kept, int alignment, bool alias, IReadOnlyList<int>? intervals = null)
    {
        PlanTensor[] outlive = kept.ToArray();
        TensorLives lives = TensorLives.Of(steps, outlive, intervals, alias);
        (Dictionary<PlanTensor, long> offsets, long bytes) = Placement.Best(lives.Groups, alignment);
        long bound = intervals is null ? lives.LowerBound : TensorLives.Of(steps, outlive, null, alias).LowerBound;
        return new MemoryLayout(offsets, bytes, bound);
    }
}
