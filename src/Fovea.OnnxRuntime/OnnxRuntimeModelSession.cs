using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Microsoft.ML.OnnxRuntime;
using Tensor = Fovea.Models.Tensor;

namespace Fovea.OnnxRuntime;

/// <summary>
/// ONNX Runtime inside a frame loop. A run goes through three stages, and each poll looks whether the next may begin: the
/// inputs travel back from the GPU, a thread of the session's own computes, the outputs are uploaded.
/// </summary>
internal sealed class OnnxRuntimeModelSession : IModelSession
{
    private readonly OnnxRuntimeSession _session;
    private readonly Port[] _inputs;
    private readonly Port[] _outputs;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputValues;
    private readonly OrtValue[] _outputValues;
    private readonly AutoResetEvent _work = new(false);
    private readonly Thread _thread;
    private volatile Stage _stage = Stage.Idle;
    private volatile bool _stopping;
    private ExceptionDispatchInfo? _failure;

    public OnnxRuntimeModelSession(OnnxRuntimeSession session, GpuContext context, IReadOnlyDictionary<string, Shape> shapes)
    {
        _session = session;
        var zeros = new Dictionary<string, Tensor>();
        foreach (ValueInfo input in session.Inputs)
        {
            if (!shapes.TryGetValue(input.Name, out Shape? shape))
                shape = input.Shape ?? throw new ModelException($"The shape of input {input} must be given, for the network leaves it open.");
            zeros[input.Name] = new Tensor(input.Type, shape, new byte[shape.Count * input.Type.SizeInBytes()]);
        }

        // One run, to know the shapes of the outputs, to refuse wrong shapes here, and because the first run is the slowest.
        IReadOnlyDictionary<string, Tensor> results = session.Run(zeros);
        _inputs = session.Inputs.Select(v => new Port(context, v.Name, zeros[v.Name], isInput: true)).ToArray();
        _outputs = session.Outputs.Select(v => new Port(context, v.Name, results[v.Name], isInput: false)).ToArray();
        _inputNames = Array.ConvertAll(_inputs, port => port.Name);
        _outputNames = Array.ConvertAll(_outputs, port => port.Name);
        _inputValues = Array.ConvertAll(_inputs, port => port.Host.Value);
        _outputValues = Array.ConvertAll(_outputs, port => port.Host.Value);
        _thread = new Thread(Work) { IsBackground = true, Name = "Fovea ONNX Runtime" };
        _thread.Start();
    }

    private enum Stage
    {
        Idle,
        ReadingBack,
        Computing,
        Computed,
    }

    public bool IsBusy => _stage != Stage.Idle;

    public TimeSpan Spent => TimeSpan.Zero;

    public GpuTensor Input(string name) => Find(_inputs, name, "input");

    public GpuTensor Output(string name) => Find(_outputs, name, "output");

    public void Submit()
    {
        if (IsBusy)
            throw new InvalidOperationException("A run is under way; poll until it is done.");
        foreach (Port input in _inputs)
            input.StartReading();
        _stage = Stage.ReadingBack;
    }

    // It computes on the processor; what it asks of the GPU is a copy.
    public bool Advance(TimeSpan gpuBudget) => Poll();

    public bool Poll()
    {
        if (_stage == Stage.ReadingBack && AllArrived())
        {
            _stage = Stage.Computing;
            _work.Set();
        }

        if (_stage != Stage.Computed)
            return false;

        _stage = Stage.Idle;
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        failure?.Throw();
        foreach (Port output in _outputs)
            output.Upload();
        return true;
    }

    public void Dispose()
    {
        if (_stopping)
            return;
        _stopping = true;
        _work.Set();
        _thread.Join();
        _work.Dispose();
        foreach (Port port in _inputs.Concat(_outputs))
            port.Dispose();
    }

    private static GpuTensor Find(Port[] ports, string name, string kind)
    {
        foreach (Port port in ports)
        {
            if (port.Name == name)
                return port.Gpu;
        }

        throw new ModelException($"The network has no {kind} '{name}'; it has {string.Join(", ", ports.Select(p => $"'{p.Name}'"))}.");
    }

    private bool AllArrived()
    {
        bool all = true;
        foreach (Port input in _inputs)
            all &= input.TryFinishReading();
        return all;
    }

    private void Work()
    {
        while (true)
        {
            _work.WaitOne();
            if (_stopping)
                return;
            try
            {
                foreach (Port input in _inputs)
                    input.Host.FromWords();
                _session.Run(_inputNames, _inputValues, _outputNames, _outputValues);
            }
            catch (Exception e)
            {
                // Whatever it is, it belongs to the thread that polls.
                _failure = ExceptionDispatchInfo.Capture(e);
            }

            _stage = Stage.Computed;
        }
    }

    /// <summary>One input or output: its memory on both sides and the way between.</summary>
    private sealed class Port : IDisposable
    {
        private readonly GpuBuffer _buffer;
        private readonly Readback<int>? _readback;
        private bool _arrived;

        public Port(GpuContext context, string name, Tensor example, bool isInput)
        {
            Name = name;
            Host = new PinnedTensor(example.Type, example.Shape);
            int bytes = 4 * Math.Max(example.Shape.Count, 1);
            _buffer = new GpuBuffer(context, bytes, $"{(isInput ? "input" : "output")} {name}");
            _readback = isInput ? new Readback<int>(context, bytes, $"input {name}", slots: 1) : null;
            Gpu = new GpuTensor(example.Type, example.Shape, Layout.RowMajor, _buffer.Whole);
        }

        public string Name { get; }

        public PinnedTensor Host { get; }

        public GpuTensor Gpu { get; }

        public void StartReading()
        {
            _arrived = Gpu.Shape.Count == 0;
            if (!_arrived)
                _readback!.TryEnqueue(_buffer.Whole, 0);
        }

        public bool TryFinishReading()
        {
            _arrived = _arrived || _readback!.TryDequeue(Host.Words, out _, out _);
            return _arrived;
        }

        public void Upload()
        {
            if (Gpu.Shape.Count > 0)
                _buffer.Upload(Host.ToWords());
        }

        public void Dispose()
        {
            Host.Dispose();
            _readback?.Dispose();
            _buffer.Dispose();
        }
    }
}
