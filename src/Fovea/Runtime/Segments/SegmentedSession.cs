using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Silk.NET.OpenGL;

namespace Fovea.Runtime.Segments;

/// <summary>
/// A network in a frame loop that goes on with what only its data tell. A segment runs, what the host must know of it travels back, and once
/// that has arrived, in a later frame, the host computes its part and the next segment begins. No call waits; a frame in which a size comes
/// up that was not seen before plans for it, and the host's part allocates.
/// </summary>
internal sealed class SegmentedSession : IModelSession
{
    // Plans of sizes seen before. Weights and programs are shared, so that one made again costs its planning alone.
    private const int Capacity = 32;

    private static readonly Dictionary<string, Shape> None = new();

    private readonly GpuContext _context;
    private readonly OperatorRegistry _registry;
    private readonly string[] _outputNames;
    private readonly IReadOnlyDictionary<string, Tensor> _values;
    private readonly SegmentReadback _first;
    private readonly List<SegmentReadback> _later = new();
    private readonly Making _owned = new();
    private readonly Dictionary<string, GpuTensor> _inputs = new();
    private readonly Dictionary<string, GpuTensor> _onGpu = new();
    private readonly Dictionary<string, GpuTensor> _outputs = new();
    private readonly Dictionary<string, Tensor> _host = new();
    private SegmentReadback _current;
    private Stage _stage;
    private long _uses;
    private long _started;

    /// <param name="context">Where.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="graph">The network.</param>
    /// <param name="first">Its first segment.</param>
    /// <param name="shapes">The shapes of the inputs that it does not fix.</param>
    /// <param name="values">The inputs whose elements decide shapes.</param>
    /// <exception cref="GpuException">The device has not the memory.</exception>
    public SegmentedSession(
        GpuContext context, OperatorRegistry registry, Graph graph, Segment first, IReadOnlyDictionary<string, Shape> shapes,
        IReadOnlyDictionary<string, Tensor> values)
    {
        _context = context;
        _registry = registry;
        _values = values;
        _outputNames = graph.Outputs.Select(o => o.Name).ToArray();
        try
        {
            _first = _current = _owned.Own(new SegmentReadback(context, first));
            foreach (ValueInfo input in graph.Inputs.Where(i => !values.ContainsKey(i.Name)))
                _inputs[input.Name] = _first.Plan.Inputs.TryGetValue(input.Name, out GpuTensor? tensor) ? tensor : OwnInput(input, shapes);
        }
        catch
        {
            _owned.Dispose();
            throw;
        }
    }

    private enum Stage
    {
        Idle,
        Computing,
        ReadingBack,
    }

    public bool IsBusy => _stage != Stage.Idle;

    public TimeSpan Spent { get; private set; }

    public GpuTensor Input(string name) => _inputs.TryGetValue(name, out GpuTensor? input)
        ? input
        : throw new ModelException($"The network has no input '{name}' to write; it has {string.Join(", ", _inputs.Keys.Select(n => $"'{n}'"))}.");

    public GpuTensor Output(string name)
    {
        if (_outputs.TryGetValue(name, out GpuTensor? output))
            return output;
        if (!_outputNames.Contains(name))
            throw new ModelException($"The network has no output '{name}'; it has {string.Join(", ", _outputNames.Select(n => $"'{n}'"))}.");
        throw new InvalidOperationException($"How large the output '{name}' is follows from what the network finds; it is known once a run is done.");
    }

    public void Submit()
    {
        if (IsBusy)
            throw new InvalidOperationException("A run is under way; go on with it until it is done.");
        _host.Clear();
        foreach (KeyValuePair<string, Tensor> value in _values)
            _host[value.Key] = value.Value;
        _onGpu.Clear();
        foreach (KeyValuePair<string, GpuTensor> input in _inputs)
            _onGpu[input.Key] = input.Value;
        _outputs.Clear();
        _started = _uses + 1;
        Begin(_first);
    }

    public bool Poll() => Advance(TimeSpan.MaxValue);

    public bool Advance(TimeSpan gpuBudget)
    {
        Spent = TimeSpan.Zero;
        try
        {
            return IsBusy && GoOn(gpuBudget);
        }
        catch
        {
            // What failed once fails again: the next run begins anew.
            _current.Plan.Cancel();
            _stage = Stage.Idle;
            throw;
        }
    }

    public void Dispose()
    {
        foreach (SegmentReadback segment in _later)
            segment.Dispose();
        _later.Clear();
        _owned.Dispose();
    }

    private bool GoOn(TimeSpan budget)
    {
        while (true)
        {
            if (_stage == Stage.ReadingBack)
            {
                if (!_current.TryTake(_host))
                    return false;
                HostNodes.Run(_current.Segment.Cut!, _registry, _host);
                Begin(PlanOf(_current.Segment.Rest!.Get(None, _host)));
            }

            if (Spent >= budget)
                return false;
            bool done = _current.Plan.Advance(budget - Spent);
            Spent += _current.Plan.Spent;
            if (!done)
                return false;
            foreach (KeyValuePair<string, GpuTensor> output in _current.Plan.Outputs)
                _onGpu[output.Key] = output.Value;
            if (_current.Segment.Cut is null)
            {
                foreach (string name in _outputNames)
                    _outputs[name] = _onGpu[name];
                _stage = Stage.Idle;
                return true;
            }

            _current.Start();
            _stage = Stage.ReadingBack;
        }
    }

    private void Begin(SegmentReadback segment)
    {
        _current = segment;
        segment.Used = ++_uses;
        SegmentInputs.Fill(_context, segment.Plan, _host, _onGpu);
        _stage = Stage.Computing;
    }

    private SegmentReadback PlanOf(Segment segment)
    {
        SegmentReadback? found = _later.Find(s => ReferenceEquals(s.Segment, segment));
        if (found is not null)
            return found;
        // What this run has used stays: a loop may have more turns than are kept, and read at its end what each has left.
        while (_later.Count >= Capacity && _later.OrderBy(s => s.Used).First() is var oldest && oldest.Used < _started)
        {
            _later.Remove(oldest);
            oldest.Dispose();
        }

        found = new SegmentReadback(_context, segment);
        _later.Add(found);
        return found;
    }

    // An input that only later segments read.
    private GpuTensor OwnInput(ValueInfo input, IReadOnlyDictionary<string, Shape> shapes)
    {
        Shape shape = shapes.TryGetValue(input.Name, out Shape? given) ? given
            : input.Shape ?? throw new ModelException($"Input {input} has dimensions that the network leaves open; give a shape for '{input.Name}'.");
        GpuBuffer buffer = _owned.Own(new GpuBuffer(_context, Math.Max(16, 4L * shape.Count), $"input {input.Name}", BufferUsageARB.DynamicDraw));
        return new GpuTensor(input.Type, shape, Layout.RowMajor, buffer.Whole);
    }
}
