using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>
/// Proves that a plan is right on a device that runs dispatches out of order, which a software rasterizer never shows: every read finds
/// what its tensor's writer left, and barriers separate all steps that depend on each other. Written apart from the planner, on purpose:
/// it follows words of memory, the planner follows tensors.
/// </summary>
public static class HazardChecker
{
    // Offsets and sizes are multiples of it, so one block is owned by one tensor.
    private const int Block = 16;

    /// <summary>Walks a plan.</summary>
    /// <returns>Each fault found, in words; empty where the plan is right.</returns>
    public static IReadOnlyList<string> Check(PlanBlueprint plan)
    {
        var faults = new List<string>();
        long blocks = plan.Memory.Bytes / Block;
        var owner = new PlanTensor?[blocks];
        var writer = new PlanTensor?[blocks];
        var written = new HashSet<PlanTensor>();
        var writtenAt = new int[blocks];
        var readAt = new int[blocks];
        int epoch = 1;
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            PlanStep step = plan.Steps[i];
            if (plan.Barriers[i])
                epoch++;
            CheckOverwriting(plan, i, faults);
            foreach (PlanBinding binding in step.Bindings.Where(b => b.Tensor.Root.Storage == PlanStorage.Arena))
            {
                Touch(plan, binding, i, epoch, owner, writtenAt, readAt, faults);
                if (binding.Reads && !binding.Writes && binding.Tensor.Shape.Count > 0)
                    CheckParts(plan, binding.Tensor, $"step {i} ({step.Label}, {step.Shader})", writer, written, faults);
            }

            foreach (PlanBinding binding in step.Bindings.Where(b => b.Tensor.Root.Storage == PlanStorage.Arena))
            {
                Mark(plan, binding, epoch, owner, writtenAt, readAt);
                if (binding.Writes && !binding.Reads)
                    MarkParts(plan, binding.Tensor, writer, written);
            }
        }

        foreach (KeyValuePair<string, PlanTensor> output in plan.Outputs.Where(o => o.Value.Root.Storage == PlanStorage.Arena && o.Value.Shape.Count > 0))
        {
            CheckParts(plan, output.Value, "who reads the outputs", writer, written, faults);
            (long from, long to) = Blocks(plan, output.Value);
            for (long b = from; b < to; b++)
            {
                if (owner[b] != output.Value.Root)
                {
                    faults.Add($"Output '{output.Key}' is overwritten by {owner[b]?.Name ?? "nobody"} before the run ends.");
                    break;
                }
            }
        }

        return faults;
    }

    // A step may write over what it reads only where it says that each invocation reads no more of it than what it writes.
    private static void CheckOverwriting(PlanBlueprint plan, int index, List<string> faults)
    {
        PlanStep step = plan.Steps[index];
        PlanBinding[] bound = step.Bindings.Where(b => b.Tensor.Root.Storage == PlanStorage.Arena && b.Tensor.Shape.Count > 0).ToArray();
        foreach (PlanBinding write in bound.Where(b => b.Writes))
        {
            (long from, long to) = Blocks(plan, write.Tensor);
            PlanBinding[] over = bound.Where(b => !b.Writes && Blocks(plan, b.Tensor) is var (first, end) && first < to && from < end).ToArray();
            if (over.Length == 0)
                continue;
            bool same = over.Length == 1 && step.Overwritable.Contains(over[0].Tensor) && Blocks(plan, over[0].Tensor) == (from, to);
            if (!same)
                faults.Add($"step {index} ({step.Label}, {step.Shader}) writes {write.Tensor.Name} over {over[0].Tensor.Name}, which it reads elsewhere too.");
        }
    }

    private static void Touch(
        PlanBlueprint plan, PlanBinding binding, int index, int epoch, PlanTensor?[] owner, int[] writtenAt, int[] readAt, List<string> faults)
    {
        string where = $"step {index} ({plan.Steps[index].Label}, {plan.Steps[index].Shader}) and {binding.Tensor.Name}";
        (long from, long to) = Blocks(plan, binding.Tensor);
        for (long b = from; b < to; b++)
        {
            string? fault = null;
            // Of a tensor without elements nothing is read.
            if (binding.Reads && !binding.Writes && binding.Tensor.Shape.Count > 0 && owner[b] != binding.Tensor.Root)
                fault = $"{where}: reads what {owner[b]?.Name ?? "nobody"} wrote.";
            else if (writtenAt[b] == epoch)
                fault = $"{where}: no barrier since {owner[b]?.Name} was written there.";
            else if (binding.Writes && readAt[b] == epoch)
                fault = $"{where}: no barrier since {owner[b]?.Name} was read there.";
            if (fault is not null)
            {
                faults.Add(fault);
                return;
            }
        }
    }

    private static void Mark(PlanBlueprint plan, PlanBinding binding, int epoch, PlanTensor?[] owner, int[] writtenAt, int[] readAt)
    {
        (long from, long to) = Blocks(plan, binding.Tensor);
        for (long b = from; b < to; b++)
        {
            if (binding.Writes)
                (owner[b], writtenAt[b]) = (binding.Tensor.Root, epoch);
            else
                readAt[b] = epoch;
        }
    }

    // Of tensors that share one memory, as parts of a map and pieces of a concatenation do, one may be written over another: what is read must
    // have been written as itself, as a part of it, or as what it is a part of.
    private static void CheckParts(PlanBlueprint plan, PlanTensor tensor, string who, PlanTensor?[] writer, HashSet<PlanTensor> written, List<string> faults)
    {
        (long from, long to) = Blocks(plan, tensor);
        PlanTensor? right = null;
        for (long b = from; b < to; b++)
        {
            PlanTensor? by = writer[b];
            if (by is null || by == right || by.Root != tensor.Root)
                continue;
            for (PlanTensor? part = tensor; part is not null && !IsWithin(by, part); part = part.ViewOf)
            {
                if (written.Contains(part))
                {
                    faults.Add($"{who} and {tensor.Name}: reads what {by.Name} wrote over it.");
                    return;
                }
            }

            right = by;
        }
    }

    private static bool IsWithin(PlanTensor tensor, PlanTensor whole) =>
        tensor == whole || (tensor.ViewOf is not null && IsWithin(tensor.ViewOf, whole));

    private static void MarkParts(PlanBlueprint plan, PlanTensor tensor, PlanTensor?[] writer, HashSet<PlanTensor> written)
    {
        written.Add(tensor);
        (long from, long to) = Blocks(plan, tensor);
        for (long b = from; b < to; b++)
            writer[b] = tensor;
    }

    private static (long From, long To) Blocks(PlanBlueprint plan, PlanTensor tensor)
    {
        long offset = plan.Memory.OffsetOf(tensor);
        return (offset / Block, (offset + tensor.Bytes) / Block);
    }
}
