using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>
/// Packs the lives of tensors into as few bytes as it finds: one after the other, each into the smallest gap that is free while it lives. The
/// order decides how well that goes, so several are tried, and the best of them is changed at random, by a fixed seed, where it is not perfect.
/// </summary>
/// <remarks>
/// Placing the largest first is Y. Pisarchyk and J. Lee's greedy by size ("Efficient memory management for deep neural net inference",
/// 2020). Finding the best is NP-hard: it is dynamic storage allocation.
/// </remarks>
internal static class Placement
{
    // A try takes the square of the number of tensors.
    private const int Work = 1 << 20, LeastTries = 60, MostTries = 400;

    /// <summary>Places groups of tensors; the same groups always get the same places.</summary>
    public static (Dictionary<PlanTensor, long> Offsets, long Bytes) Best(IReadOnlyList<TensorLives.Group> groups, int alignment)
    {
        long[] sizes = groups.Select(g => (g.Bytes + alignment - 1) / alignment * alignment).ToArray();
        long bound = Bound(groups, sizes);
        int[] all = Enumerable.Range(0, groups.Count).ToArray();
        var orders = new List<int[]>
        {
            all.OrderByDescending(i => sizes[i]).ThenBy(i => i).ToArray(),
            all.OrderByDescending(i => sizes[i] * (groups[i].Last - groups[i].First + 1)).ThenBy(i => i).ToArray(),
            all.OrderByDescending(i => groups[i].Last - groups[i].First).ThenByDescending(i => sizes[i]).ThenBy(i => i).ToArray(),
            all.OrderBy(i => groups[i].First).ThenByDescending(i => sizes[i]).ThenBy(i => i).ToArray(),
        };
        (long[] best, long least, int[] order) = (Array.Empty<long>(), long.MaxValue, all);
        foreach (int[] tried in orders.TakeWhile(_ => least > bound))
            Keep(tried, Place(groups, sizes, tried));

        // Of two tensors in an order one may be in the other's way: now and then it helps to let a later one go first.
        uint state = 2463534242;
        int tries = Math.Max(LeastTries, Math.Min(MostTries, Work / Math.Max(1, groups.Count * groups.Count)));
        for (int attempt = 0; attempt < tries && least > bound && groups.Count > 2; attempt++)
        {
            int[] changed = (int[])order.Clone();
            for (int swap = 0; swap < 1 + attempt % 3; swap++)
            {
                int from = Next(changed.Length), to = Next(changed.Length);
                (changed[from], changed[to]) = (changed[to], changed[from]);
            }

            Keep(changed, Place(groups, sizes, changed));
        }

        var offsets = new Dictionary<PlanTensor, long>();
        for (int i = 0; i < groups.Count; i++)
        {
            foreach (PlanTensor tensor in groups[i].Tensors)
                offsets[tensor] = best[i];
        }

        return (offsets, groups.Count == 0 ? 0 : least);

        void Keep(int[] tried, (long[] Offsets, long Bytes) placed)
        {
            if (placed.Bytes < least)
                (best, least, order) = (placed.Offsets, placed.Bytes, tried);
        }

        // Marsaglia's xorshift: the same everywhere.
        int Next(int count)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)count);
        }
    }

    private static long Bound(IReadOnlyList<TensorLives.Group> groups, long[] sizes) => groups.Count == 0 ? 0
        : groups.Max(at => Enumerable.Range(0, groups.Count).Where(i => groups[i].First <= at.First && at.First <= groups[i].Last).Sum(i => sizes[i]));

    private static (long[] Offsets, long Bytes) Place(IReadOnlyList<TensorLives.Group> groups, long[] sizes, int[] order)
    {
        var offsets = new long[groups.Count];
        // In the order of their places.
        var placed = new List<int>();
        long bytes = 0;
        foreach (int i in order)
        {
            (long at, long gap, long end) = (-1, long.MaxValue, 0);
            foreach (int other in placed)
            {
                if (groups[other].Last < groups[i].First || groups[i].Last < groups[other].First)
                    continue;
                long free = offsets[other] - end;
                if (free >= sizes[i] && free < gap)
                    (at, gap) = (end, free);
                end = Math.Max(end, offsets[other] + sizes[other]);
            }

            offsets[i] = at >= 0 ? at : end;
            int place = placed.FindIndex(p => offsets[p] > offsets[i]);
            placed.Insert(place < 0 ? placed.Count : place, i);
            bytes = Math.Max(bytes, offsets[i] + sizes[i]);
        }

        return (offsets, bytes);
    }
}
