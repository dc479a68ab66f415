using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>
/// Decides before which steps a barrier must stand: where a step touches memory that an earlier one has written, or writes memory that an
/// earlier one has read, with no barrier in between.
/// </summary>
internal static class BarrierPlacement
{
    public static bool[] Of(IReadOnlyList<PlanStep> steps, MemoryLayout memory, bool everywhere)
    {
        var barriers = new bool[steps.Count];
        var read = new List<(long From, long To)>();
        var written = new List<(long From, long To)>();
        for (int i = 0; i < steps.Count; i++)
        {
            (long From, long To, bool Writes)[] touched = steps[i].Bindings
                .Where(b => b.Tensor.Root.Storage == PlanStorage.Arena)
                .Select(b => (memory.OffsetOf(b.Tensor), memory.OffsetOf(b.Tensor) + b.Tensor.Bytes, b.Writes))
                .ToArray();
            bool hazard = touched.Any(t => Overlaps(written, t.From, t.To) || (t.Writes && Overlaps(read, t.From, t.To)));
            if (hazard || (everywhere && i > 0))
            {
                barriers[i] = true;
                read.Clear();
                written.Clear();
            }

            foreach ((long from, long to, bool writes) in touched)
                (writes ? written : read).Add((from, to));
        }

        return barriers;
    }

    private static bool Overlaps(List<(long From, long To)> ranges, long from, long to)
    {
        foreach ((long otherFrom, long otherTo) in ranges)
        {
            if (from < otherTo && otherFrom < to)
                return true;
        }

        return false;
    }
}
