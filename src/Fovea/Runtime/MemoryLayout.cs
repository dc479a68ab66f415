using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>Where the tensors of a plan lie in its arena: those that are never alive together share memory.</summary>
public sealed class MemoryLayout
{
    private readonly Dictionary<PlanTensor, long> _offsets = new();

    private MemoryLayout()
    {
    }

    /// <summary>The size of the arena, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The largest sum of tensors alive at one step: no layout can be smaller.</summary>
    public long LowerBound { get; private set; }

    /// <summary>The tensors that own memory in the arena, with their offsets in bytes.</summary>
    public IReadOnlyDictionary<PlanTensor, long> Offsets => _offsets;

    /// <summary>Where a tensor begins in the arena, in bytes, views included.</summary>
    public long OffsetOf(PlanTensor tensor) => _offsets[tensor.Root] + tensor.RootOffset;

    /// <summary>Lays out the tensors that steps use. Large tensors are placed first, each at the lowest offset that is free while it lives.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <param name="kept">Tensors that must outlive the last step.</param>
    /// <param name="alignment">Every offset is a multiple of it.</param>
    /// <param name="alias">Whether memory is shared at all.</param>
    internal static MemoryLayout Of(IReadOnlyList<PlanStep> steps, IEnumerable<PlanTensor> kept, int alignment, bool alias)
    {
        var lives = new Dictionary<PlanTensor, (int First, int Last, int Order)>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (PlanBinding binding in steps[i].Bindings)
                Extend(lives, binding.Tensor.Root, i, i);
        }

        foreach (PlanTensor tensor in kept)
            Extend(lives, tensor.Root, steps.Count, steps.Count);

        var layout = new MemoryLayout();
        var placed = new List<(long From, long To, int First, int Last)>();
        foreach (KeyValuePair<PlanTensor, (int First, int Last, int Order)> life in
            lives.OrderByDescending(l => l.Key.Bytes).ThenBy(l => l.Value.Order))
        {
            (int first, int last, _) = alias ? life.Value : (0, int.MaxValue, 0);
            long size = (life.Key.Bytes + alignment - 1) / alignment * alignment;
            long offset = 0;
            foreach ((long from, long to, int otherFirst, int otherLast) in placed.OrderBy(p => p.From))
            {
                if (otherLast < first || last < otherFirst || to <= offset)
                    continue;
                if (from >= offset + size)
                    break;
                offset = to;
            }

            placed.Add((offset, offset + size, first, last));
            layout._offsets[life.Key] = offset;
            layout.Bytes = Math.Max(layout.Bytes, offset + size);
        }

        for (int i = 0; i <= steps.Count; i++)
        {
            layout.LowerBound = Math.Max(
                layout.LowerBound, lives.Where(l => l.Value.First <= i && i <= l.Value.Last).Sum(l => l.Key.Bytes));
        }

        return layout;
    }

    private static void Extend(Dictionary<PlanTensor, (int First, int Last, int Order)> lives, PlanTensor tensor, int first, int last)
    {
        if (tensor.Storage != PlanStorage.Arena)
            return;
        lives[tensor] = lives.TryGetValue(tensor, out (int First, int Last, int Order) life)
            ? (Math.Min(life.First, first), Math.Max(life.Last, last), life.Order)
            : (first, last, lives.Count);
    }
}
