using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Operators;
using Fovea.Runtime.Profiling;

namespace Fovea.Runtime.Tuning;

/// <summary>
/// What a tuner tries, and what it makes of the times: in each round every site takes its next variant; in the last the whole network runs
/// with the fastest of each, and what was found is kept only if that is faster than the default.
/// </summary>
internal sealed class TuningRounds
{
    private readonly PlanBlueprint _default;
    private readonly int _runs;
    private readonly Dictionary<string, SiteTimes> _sites = new(StringComparer.Ordinal);
    private readonly int _rounds;
    private readonly List<double> _defaultTotals = new();
    private readonly List<double> _tunedTotals = new();
    private int _round = 1;
    private int _run;

    /// <summary>Begins.</summary>
    /// <param name="byDefault">The network with its default kernels.</param>
    /// <param name="runs">How often each variant is run, from 1.</param>
    public TuningRounds(PlanBlueprint byDefault, int runs)
    {
        _default = byDefault;
        _runs = runs;
        foreach (KernelSite site in byDefault.Sites.Where(s => s.Variants.Count > 1))
        {
            if (!_sites.TryGetValue(site.Key, out SiteTimes? times))
                _sites[site.Key] = times = new SiteTimes(site);
            times.Count++;
        }

        _rounds = _sites.Count == 0 ? 1 : _sites.Values.Max(s => s.First.Variants.Count);
    }

    /// <summary>How much is done, from 0 to 1.</summary>
    public double Progress => Math.Min(1, ((_round - 1.0) * (_runs + 1) + _run) / (_rounds * (_runs + 1.0)));

    /// <summary>The variants of this round; null when there is nothing left to try.</summary>
    public IReadOnlyDictionary<string, string>? Kernels()
    {
        if (_round < _rounds)
            return Variants(_round);
        Dictionary<string, string> found = Decide().Where(s => s.Best != s.Default).ToDictionary(s => s.Key, s => s.Best, StringComparer.Ordinal);
        return _round == _rounds && found.Count > 0 ? found : null;
    }

    /// <summary>Takes a run of the default network, and one of this round's beside it.</summary>
    /// <returns>True when the round is over.</returns>
    public bool Add(IReadOnlyList<StepSpan> byDefault, PlanBlueprint candidate, IReadOnlyList<StepSpan> byCandidate)
    {
        if (_round == _rounds)
        {
            _defaultTotals.Add(Total(byDefault));
            _tunedTotals.Add(Total(byCandidate));
        }
        else
        {
            foreach (KeyValuePair<string, string> variant in Variants(_round))
                _sites[variant.Key].Add(variant.Value, SiteTimes.Of(variant.Key, _default, byDefault), SiteTimes.Of(variant.Key, candidate, byCandidate));
        }

        if (++_run < _runs)
            return false;
        _run = 0;
        _round++;
        return true;
    }

    /// <summary>What it came to; stores the answers.</summary>
    /// <param name="kernels">Where.</param>
    /// <param name="byDefault">A run with the default kernels, for a network that has nothing to try.</param>
    public TuningResult Finish(TunedKernels kernels, IReadOnlyList<StepSpan>? byDefault)
    {
        bool isKept = _tunedTotals.Count > 0 && SiteTimes.Median(_tunedTotals) < SiteTimes.Median(_defaultTotals);
        TunedSite[] found = Decide();
        foreach (TunedSite site in found)
            kernels.Store(_sites[site.Key].First, isKept ? site.Best : site.Default);
        double before = _defaultTotals.Count > 0 ? SiteTimes.Median(_defaultTotals) : byDefault is null ? 0 : Total(byDefault);
        return new TuningResult(found, before, _tunedTotals.Count > 0 ? SiteTimes.Median(_tunedTotals) : before, isKept);
    }

    /// <summary>What it comes to by now; stores nothing.</summary>
    public TuningResult SoFar() => new(Decide(), SiteTimes.Median(_defaultTotals), SiteTimes.Median(_tunedTotals), false);

    // Each site takes its variant of this number; one that has fewer runs its default and is not measured.
    private Dictionary<string, string> Variants(int number) => _sites.Where(s => number < s.Value.First.Variants.Count)
        .ToDictionary(s => s.Key, s => s.Value.First.Variants[number], StringComparer.Ordinal);

    private TunedSite[] Decide() => _sites.Values.Select(s => s.Decide()).ToArray();

    private static double Total(IReadOnlyList<StepSpan> run) => run.Sum(step => step.GpuEnd - step.GpuStart);
}
