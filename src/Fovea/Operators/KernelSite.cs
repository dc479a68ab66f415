using System.Collections.Generic;

namespace Fovea.Operators;

/// <summary>A place in a plan where there was a choice among kernels. A tuner times each of <see cref="Variants"/> on it.</summary>
public sealed class KernelSite
{
    internal KernelSite(string label, string key, IReadOnlyList<string> variants, string chosen, IReadOnlyList<PlanStep> steps)
    {
        Label = label;
        Key = key;
        Variants = variants;
        Chosen = chosen;
        Steps = steps;
    }

    /// <summary>The node, as its steps are labelled.</summary>
    public string Label { get; }

    /// <summary>
    /// What the choice depends on: operator, sizes, precision, and what else changes the work. Sites of one key offer the same variants, in
    /// any network, and what is fastest for one is for all.
    /// </summary>
    public string Key { get; }

    /// <summary>The variants that are possible here, by name. The first is what is taken where nobody asks for another.</summary>
    public IReadOnlyList<string> Variants { get; }

    /// <summary>The variant that the plan runs.</summary>
    public string Chosen { get; }

    /// <summary>The steps that it is made of, in order. In the plan others may stand between them.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }
}
