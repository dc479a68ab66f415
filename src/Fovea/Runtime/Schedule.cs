using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>The order of a plan's steps, the places of its tensors and its barriers, which decide each other.</summary>
/// <param name="Steps">The steps in order.</param>
/// <param name="Memory">Where tensors lie.</param>
/// <param name="Barriers">For each step, whether a barrier stands before it.</param>
internal sealed record Schedule(IReadOnlyList<PlanStep> Steps, MemoryLayout Memory, bool[] Barriers)
{
    // More memory than the given order of steps needs is worth fewer barriers up to here.
    private const double MostMemory = 1.1;

    /// <summary>
    /// Decides: of several orders the one with the fewest barriers that takes not much more memory than the order in which the steps were
    /// made; of equals the one with the least memory.
    /// </summary>
    /// <param name="steps">The steps as they were made.</param>
    /// <param name="kept">Tensors that must outlive the last step.</param>
    /// <param name="alignment">Every offset is a multiple of it.</param>
    /// <param name="options">How to plan.</param>
    public static Schedule Of(IReadOnlyList<PlanStep> steps, IReadOnlyCollection<PlanTensor> kept, int alignment, PlannerOptions options)
    {
        MemoryLayout plain = MemoryLayout.Of(steps, kept, alignment, options.Alias);
        var best = new Schedule(steps, plain, BarrierPlacement.Of(steps, plain, options.BarrierAfterEveryStep));
        if (!options.Optimize || !options.Alias || options.BarrierAfterEveryStep || steps.Count < 3)
            return best;
        var order = new StepOrder(steps, kept);
        foreach (double part in new[] { 1.0, 1.05, MostMemory })
        {
            IReadOnlyList<IReadOnlyList<int>> intervals = order.Within((long)(part * plain.LowerBound));
            if (intervals.Count - 1 > best.Count)
                continue;
            PlanStep[] ordered = intervals.SelectMany(i => i).Select(i => steps[i]).ToArray();
            int[] times = intervals.SelectMany((interval, time) => interval.Select(_ => time)).ToArray();
            MemoryLayout memory = MemoryLayout.Of(ordered, kept, alignment, options.Alias, times);
            var tried = new Schedule(ordered, memory, BarrierPlacement.Of(ordered, memory, everywhere: false));
            if (memory.Bytes <= MostMemory * Math.Min(plain.LowerBound, memory.LowerBound) && tried.IsBetterThan(best))
                best = tried;
        }

        return best;
    }

    private int Count => Barriers.Count(b => b);

    private bool IsBetterThan(Schedule other) => Count < other.Count || (Count == other.Count && Memory.Bytes < other.Memory.Bytes);
}
