using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime.Passes;
using Fovea.Runtime.Segments;
using Fovea.Runtime.Tuning;

namespace Fovea.Runtime;

/// <summary>Runs a network as compute shaders. Plans are made for each set of input shapes, once, and share weights and programs.</summary>
/// <remarks>
/// Which kernels fill a GPU depends on sizes. A plan for new shapes may build programs and order weights as none before; it builds no program and
/// uploads no weights that are there already, and shapes that came before need neither.
/// </remarks>
public sealed class GlModelRunner : IModelRunner
{
    private readonly GpuContext _context;
    private readonly Graph _graph;
    private readonly OperatorRegistry _registry;
    private readonly PlannerOptions _options;
    private readonly string _label;
    private readonly WeightStore _weights;
    private readonly Dictionary<PlannerOptions, SegmentSource> _sources = new();
    private readonly List<SegmentSource> _retired = new();
    private readonly List<Preparation> _preparations = new();
    private readonly List<FrameTuning> _tunings = new();

    /// <summary>Prepares a model; nothing is planned before shapes are known.</summary>
    /// <param name="context">A context with compute shaders; it stays the caller's.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">How to plan; null for the defaults.</param>
    /// <param name="registry">The operators; null for <see cref="OperatorRegistry.Default"/>.</param>
    /// <exception cref="ModelException">The model uses operators that are not supported; the message lists every node.</exception>
    /// <exception cref="GpuException">The context has no compute shaders.</exception>
    public GlModelRunner(GpuContext context, Model model, PlannerOptions? options = null, OperatorRegistry? registry = null)
    {
        if (!context.Info.HasCompute)
        {
            throw new GpuException(
                $"{context.Info.Renderer} offers no compute shaders (OpenGL 4.3 or OpenGL ES 3.1 is needed). Run on ONNX Runtime instead.");
        }

        _context = context;
        _options = options ?? new PlannerOptions();
        _options = _options with { BufferTextures = _options.BufferTextures ?? context.Info.IsSoftware };
        _registry = registry ?? OperatorRegistry.Default;
        _graph = Canonicalizer.Apply(model);
        _label = _graph.Name.Length > 0 ? _graph.Name : "network";
        _weights = new WeightStore(context, _label);
        Inputs = _graph.Inputs;
        Outputs = _graph.Outputs;
        UnsupportedOperators.Check(_graph, model, _registry);
    }

    /// <inheritdoc/>
    public string Backend => "gl";

    /// <inheritdoc/>
    public string Description => $"GL compute on {_context.Info.Renderer} ({(_context.Info.IsES ? "OpenGL ES" : "OpenGL")} {_context.Info.Major}.{_context.Info.Minor})";

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Outputs { get; }

    /// <summary>Where it runs.</summary>
    internal GpuContext Context => _context;

    /// <summary>The plans that are kept.</summary>
    internal IEnumerable<Plan> Plans => _sources.Values.SelectMany(source => source.Plans);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs) => Run(inputs, _options);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> RunAll(IReadOnlyDictionary<string, Tensor> inputs) =>
        Run(inputs, _options with { KeepEveryValue = true });

    /// <inheritdoc/>
    public IModelSession Open(GpuContext context, IReadOnlyDictionary<string, Shape>? inputShapes = null) => Open(context, inputShapes, null);

    /// <summary>Prepares runs inside a frame loop of a network that has inputs whose elements decide shapes.</summary>
    /// <remarks>
    /// Where a network must know what it finds before it can go on, a run takes some frames: what it must know travels back, and once it has
    /// arrived the run goes on. How large outputs are is then known when a run is done. A frame in which a size comes up that was not seen
    /// before plans for it, and allocates.
    /// </remarks>
    /// <param name="context">The context that the network was loaded on.</param>
    /// <param name="inputShapes">The shape of each input that the network does not fix.</param>
    /// <param name="inputValues">The inputs whose elements decide shapes; the session holds for these, and they are no inputs of it.</param>
    /// <exception cref="ModelException">The shapes do not fit the network.</exception>
    /// <exception cref="GpuException">The device has not the memory; nothing is kept then.</exception>
    public IModelSession Open(GpuContext context, IReadOnlyDictionary<string, Shape>? inputShapes, IReadOnlyDictionary<string, Tensor>? inputValues)
    {
        _context.AssertThread();
        if (!ReferenceEquals(context, _context))
            throw new ArgumentException("A network that runs on GL compute can be opened only on the context that it was loaded on.", nameof(context));
        inputShapes ??= new Dictionary<string, Shape>();
        inputValues ??= new Dictionary<string, Tensor>();
        Segment segment = SourceOf(_options).Get(inputShapes, inputValues);
        return segment.Cut is null
            ? new GlModelSession(segment.BuildOwn())
            : new SegmentedSession(context, _registry, _graph, segment, inputShapes, inputValues);
    }

    /// <summary>
    /// Prepares the network for a frame loop without ever holding it up: planning happens on another thread, and each
    /// <see cref="GpuContext.Update"/> compiles a few programs and uploads a few pieces of weights. When the task is complete,
    /// <see cref="Open(GpuContext, IReadOnlyDictionary{string, Shape})"/>, <see cref="PlanFor"/> and <see cref="Run(IReadOnlyDictionary{string, Tensor})"/> find all that done for these
    /// shapes. Of a network that is cut where its data decide, the part before the first cut is prepared.
    /// </summary>
    /// <param name="options">For which shapes, and how much time each update may take; null for a network that fixes its shapes.</param>
    /// <param name="progress">Is told with every update that got on.</param>
    /// <param name="cancellation">Gives it up at the next update.</param>
    /// <returns>
    /// A task that <see cref="GpuContext.Update"/> completes. It fails as <see cref="Open(GpuContext, IReadOnlyDictionary{string, Shape})"/> does, and is cancelled when the runner or the
    /// context is disposed; whatever was made until then is freed, but for compiled programs, which belong to the context.
    /// </returns>
    public Task PrepareAsync(
        PreparationOptions? options = null, IProgress<PreparationProgress>? progress = null, CancellationToken cancellation = default)
    {
        _context.AssertThread();
        PreparationOptions chosen = options ?? new PreparationOptions();
        SegmentSource source = SourceOf(_options);
        var preparation = new Preparation(
            _context, () => source.Get(chosen.InputShapes, chosen.InputValues, background: true), _weights, chosen, progress, cancellation,
            ended => _preparations.Remove(ended));
        _preparations.Add(preparation);
        return preparation.Task;
    }

    /// <summary>
    /// Finds the fastest kernels for the network on this device without ever holding the frame loop up, as on its first load: each
    /// <see cref="GpuContext.Update"/> plans, compiles or runs a little of it. What is found is kept on disk (<see cref="GpuOptions.Cache"/>) and
    /// used by all that is opened afterwards, if the whole network is faster with it; sessions that are open stay as they are.
    /// </summary>
    /// <param name="options">For which shapes, and how much of each frame it may take; null for a network that fixes its shapes.</param>
    /// <param name="progress">Is told how much is done, from 0 to 1.</param>
    /// <param name="cancellation">Gives it up at the next update.</param>
    /// <returns>
    /// A task that <see cref="GpuContext.Update"/> completes: with what it came to, or with null where this device was tuned for the network
    /// before. It is cancelled when the runner or the context is disposed.
    /// </returns>
    /// <exception cref="GpuException">The device has no timestamps, without which nothing is measured in a frame loop.</exception>
    public Task<TuningResult?> TuneAsync(TuningOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        _context.AssertThread();
        TuningOptions chosen = options ?? new TuningOptions();
        if (chosen.Runs < 1)
            throw new ArgumentOutOfRangeException(nameof(options), chosen.Runs, "Each variant must be run at least once.");
        if (!_context.Info.HasTimers)
            throw new GpuException($"{_context.Info} has no timestamps: kernels cannot be timed in a frame loop. Use a {nameof(KernelTuner)}, which waits for the GPU.");
        // Its runs overlap with those of sessions, which shall not have to move.
        var scratch = new ScratchMemory(_context, $"{_label} tuning");
        var tuning = new FrameTuning(_context, chosen, kernels => Prepare(chosen, kernels, scratch), progress, cancellation, (ended, hasAnswers) =>
        {
            _tunings.Remove(ended);
            if (hasAnswers)
                ForgetPlans();
        });
        _tunings.Add(tuning);
        return tuning.Task;
    }

    /// <summary>The plan for some input shapes, made now if it was not made before.</summary>
    /// <param name="inputShapes">The shape of each input that the network does not fix.</param>
    /// <param name="inputValues">
    /// Inputs that decide shapes, where there are such (a shape, pads, how many to take): the plan holds for these elements, and they are no
    /// inputs of it.
    /// </param>
    /// <exception cref="ModelException">
    /// The shapes do not fit the network, or it cannot be one plan, since what it finds in its data decides shapes within it.
    /// </exception>
    public Plan PlanFor(IReadOnlyDictionary<string, Shape> inputShapes, IReadOnlyDictionary<string, Tensor>? inputValues = null)
    {
        _context.AssertThread();
        Segment segment = Single(SourceOf(_options), inputShapes, inputValues);
        segment.IsPinned = true;
        return segment.Plan;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FrameTuning tuning in _tunings.ToArray())
            tuning.Cancel(null);
        foreach (Preparation preparation in _preparations.ToArray())
            preparation.Cancel(null);
        foreach (SegmentSource source in _sources.Values.Concat(_retired))
            source.Dispose();
        _sources.Clear();
        _retired.Clear();
        _weights.Dispose();
    }

    /// <summary>Builds a plan of the caller's own that takes these kernels, whatever the tuner found.</summary>
    internal Plan BuildPlan(
        IReadOnlyDictionary<string, Shape> inputShapes, IReadOnlyDictionary<string, Tensor>? inputValues, IReadOnlyDictionary<string, string> kernels) =>
        Single(NewSource(_options with { Kernels = kernels }), inputShapes, inputValues).BuildOwn();

    /// <summary>Makes plans anew when they are next asked for. Those that somebody holds stay valid.</summary>
    internal void ForgetPlans()
    {
        _retired.AddRange(_sources.Values);
        _sources.Clear();
    }

    private PreparedPlan Prepare(TuningOptions options, IReadOnlyDictionary<string, string> kernels, ScratchMemory scratch)
    {
        SegmentSource source = NewSource(_options with { Kernels = kernels, Scratch = scratch });
        Segment Find(bool background) => Single(source, options.InputShapes, options.InputValues, background);
        var preparation = new Preparation(
            _context, () => Find(true), _weights, new PreparationOptions { TimePerUpdate = options.TimePerUpdate }, null, CancellationToken.None,
            ended => _preparations.Remove(ended));
        _preparations.Add(preparation);
        return new PreparedPlan(preparation, source, () => Find(false));
    }

    private static Segment Single(
        SegmentSource source, IReadOnlyDictionary<string, Shape> inputShapes, IReadOnlyDictionary<string, Tensor>? inputValues, bool background = false)
    {
        Segment segment = source.Get(inputShapes, inputValues ?? new Dictionary<string, Tensor>(), background);
        if (segment.Cut is { } cut)
        {
            string asked = cut.ReadBack.FirstOrDefault() ?? cut.HostNodes[0].Inputs[0];
            throw new ModelException(
                $"The network must know the elements of '{asked}' before it can go on, so that it is no single plan. " +
                (cut.First.Inputs.Any(i => i.Name == asked) ? "It is an input: give its elements. Or run it" : "Run it") + " whole (Run) or in a frame loop (Open).");
        }

        return segment;
    }

    private IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs, PlannerOptions options)
    {
        foreach (ValueInfo input in Inputs)
        {
            if (!inputs.TryGetValue(input.Name, out Tensor? tensor))
                throw new ModelException($"The network needs the input {input}, which was not given.");
            if (tensor.Type != input.Type)
                throw new ModelException($"Input {input} was given as {tensor.Type}.");
        }

        Dictionary<string, Tensor> outputs = SegmentedRun.Run(_context, SourceOf(options), _registry, inputs);
        return options.KeepEveryValue ? outputs : Outputs.ToDictionary(o => o.Name, o => outputs[o.Name]);
    }

    private SegmentSource SourceOf(PlannerOptions options)
    {
        if (!_sources.TryGetValue(options, out SegmentSource? source))
            _sources[options] = source = NewSource(options);
        return source;
    }

    private SegmentSource NewSource(PlannerOptions options) => new(
        _graph, _registry, (graph, inputShapes, follows) => MakeBlueprint(graph, inputShapes, options with { RowMajorInputs = follows }),
        blueprint => new Plan(_context, blueprint, _weights, _label, options));

    private PlanBlueprint MakeBlueprint(Graph graph, IReadOnlyDictionary<string, Shape> inputShapes, PlannerOptions options)
    {
        graph = PassPipeline.Apply(graph, inputShapes, _registry, options);
        Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, inputShapes, _registry);
        PlanBlueprint blueprint = Planner.Plan(graph, infos, _registry, _context.Limits, options);
        return options.Kernels is null && TunedKernels.Of(_context).For(blueprint.Sites) is { } kernels
            ? Planner.Plan(graph, infos, _registry, _context.Limits, options with { Kernels = kernels })
            : blueprint;
    }
}
