using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>Makes a plan of a graph: asks each operator for its dispatches, converts layouts between them, lays out memory, places barriers.</summary>
public sealed class Planner
{
    /// <summary>The operator of a step that changes a layout.</summary>
    internal const string Conversion = "Convert";

    private readonly Graph _graph;
    private readonly IReadOnlyDictionary<string, TensorInfo> _infos;
    private readonly PlannerOptions _options;
    private readonly PlanRecorder _recorder;

    // Each value in the layouts in which it exists so far; the first is the one it was made in.
    private readonly Dictionary<string, List<PlanTensor>> _tensors = new();
    private readonly (Node Node, Operator Operator)[] _operators;
    private readonly PiecePlacement _pieces;
    private readonly LayoutChoice _layouts;

    private Planner(
        Graph graph, IReadOnlyDictionary<string, TensorInfo> infos, OperatorRegistry registry, GpuLimits limits, PlannerOptions options)
    {
        _graph = graph;
        _infos = infos;
        _options = options;
        _recorder = new PlanRecorder(limits, options.BufferTextures ?? false, AlignmentOf(limits), options.Kernels, options.Storage ?? new StoragePrecision(options.Precision));
        _operators = graph.Nodes.Select(node => (node, registry.Create(node))).ToArray();
        _layouts = new LayoutChoice(graph, _operators, infos);
        Dictionary<Node, Operator> operators = _operators.ToDictionary(o => o.Node, o => o.Operator);
        CutPlacement? cuts = options.KeepEveryValue ? null : new CutPlacement(graph, node => operators[node], name => infos[name].Shape);
        _pieces = new PiecePlacement(_operators, infos, AlignmentOf(limits), _recorder.Storage, cuts);
    }

    /// <summary>Plans a graph.</summary>
    /// <param name="graph">A canonical graph.</param>
    /// <param name="infos">What <see cref="ShapeInference"/> tells of its values.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="limits">What the device allows.</param>
    /// <param name="options">How to plan.</param>
    /// <exception cref="ModelException">An operator cannot be planned for these shapes or this device.</exception>
    public static PlanBlueprint Plan(
        Graph graph, IReadOnlyDictionary<string, TensorInfo> infos, OperatorRegistry registry, GpuLimits limits, PlannerOptions? options = null) =>
        new Planner(graph, infos, registry, limits, options ?? new PlannerOptions()).Plan();

    /// <summary>What every offset of a tensor in a buffer is a multiple of.</summary>
    internal static int AlignmentOf(GpuLimits limits) =>
        Math.Max(16, Math.Max(limits.StorageAlignment, limits.MaxBufferTexels > 0 ? limits.BufferTextureAlignment : 1));

    private PlanBlueprint Plan()
    {
        Dictionary<string, PlanTensor> inputs = DeclareInputs();
        foreach ((Node node, Operator op) in _operators)
        {
            if (!node.Outputs.All(name => name.Length == 0 || _infos[name].Value is not null))
                Plan(node, op);
        }

        var outputs = new Dictionary<string, PlanTensor>();
        IEnumerable<string> wanted = _options.KeepEveryValue
            ? _graph.Outputs.Select(o => o.Name).Concat(_graph.Nodes.SelectMany(n => n.Outputs)).Where(n => n.Length > 0 && IsOnGpu(n)).Distinct()
            : _graph.Outputs.Select(o => o.Name);
        foreach (string name in wanted.ToArray())
            outputs[name] = Need(name, Layout.RowMajor, "outputs");

        Schedule schedule = Schedule.Of(_recorder.Steps, outputs.Values, AlignmentOf(_recorder.Limits), _options);
        return new PlanBlueprint(schedule.Steps, inputs, outputs, _recorder.AllWeights, schedule.Memory, schedule.Barriers, _recorder.Sites);
    }

    // Values that the host knows (shapes) need not be numbers that the GPU can hold.
    private bool IsOnGpu(string name) => _infos[name].Value is null;

    private Dictionary<string, PlanTensor> DeclareInputs()
    {
        var inputs = new Dictionary<string, PlanTensor>();
        foreach (ValueInfo input in _graph.Inputs)
        {
            TensorInfo info = _infos[input.Name];
            // Inputs are single whatever the maps are.
            Layout layout = !_options.RowMajorInputs && _layouts.IsInputPacked(input.Name) ? Layout.Packed : Layout.RowMajor;
            var tensor = new PlanTensor(input.Name, info.Type, info.Shape, layout, PlanStorage.Input);
            _tensors[input.Name] = new List<PlanTensor> { tensor };
            inputs[input.Name] = tensor;
        }

        return inputs;
    }

    private void Plan(Node node, Operator op)
    {
        LayoutContext layouts = _layouts.Of(node, op, name => _tensors.TryGetValue(name, out List<PlanTensor>? made) ? made[0].Layout : Layout.RowMajor);
        var inputs = new PlanTensor?[node.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (node.HasInput(i) && !op.IsPlanTime(i) && IsOnGpu(node.Inputs[i]))
                inputs[i] = Need(node.Inputs[i], layouts.InputLayouts[i], node.Label);
        }

        var outputs = new PlanTensor?[node.Outputs.Count];
        for (int i = 0; i < outputs.Length; i++)
        {
            TensorInfo? info = node.HasOutput(i) ? _infos[node.Outputs[i]] : null;
            if (info is not null)
                outputs[i] = Place(node.Outputs[i], info, layouts.OutputLayouts[i]);
        }

        // A tensor without elements needs no work, and most kernels would divide by its zero dimension.
        bool empty = outputs.All(o => o is null || o.Shape.Count == 0);
        if (!empty)
        {
            try
            {
                op.Plan(new PlanBuilder(_recorder, node, inputs, layouts, outputs));
            }
            catch (ModelException e) when (!e.Message.Contains(node.Label))
            {
                throw new ModelException($"{node}: {e.Message}", e);
            }
        }

        foreach (PlanTensor? output in outputs)
        {
            if (output is not null)
                _tensors[output.Name] = new List<PlanTensor> { output };
        }
    }

    // Where everything is kept, a tensor that others are pieces of would stay in memory beside them.
    private PlanTensor Place(string name, TensorInfo info, Layout layout) =>
        (_options.Alias ? _pieces.Find(name, layout) : null) ??
        new PlanTensor(name, info.Type, info.Shape, layout, PlanStorage.Arena) { Precision = _recorder.Storage.Of(info.Shape, layout) };

    private PlanTensor Need(string name, Layout layout, string label)
    {
        TensorInfo info = _infos[name];
        if (info.Value is not null)
            return _recorder.Constant(name, info.Value, layout);
        List<PlanTensor> made = _tensors[name];
        PlanTensor? there = made.Find(t => t.Layout == layout);
        if (there is not null)
            return there;

        PlanTensor from = made[0];
        PackedShape shape = PackedShape.Of(from.Shape);
        bool sameBits = !from.IsHalf && shape.H * shape.W == 1 && shape.C % 4 == 0;
        PlanTensor to = sameBits
            ? new PlanTensor(name, from.Type, from.Shape, layout, from.Storage) { ViewOf = from }
            : Place(name, info, layout);
        if (!sameBits && to.Shape.Count > 0)
            _recorder.Copy(from, to, label, Conversion);
        made.Add(to);
        return to;
    }
}
