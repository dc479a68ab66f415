using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>
/// Orders in which the steps of a plan may run. Steps that do not depend on each other share an interval between two barriers; what is
/// alive at once stays below a limit where that is possible.
/// </summary>
/// <remarks>
/// List scheduling (R. L. Graham, "Bounds on multiprocessing timing anomalies", 1969): of the steps that are ready, those with the longest way
/// to the end go first.
/// </remarks>
internal sealed class StepOrder
{
    private readonly IReadOnlyList<PlanStep> _steps;
    private readonly List<int>[] _after;
    private readonly int[] _waitsFor;
    private readonly int[] _toEnd;
    private readonly HashSet<PlanTensor> _kept;

    /// <summary>Finds what depends on what.</summary>
    /// <param name="steps">The steps in an order that is right.</param>
    /// <param name="kept">Tensors that must outlive the last step.</param>
    public StepOrder(IReadOnlyList<PlanStep> steps, IEnumerable<PlanTensor> kept)
    {
        _steps = steps;
        _kept = new HashSet<PlanTensor>(kept.Select(t => t.Root));
        _after = steps.Select(_ => new List<int>()).ToArray();
        _waitsFor = new int[steps.Count];
        FindDependencies();
        _toEnd = new int[steps.Count];
        for (int i = steps.Count - 1; i >= 0; i--)
            _toEnd[i] = _after[i].Select(j => _toEnd[j] + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>An order in intervals: between the steps of one of them no barrier is needed, unless they share memory for other reasons.</summary>
    /// <param name="mostBytes">What tensors may take that are alive at once; exceeded where a step could not run otherwise.</param>
    public IReadOnlyList<IReadOnlyList<int>> Within(long mostBytes)
    {
        var intervals = new List<IReadOnlyList<int>>();
        int[] waits = (int[])_waitsFor.Clone();
        Dictionary<PlanTensor, int> uses = UsesLeft();
        var alive = new HashSet<PlanTensor>();
        var ready = new List<int>(Enumerable.Range(0, _steps.Count).Where(i => waits[i] == 0));
        long bytes = 0;
        while (ready.Count > 0)
        {
            var interval = new List<int>();
            foreach (int step in ready.OrderByDescending(i => _toEnd[i]).ThenBy(i => i).ToArray())
            {
                long more = Made(step).Where(t => !alive.Contains(t)).Sum(t => t.Bytes);
                if (bytes + more <= mostBytes)
                    Take(step);
            }

            if (interval.Count == 0)
                Take(ready.Min());
            interval.Sort();
            intervals.Add(interval);
            foreach (int step in interval)
            {
                foreach (int next in _after[step].Where(next => --waits[next] == 0))
                    ready.Add(next);
                foreach (PlanTensor tensor in Touched(step).Where(t => --uses[t] == 0 && !_kept.Contains(t) && alive.Remove(t)))
                    bytes -= tensor.Bytes;
            }

            void Take(int step)
            {
                interval.Add(step);
                ready.Remove(step);
                foreach (PlanTensor tensor in Made(step).Where(alive.Add))
                    bytes += tensor.Bytes;
            }
        }

        return intervals;
    }

    private void FindDependencies()
    {
        var touches = new Dictionary<PlanTensor, List<(int Step, PlanBinding Binding)>>();
        for (int i = 0; i < _steps.Count; i++)
        {
            var before = new HashSet<int>();
            foreach (PlanBinding binding in _steps[i].Bindings.Where(b => b.Tensor.Root.Storage == PlanStorage.Arena))
            {
                if (!touches.TryGetValue(binding.Tensor.Root, out List<(int Step, PlanBinding Binding)>? earlier))
                    touches[binding.Tensor.Root] = earlier = new List<(int Step, PlanBinding Binding)>();
                before.UnionWith(earlier.Where(e => e.Step != i && (e.Binding.Writes || binding.Writes) && Overlap(e.Binding.Tensor, binding.Tensor)).Select(e => e.Step));
                earlier.Add((i, binding));
            }

            foreach (int step in before)
                _after[step].Add(i);
            _waitsFor[i] = before.Count;
        }
    }

    private static bool Overlap(PlanTensor a, PlanTensor b) => a.RootOffset < b.RootOffset + b.Bytes && b.RootOffset < a.RootOffset + a.Bytes;

    private Dictionary<PlanTensor, int> UsesLeft()
    {
        var uses = new Dictionary<PlanTensor, int>();
        foreach (PlanTensor tensor in Enumerable.Range(0, _steps.Count).SelectMany(Touched))
            uses[tensor] = uses.TryGetValue(tensor, out int count) ? count + 1 : 1;
        return uses;
    }

    private IEnumerable<PlanTensor> Touched(int step) => InArena(_steps[step].Bindings);

    private IEnumerable<PlanTensor> Made(int step) => InArena(_steps[step].Bindings.Where(b => b.Writes));

    private static IEnumerable<PlanTensor> InArena(IEnumerable<PlanBinding> bindings) =>
        bindings.Select(b => b.Tensor.Root).Where(t => t.Storage == PlanStorage.Arena).Distinct();
}
