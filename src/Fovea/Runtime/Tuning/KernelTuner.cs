using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime.Profiling;

namespace Fovea.Runtime.Tuning;

/// <summary>
/// Finds the fastest kernels for a network on the device at hand: runs it with each variant, by turns with the default ones, and keeps what
/// is faster by more than chance, for this context and on disk (<see cref="GpuOptions.Cache"/>).
/// </summary>
/// <remarks>
/// Off the frame loop: every <see cref="Advance"/> waits for the GPU and may compile programs. Between two of them a loading screen can be
/// drawn. What was found is used by plans that are made afterwards; the network is never slower with it than without, as far as both were
/// measured by turns in the end. One tuner at a time; results do not change, but for the rounding that differs between variants.
/// </remarks>
public sealed class KernelTuner : IDisposable
{
    private readonly GlModelRunner _runner;
    private readonly IReadOnlyDictionary<string, Shape> _shapes;
    private readonly IReadOnlyDictionary<string, Tensor>? _values;
    private readonly int _runs;
    private readonly Func<Plan, IReadOnlyList<StepSpan>> _measure;
    private readonly Plan _default;
    private readonly Dictionary<string, SiteTimes> _sites = new(StringComparer.Ordinal);
    private readonly int _rounds;
    private readonly List<double> _defaultTotals = new();
    private readonly List<double> _tunedTotals = new();
    private Plan? _candidate;
    private int _round = 1;
    private int _run;

    /// <summary>Prepares to tune a network at some input shapes.</summary>
    /// <param name="runner">The network.</param>
    /// <param name="inputShapes">The shape of each input that the network leaves open.</param>
    /// <param name="inputValues">Inputs whose elements decide shapes.</param>
    /// <param name="runs">How often each variant is run, from 1; more tell smaller differences from chance.</param>
    /// <exception cref="ModelException">A shape is missing or does not fit, or the network is no single plan.</exception>
    public KernelTuner(
        GlModelRunner runner, IReadOnlyDictionary<string, Shape>? inputShapes = null, IReadOnlyDictionary<string, Tensor>? inputValues = null, int runs = 9)
        : this(runner, inputShapes, inputValues, runs, plan => PlanProfiler.Measure(runner.Context, plan))
    {
    }

    /// <summary>With another stopwatch, for tests.</summary>
    internal KernelTuner(
        GlModelRunner runner, IReadOnlyDictionary<string, Shape>? inputShapes, IReadOnlyDictionary<string, Tensor>? inputValues, int runs,
        Func<Plan, IReadOnlyList<StepSpan>> measure)
    {
        if (runs < 1)
            throw new ArgumentOutOfRangeException(nameof(runs), runs, "Each variant must be run at least once.");
        _runner = runner;
        _measure = measure;
        _shapes = inputShapes ?? new Dictionary<string, Shape>();
        _values = inputValues;
        _runs = runs;
        _default = Build(new Dictionary<string, string>());
        foreach (KernelSite site in _default.Blueprint.Sites.Where(s => s.Variants.Count > 1))
        {
            if (!_sites.TryGetValue(site.Key, out SiteTimes? times))
                _sites[site.Key] = times = new SiteTimes(site);
            times.Count++;
        }

        _rounds = _sites.Count == 0 ? 1 : _sites.Values.Max(s => s.First.Variants.Count);
    }

    /// <summary>How much is done, from 0 to 1.</summary>
    public double Progress => Result is not null ? 1 : ((_round - 1.0) * (_runs + 1) + _run) / (_rounds * (_runs + 1.0));

    /// <summary>What it came to; null until <see cref="Advance"/> returned true.</summary>
    public TuningResult? Result { get; private set; }

    /// <summary>Runs the network twice, or prepares the next variant, and waits for that.</summary>
    /// <returns>True when all is done.</returns>
    public bool Advance()
    {
        if (Result is not null)
            return true;
        if (_candidate is null)
        {
            IReadOnlyDictionary<string, string> kernels = _round < _rounds ? Variants(_round) : Found();
            if (_round == _rounds && kernels.Count == 0)
            {
                Finish(isKept: false);
                return true;
            }

            _candidate = Build(kernels);
            // The first run pays for what drivers put off until a program is used.
            _measure(_candidate);
            _measure(_default);
            return false;
        }

        IReadOnlyList<StepSpan> byDefault = _measure(_default), byCandidate = _measure(_candidate);
        Add(byDefault, byCandidate);
        if (++_run < _runs)
            return false;

        _candidate.Dispose();
        _candidate = null;
        _run = 0;
        if (_round++ < _rounds)
            return false;
        Finish(SiteTimes.Median(_tunedTotals) < SiteTimes.Median(_defaultTotals));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _candidate?.Dispose();
        _candidate = null;
        _default.Dispose();
    }

    private Plan Build(IReadOnlyDictionary<string, string> kernels) => _runner.BuildPlan(_shapes, _values, kernels);

    // Each site takes its variant of this number; one that has fewer runs its default and is not measured.
    private Dictionary<string, string> Variants(int number) => _sites.Where(s => number < s.Value.First.Variants.Count)
        .ToDictionary(s => s.Key, s => s.Value.First.Variants[number], StringComparer.Ordinal);

    private Dictionary<string, string> Found() => _sites.Values.Select(s => s.Decide()).Where(s => s.Best != s.Default)
        .ToDictionary(s => s.Key, s => s.Best, StringComparer.Ordinal);

    private void Add(IReadOnlyList<StepSpan> byDefault, IReadOnlyList<StepSpan> byCandidate)
    {
        if (_round == _rounds)
        {
            _defaultTotals.Add(Total(byDefault));
            _tunedTotals.Add(Total(byCandidate));
            return;
        }

        foreach (KeyValuePair<string, string> variant in Variants(_round))
        {
            _sites[variant.Key].Add(
                variant.Value, SiteTimes.Of(variant.Key, _default.Blueprint, byDefault), SiteTimes.Of(variant.Key, _candidate!.Blueprint, byCandidate));
        }
    }

    private void Finish(bool isKept)
    {
        TunedSite[] found = _sites.Values.Select(s => s.Decide()).ToArray();
        foreach (TunedSite site in found)
            TunedKernels.Of(_runner.Context).Store(_sites[site.Key].First, isKept ? site.Best : site.Default);
        double byDefault = _defaultTotals.Count > 0 ? SiteTimes.Median(_defaultTotals) : Total(_measure(_default));
        Result = new TuningResult(found, byDefault, _tunedTotals.Count > 0 ? SiteTimes.Median(_tunedTotals) : byDefault, isKept);
        // Also where nothing is kept: an earlier answer may have been replaced.
        _runner.ForgetPlans();
    }

    private static double Total(IReadOnlyList<StepSpan> run) => run.Count == 0 ? 0 : run[run.Count - 1].GpuEnd;
}
