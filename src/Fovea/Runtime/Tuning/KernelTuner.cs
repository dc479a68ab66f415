using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime.Profiling;

namespace Fovea.Runtime.Tuning;

/// <summary>
/// Finds the fastest kernels for a network on the device at hand: runs it with each variant, by turns with the default ones, and keeps what
/// is faster by more than chance, for this context and on disk (<see cref="GpuOptions.Cache"/>).
/// </summary>
/// <remarks>
/// Off the frame loop: every <see cref="Advance"/> waits for the GPU and may compile programs. Between two of them a loading screen can be
/// drawn. <see cref="GlModelRunner.TuneAsync"/> does the same inside a frame loop. What was found is used by plans that are made afterwards; the network is never slower with it than without, as far as both were
/// measured by turns in the end. One tuner at a time; results do not change, but for the rounding that differs between variants.
/// </remarks>
public sealed class KernelTuner : IDisposable
{
    // How often a GPU runs each dispatch where its time is asked for. An H100's clock ticks in 256 ns, and there a dispatch of MobileNetV2 takes from
    // 9 us on with the reading of the clock: one alone does not tell a difference of 3 %.
    private const int Repeats = 8;

    private readonly GlModelRunner _runner;
    private readonly IReadOnlyDictionary<string, Shape> _shapes;
    private readonly IReadOnlyDictionary<string, Tensor>? _values;
    private readonly Func<Plan, IReadOnlyList<StepSpan>> _measure;
    private readonly Plan _default;
    private readonly TuningRounds _rounds;
    private Plan? _candidate;

    /// <summary>Prepares to tune a network at some input shapes.</summary>
    /// <param name="runner">The network.</param>
    /// <param name="inputShapes">The shape of each input that the network leaves open.</param>
    /// <param name="inputValues">Inputs whose elements decide shapes.</param>
    /// <param name="runs">How often each variant is run, from 1; more tell smaller differences from chance.</param>
    /// <exception cref="ModelException">A shape is missing or does not fit, or the network is no single plan.</exception>
    public KernelTuner(
        GlModelRunner runner, IReadOnlyDictionary<string, Shape>? inputShapes = null, IReadOnlyDictionary<string, Tensor>? inputValues = null, int runs = 9)
        : this(runner, inputShapes, inputValues, runs, plan => PlanProfiler.Measure(runner.Context, plan, runner.Context.Info.IsSoftware ? 1 : Repeats))
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
        _default = Build(new Dictionary<string, string>());
        _rounds = new TuningRounds(_default.Blueprint, runs);
    }

    /// <summary>How much is done, from 0 to 1.</summary>
    public double Progress => Result is not null ? 1 : _rounds.Progress;

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
            if (_rounds.Kernels() is not { } kernels)
                return Finish();
            _candidate = Build(kernels);
            // The first run pays for what drivers put off until a program is used.
            _measure(_candidate);
            _measure(_default);
            return false;
        }

        IReadOnlyList<StepSpan> byDefault = _measure(_default), byCandidate = _measure(_candidate);
        if (!_rounds.Add(byDefault, _candidate.Blueprint, byCandidate))
            return false;
        _candidate.Dispose();
        _candidate = null;
        return _rounds.Kernels() is null && Finish();
    }

    /// <summary>What the times tell that there are by now, none of it kept. For tools that measure for a while only.</summary>
    internal TuningResult SoFar() => _rounds.SoFar();

    /// <inheritdoc/>
    public void Dispose()
    {
        _candidate?.Dispose();
        _candidate = null;
        _default.Dispose();
    }

    private Plan Build(IReadOnlyDictionary<string, string> kernels) => _runner.BuildPlan(_shapes, _values, kernels);

    private bool Finish()
    {
        Result = _rounds.Finish(TunedKernels.Of(_runner.Context), _measure(_default));
        // Also where nothing is kept: an earlier answer may have been replaced.
        _runner.ForgetPlans();
        return true;
    }
}
