using System;
using Fovea.Models;

namespace Fovea.Operators.Normalization;

/// <summary>Normalizes rows of neighbouring elements of a row-major tensor: what layer and group normalization have in common.</summary>
internal static class RowNormalization
{
    /// <summary>How long a row may be to be kept in shared memory: 12 KiB of the 16 that every device has.</summary>
    public const int KeptElements = 3072;

    /// <summary>
    /// Adds the dispatch that makes output 0 of input 0, scale (input 1) and bias (input 2, where it is given). Element i of row r has scale
    /// and bias number (r % period) * perRow + i / inner.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="length">The elements of a row.</param>
    /// <param name="period">After how many rows scales repeat.</param>
    /// <param name="perRow">How many scales a row has.</param>
    /// <param name="inner">How many neighbours share a scale.</param>
    public static void Dispatch(PlanBuilder plan, int length, int period, int perRow, int inner)
    {
        PlanTensor target = plan.Output(0);
        int rows = length == 0 ? 0 : target.Shape.Count / length;
        DispatchBuilder dispatch = plan.Dispatch("operators/normalization/rows.comp").Define("LANES", plan.GroupLanes).Read(plan.Input(0)).Write(target).Read(plan.Input(1));
        if (plan.Has(2))
            dispatch.Define("BIAS", dispatch.NextBinding).Read(plan.Input(2));
        if (length <= KeptElements)
            dispatch.Define("KEPT", KeptElements);
        dispatch.Int(rows, length, period, perRow, inner).Float(plan.Node.Attributes.Float("epsilon", 1e-5f)).OverGroups(Math.Min(rows, 4096));
    }

    /// <summary>Adds the dispatch that makes an output of what each row of input 0 is normalized by: its mean, or 1 / sqrt(variance + epsilon).</summary>
    public static void Statistic(PlanBuilder plan, int length, int output, bool deviation)
    {
        int rows = plan.Output(output).Shape.Count;
        plan.Dispatch("operators/normalization/row_statistic.comp")
            .Define("DEVIATION", deviation ? 1 : 0)
            .Define("LANES", plan.GroupLanes)
            .Read(plan.Input(0)).Write(plan.Output(output))
            .Int(rows, length).Float(plan.Node.Attributes.Float("epsilon", 1e-5f))
            .OverGroups(Math.Min(rows, 4096));
    }
}
