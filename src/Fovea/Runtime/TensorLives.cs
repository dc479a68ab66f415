using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>When each tensor of a plan is alive: from the step that first writes it to the last that touches it.</summary>
internal sealed class TensorLives
{
    private TensorLives(IReadOnlyList<Group> groups, long lowerBound)
    {
        Groups = groups;
        LowerBound = lowerBound;
    }

    /// <summary>Tensors that share one piece of memory one after the other, since each is written over the one before it.</summary>
    public IReadOnlyList<Group> Groups { get; }

    /// <summary>The largest sum of groups alive at once, in bytes.</summary>
    public long LowerBound { get; }

    /// <summary>Walks the steps.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <param name="kept">Tensors that must outlive the last step.</param>
    /// <param name="intervals">The time of each step; null for its number.</param>
    /// <param name="alias">Whether any tensor dies.</param>
    public static TensorLives Of(IReadOnlyList<PlanStep> steps, IReadOnlyList<PlanTensor> kept, IReadOnlyList<int>? intervals, bool alias)
    {
        int end = steps.Count == 0 ? 0 : (intervals?[steps.Count - 1] ?? steps.Count - 1) + 1;
        var lives = new Dictionary<PlanTensor, (int First, int Last, int Order)>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (PlanBinding binding in steps[i].Bindings)
                Extend(lives, binding.Tensor.Root, intervals?[i] ?? i);
        }

        foreach (PlanTensor tensor in kept)
            Extend(lives, tensor.Root, end);

        Dictionary<PlanTensor, PlanTensor> over = alias ? InPlace(steps, lives, intervals) : new Dictionary<PlanTensor, PlanTensor>();
        var groups = new Dictionary<PlanTensor, Group>();
        foreach (KeyValuePair<PlanTensor, (int First, int Last, int Order)> life in lives.OrderBy(l => l.Value.Order))
        {
            PlanTensor first = life.Key;
            while (over.TryGetValue(first, out PlanTensor? before))
                first = before;
            if (!groups.TryGetValue(first, out Group? group))
                groups[first] = group = new Group(first.Bytes, life.Value.Order);
            group.Add(life.Key, alias ? life.Value.First : 0, alias ? life.Value.Last : end);
        }

        return new TensorLives(groups.Values.OrderBy(g => g.Order).ToArray(), MostAlive(groups.Values, end));
    }

    // A step that ends the life of a tensor may write its result over it, if it reads each element only where it writes, and does not read the
    // tensor in another way as well.
    private static Dictionary<PlanTensor, PlanTensor> InPlace(
        IReadOnlyList<PlanStep> steps, Dictionary<PlanTensor, (int First, int Last, int Order)> lives, IReadOnlyList<int>? intervals)
    {
        var over = new Dictionary<PlanTensor, PlanTensor>();
        var taken = new HashSet<PlanTensor>();
        // Within an interval another step may read what this one would write over.
        var bindings = new Dictionary<(PlanTensor Tensor, int Time), int>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (PlanBinding binding in steps[i].Bindings)
            {
                var key = (binding.Tensor.Root, intervals?[i] ?? i);
                bindings[key] = bindings.TryGetValue(key, out int count) ? count + 1 : 1;
            }
        }

        for (int i = 0; i < steps.Count; i++)
        {
            int time = intervals?[i] ?? i;
            PlanTensor[] made = steps[i].Bindings.Where(b => b.Writes && !b.Reads).Select(b => b.Tensor).ToArray();
            if (made.Length != 1 || made[0].ViewOf is not null || !lives.TryGetValue(made[0], out (int First, int Last, int Order) result) || result.First != time)
                continue;
            PlanTensor? source = steps[i].Overwritable.FirstOrDefault(t =>
                t.Root != made[0] && t.RootOffset == 0 && t.Root.Bytes == made[0].Bytes && t.Bytes == made[0].Bytes && !taken.Contains(t.Root) &&
                lives.TryGetValue(t.Root, out (int First, int Last, int Order) life) && life.Last == time && life.First < time &&
                bindings[(t.Root, time)] == 1);
            if (source is null || bindings[(made[0], time)] != 1)
                continue;
            over[made[0]] = source.Root;
            taken.Add(source.Root);
        }

        return over;
    }

    private static long MostAlive(IEnumerable<Group> groups, int end)
    {
        var change = new long[end + 2];
        foreach (Group group in groups)
        {
            change[group.First] += group.Bytes;
            change[group.Last + 1] -= group.Bytes;
        }

        long alive = 0, most = 0;
        foreach (long more in change)
            most = Math.Max(most, alive += more);
        return most;
    }

    private static void Extend(Dictionary<PlanTensor, (int First, int Last, int Order)> lives, PlanTensor tensor, int time)
    {
        if (tensor.Storage != PlanStorage.Arena)
            return;
        lives[tensor] = lives.TryGetValue(tensor, out (int First, int Last, int Order) life)
            ? (Math.Min(life.First, time), Math.Max(life.Last, time), life.Order)
            : (time, time, lives.Count);
    }

    /// <summary>Tensors in one piece of memory.</summary>
    internal sealed class Group
    {
        public Group(long bytes, int order)
        {
            Bytes = bytes;
            Order = order;
        }

        public List<PlanTensor> Tensors { get; } = new();

        public long Bytes { get; }

        public int Order { get; }

        public int First { get; private set; } = int.MaxValue;

        public int Last { get; private set; }

        public void Add(PlanTensor tensor, int first, int last)
        {
            Tensors.Add(tensor);
            (First, Last) = (Math.Min(First, first), Math.Max(Last, last));
        }
    }
}
