using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;
using Fovea.Runtime.Profiling;

namespace Fovea.Runtime.Tuning;

/// <summary>The times of all sites of one key: of each variant beside the default one, measured by turns.</summary>
internal sealed class SiteTimes
{
    // A variant must be faster by more than this share, in the middle and against the spread of the default one, or else it is chance.
    private const double Least = 0.03;

    private readonly Dictionary<string, (List<double> Default, List<double> Variant)> _times = new(StringComparer.Ordinal);

    public SiteTimes(KernelSite first) => First = first;

    /// <summary>The first of the sites.</summary>
    public KernelSite First { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; set; }

    /// <summary>Adds a run of the default plan and one of a plan with a variant, made one after the other.</summary>
    public void Add(string variant, double byDefault, double byVariant)
    {
        if (!_times.TryGetValue(variant, out (List<double> Default, List<double> Variant) pair))
            _times[variant] = pair = (new List<double>(), new List<double>());
        pair.Default.Add(byDefault);
        pair.Variant.Add(byVariant);
    }

    /// <summary>The variant that is faster than the default by the largest share, if any is by more than chance.</summary>
    public TunedSite Decide()
    {
        string best = First.Variants[0];
        double ratio = 1, byDefault = 0, byBest = 0;
        foreach (KeyValuePair<string, (List<double> Default, List<double> Variant)> pair in _times)
        {
            double before = Median(pair.Value.Default), after = Median(pair.Value.Variant);
            byDefault = byDefault == 0 ? before : byDefault;
            bool beyondChance = after < before * (1 - Least) && after < Lowest(pair.Value.Default);
            if (before > 0 && beyondChance && after / before < ratio)
                (best, ratio, byDefault, byBest) = (pair.Key, after / before, before, after);
        }

        return new TunedSite(First.Key, First.Label, Count, First.Variants[0], best, byDefault, best == First.Variants[0] ? byDefault : byBest)
        {
            Variants = First.Variants.Where(_times.ContainsKey).Select(name => new VariantTime(name, Median(_times[name].Default), Median(_times[name].Variant))).ToArray(),
        };
    }

    /// <summary>What all sites of a key took in one run of a plan.</summary>
    public static double Of(string key, PlanBlueprint blueprint, IReadOnlyList<StepSpan> run)
    {
        // Others may stand between them in the plan.
        var steps = new HashSet<PlanStep>(blueprint.Sites.Where(s => s.Key == key).SelectMany(s => s.Steps));
        return Enumerable.Range(0, blueprint.Steps.Count).Where(i => steps.Contains(blueprint.Steps[i])).Sum(i => run[i].GpuEnd - run[i].GpuStart);
    }

    public static double Median(IEnumerable<double> times)
    {
        double[] sorted = times.OrderBy(t => t).ToArray();
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    // What a quarter of the runs were below.
    private static double Lowest(List<double> times) => times.OrderBy(t => t).ElementAt(times.Count / 4);
}
