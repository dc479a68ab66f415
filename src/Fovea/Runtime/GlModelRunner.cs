using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime.Passes;

namespace Fovea.Runtime;

/// <summary>Runs a network as compute shaders. Plans are made for each set of input shapes, once, and share weights and programs.</summary>
public sealed class GlModelRunner : IModelRunner
{
    private readonly GpuContext _context;
    private readonly Graph _graph;
    private readonly OperatorRegistry _registry;
    private readonly PlannerOptions _options;
    private readonly string _label;
    private readonly WeightStore _weights;
    private readonly Dictionary<string, Plan> _plans = new();

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

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs) => Run(inputs, _options);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> RunAll(IReadOnlyDictionary<string, Tensor> inputs) =>
        Run(inputs, _options with { KeepEveryValue = true });

    /// <inheritdoc/>
    public IModelSession Open(GpuContext context, IReadOnlyDictionary<string, Shape>? inputShapes = null)
    {
        if (!ReferenceEquals(context, _context))
            throw new ArgumentException("A network that runs on GL compute can be opened only on the context that it was loaded on.", nameof(context));
        return new GlModelSession(PlanFor(inputShapes ?? new Dictionary<string, Shape>(), _options));
    }

    /// <summary>The plan for some input shapes, made now if it was not made before.</summary>
    /// <param name="inputShapes">The shape of each input that the network does not fix.</param>
    /// <exception cref="ModelException">The shapes do not fit the network.</exception>
    public Plan PlanFor(IReadOnlyDictionary<string, Shape> inputShapes) => PlanFor(inputShapes, _options);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Plan plan in _plans.Values)
            plan.Dispose();
        _plans.Clear();
        _weights.Dispose();
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

        Plan plan = PlanFor(inputs.ToDictionary(i => i.Key, i => i.Value.Shape), options);
        using (_context.Enter())
        {
            foreach (KeyValuePair<string, GpuTensor> input in plan.Inputs)
            {
                int[] words = HostLayout.Pack("Input", input.Key, inputs[input.Key], input.Value.Layout);
                if (words.Length > 0)
                    input.Value.Range.Buffer.Upload<int>(words, input.Value.Range.Offset);
            }

            plan.Run();
            return plan.Outputs.ToDictionary(o => o.Key, o => Read(o.Value));
        }
    }

    private static Tensor Read(GpuTensor tensor)
    {
        int words = tensor.Layout == Layout.Packed ? 4 * PackedShape.Of(tensor.Shape).Vectors : tensor.Shape.Count;
        return HostLayout.Unpack(
            words == 0 ? Array.Empty<int>() : tensor.Range.Buffer.Read<int>(words, tensor.Range.Offset), tensor.Type, tensor.Shape, tensor.Layout);
    }

    private Plan PlanFor(IReadOnlyDictionary<string, Shape> inputShapes, PlannerOptions options)
    {
        string key = string.Concat(Inputs.Select(i => inputShapes.TryGetValue(i.Name, out Shape? s) ? $"{i.Name}{s};" : "")) + options;
        if (!_plans.TryGetValue(key, out Plan? plan))
        {
            Graph graph = PassPipeline.Apply(_graph, inputShapes, _registry, options);
            Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, inputShapes, _registry);
            PlanBlueprint blueprint = Planner.Plan(graph, infos, _registry, _context.Limits, options);
            _plans[key] = plan = new Plan(_context, blueprint, _weights, _label, options.Poison);
        }

        return plan;
    }
}
