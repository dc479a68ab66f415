using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;
using Silk.NET.OpenGL;

namespace Fovea.Runtime;

/// <summary>
/// A network that is ready to run on the GPU for one set of input shapes: programs built, weights uploaded, memory laid out. A run is a
/// list of binds and dispatches; it allocates nothing and waits for nothing.
/// </summary>
/// <remarks>
/// <see cref="Run()"/> issues all of a run at once. <see cref="Advance"/> issues as much as fits into some GPU time, and the rest in later
/// frames: how long each step takes it learns by measuring a few of them in every run.
/// </remarks>
public sealed class Plan : IDisposable
{
    private readonly GpuContext _context;
    private readonly PlanMemory _memory;
    private readonly StepCosts _costs;
    private readonly StepMeter _meter;
    private readonly StepIssuer _issuer;
    private readonly GpuProgram[] _programs;
    private readonly BoundStep[] _steps;
    private readonly bool _poison;
    private readonly Dictionary<string, GpuTensor> _inputs = new();
    private readonly Dictionary<string, GpuTensor> _outputs = new();
    private int _next;

    internal Plan(GpuContext context, PlanBlueprint blueprint, WeightStore weights, string label, PlannerOptions options)
    {
        _context = context;
        _poison = options.Poison;
        Blueprint = blueprint;
        MemoryBarrierMask barrier = MemoryBarrierMask.ShaderStorageBarrierBit;
        if (blueprint.Steps.Any(s => s.Bindings.Any(b => b.IsTexture)))
            barrier |= MemoryBarrierMask.TextureFetchBarrierBit;
        _issuer = new StepIssuer(context.GL, barrier);
        _costs = new StepCosts(blueprint.Steps, context.Info.IsSoftware);
        // The weights are packed while the programs compile.
        using WeightUpload upload = weights.Begin(blueprint.Weights);
        _programs = blueprint.Steps.Select(step => context.Programs.Compute(step.Shader, step.Defines, step.Within)).ToArray();
        _memory = new PlanMemory(context, blueprint, weights, upload, options.KeepEveryValue ? null : options.Scratch ?? context.Scratch, label);
        try
        {
            foreach (KeyValuePair<string, PlanTensor> input in blueprint.Inputs)
                _inputs[input.Key] = _memory.View(input.Value);
            foreach (KeyValuePair<string, PlanTensor> output in blueprint.Outputs)
                _outputs[output.Key] = _memory.View(output.Value);
            _steps = new BoundStep[blueprint.Steps.Count];
            Bind();
            _meter = new StepMeter(context, _costs, label);
        }
        catch
        {
            _memory.Dispose();
            throw;
        }
    }

    /// <summary>What the plan was made from: steps, memory, barriers.</summary>
    public PlanBlueprint Blueprint { get; }

    /// <summary>The tensors to fill before a run, by name.</summary>
    public IReadOnlyDictionary<string, GpuTensor> Inputs => _inputs;

    /// <summary>The tensors that a run leaves, by name; row-major, valid until the next run of this plan begins.</summary>
    public IReadOnlyDictionary<string, GpuTensor> Outputs => _outputs;

    /// <summary>Whether a run was begun by <see cref="Advance"/> and is not complete: the inputs must not be written.</summary>
    public bool IsUnderWay => _next > 0;

    /// <summary>
    /// The GPU time that the latest <see cref="Advance"/> or <see cref="Run()"/> issued, as far as it is known: of steps that were not measured
    /// yet an estimate.
    /// </summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>How long a step takes on the GPU, in milliseconds: measured, or else estimated from its arithmetic and bytes.</summary>
    /// <param name="step">Its place in <see cref="PlanBlueprint.Steps"/>.</param>
    public double Milliseconds(int step) => _costs[step];

    /// <summary>How many invocations one group of a step has. For tools.</summary>
    internal int GroupSize(int step)
    {
        (int x, int y, int z) = _programs[step].WorkGroup;
        return x * y * z;
    }

    /// <summary>
    /// Issues all dispatches, and a barrier after the last, so that shaders may read the outputs. Call it inside
    /// <see cref="GpuContext.Enter"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">A run is under way that <see cref="Advance"/> must complete.</exception>
    public void Run()
    {
        Issue(null, 1);
        Spent = Time(Total());
    }

    /// <summary>Runs like <see cref="Run()"/> and calls back between the dispatches. For tools that measure.</summary>
    /// <param name="mark">Is told the number of the step that comes next, and after the last one how many there are.</param>
    /// <param name="times">
    /// How often each step is issued, with a barrier before each time. From the second on a step that writes over what it reads finds its own
    /// result: the outputs are then worth nothing, and the next run makes them anew.
    /// </param>
    internal void Run(Action<int> mark, int times = 1) => Issue(mark, times);

    /// <summary>
    /// Begins a run, or goes on with the one under way, for as long as its dispatches fit into some GPU time; the rest waits for the next
    /// call. Call it once a frame, inside <see cref="GpuContext.Enter"/>. It issues at least one dispatch, so that one that alone takes
    /// longer does not stop the run: then, and only then, is the budget exceeded, as far as the times of the steps are known.
    /// </summary>
    /// <param name="gpuBudget">How much GPU time this frame has for the network; zero issues nothing.</param>
    /// <returns>True when the run is complete: shaders may read the outputs, until the next run begins.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public bool Advance(TimeSpan gpuBudget)
    {
        if (gpuBudget < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(gpuBudget), gpuBudget, "A budget is not negative.");
        _context.AssertThread();
        Spent = TimeSpan.Zero;
        _meter.Collect();
        if (gpuBudget == TimeSpan.Zero)
            return false;

        if (!IsUnderWay)
            _meter.BeginRun();
        Begin();
        double budget = gpuBudget.TotalMilliseconds, spent = 0, estimated = 0;
        int first = _next;
        bool watched = _steps.Length > 0 && _meter.TryStartSlice();
        for (; _next < _steps.Length; _next++)
        {
            double cost = _costs[_next];
            if (_next > first && spent + cost > budget)
                break;
            bool measured = _meter.TryStart(_next);
            _issuer.Issue(_steps[_next]);
            if (measured)
                _meter.Stop();
            spent += cost;
            estimated += _costs.Estimate(_next);
        }

        if (watched)
            _meter.StopSlice(estimated);
        Spent = Time(spent);
        if (_next < _steps.Length)
            return false;
        _next = 0;
        Finish();
        return true;
    }

    /// <summary>Goes on like <see cref="Advance"/>, and calls back before and after each dispatch. For tuning in a frame loop.</summary>
    /// <param name="gpuBudget">How much GPU time this frame has; at least one dispatch is issued.</param>
    /// <param name="mark">Is told a step, and whether it was issued already.</param>
    internal bool AdvanceMarked(TimeSpan gpuBudget, Action<int, bool> mark)
    {
        Begin();
        double spent = 0;
        for (int first = _next; _next < _steps.Length && (_next == first || spent + _costs[_next] <= gpuBudget.TotalMilliseconds); _next++)
        {
            mark(_next, false);
            _issuer.Issue(_steps[_next]);
            mark(_next, true);
            spent += _costs[_next];
        }

        if (_next < _steps.Length)
            return false;
        _next = 0;
        Finish();
        return true;
    }

    /// <summary>Takes how long a step took on the GPU, from whoever measured it.</summary>
    internal void Learn(int step, double milliseconds) => _costs.Add(step, milliseconds);

    /// <summary>Gives up a run that is under way; the next call begins anew.</summary>
    public void Cancel()
    {
        _next = 0;
        _memory.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _memory.Dispose();
    }

    private void Begin()
    {
        _context.AssertThread();
        if (_next == 0)
        {
            if (_memory.Hold())
                Bind();
            if (_poison)
                _memory.Poison();
        }

        // What was written to the inputs may have come from a shader.
        _issuer.Begin();
    }

    private void Issue(Action<int>? mark, int times)
    {
        if (IsUnderWay)
            throw new InvalidOperationException("A run of this plan is under way; complete it with Advance.");
        Begin();
        for (int i = 0; i < _steps.Length; i++)
        {
            mark?.Invoke(i);
            _issuer.Issue(_steps[i]);
            for (int again = 1; again < times; again++)
                _issuer.Repeat(_steps[i]);
        }

        mark?.Invoke(_steps.Length);
        Finish();
    }

    private void Finish()
    {
        _issuer.Finish();
        _memory.Release();
        if (_context.IsDebug)
            _context.Check("a run of a plan");
    }

    // TimeSpan.FromMilliseconds rounds to whole ones on older runtimes.
    private static TimeSpan Time(double milliseconds) => new((long)(milliseconds * TimeSpan.TicksPerMillisecond));

    private double Total()
    {
        double total = 0;
        for (int i = 0; i < _steps.Length; i++)
            total += _costs[i];
        return total;
    }

    private void Bind()
    {
        for (int i = 0; i < _steps.Length; i++)
        {
            PlanStep step = Blueprint.Steps[i];
            _steps[i] = new BoundStep(
                _programs[i].Handle,
                Blueprint.Barriers[i],
                step.Bindings.Where(b => !b.IsTexture).Select(_memory.Storage).ToArray(),
                step.Bindings.Where(b => b.IsTexture).Select(_memory.Texture).ToArray(),
                _memory.Parameters(i),
                (uint)step.Groups.X, (uint)step.Groups.Y, (uint)step.Groups.Z);
        }
    }
}
