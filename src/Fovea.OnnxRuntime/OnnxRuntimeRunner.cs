using System;
using System.Collections.Generic;
using System.IO;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.OnnxRuntime;

/// <summary>
/// Runs a network on ONNX Runtime: the reference for the GL backend, and the faster one where GL is a software rasterizer.
/// </summary>
public sealed class OnnxRuntimeRunner : IModelRunner
{
    private readonly Func<OnnxRuntimeOptions, OnnxRuntimeSession> _load;
    private readonly OnnxRuntimeOptions _options;
    private readonly OnnxRuntimeSession _session;
    private OnnxRuntimeSession? _everyValue;

    private OnnxRuntimeRunner(Func<OnnxRuntimeOptions, OnnxRuntimeSession> load, OnnxRuntimeOptions? options)
    {
        _load = load;
        _options = options ?? OnnxRuntimeOptions.Default;
        _session = load(_options);
    }

    /// <inheritdoc/>
    public string Backend => "onnxruntime";

    /// <inheritdoc/>
    public string Description
    {
        get
        {
            int threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
            return $"ONNX Runtime {OnnxRuntimeLibrary.Version} on the processor, {threads} {(threads == 1 ? "thread" : "threads")}";
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Inputs => _session.Inputs;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Outputs => _session.Outputs;

    /// <summary>Loads an ONNX file. Its external data lies in the file's folder.</summary>
    /// <exception cref="ModelException">The file is missing, or ONNX Runtime does not take it.</exception>
    /// <exception cref="OnnxRuntimeUnavailableException">The native library cannot be loaded.</exception>
    public static OnnxRuntimeRunner Load(string path, OnnxRuntimeOptions? options = null) =>
        new(o => OnnxRuntimeSession.Load(path, o), options);

    /// <summary>Loads a network as it stands in memory.</summary>
    /// <inheritdoc cref="Load(string, OnnxRuntimeOptions?)"/>
    public static OnnxRuntimeRunner Load(Model model, OnnxRuntimeOptions? options = null)
    {
        using var stream = new MemoryStream();
        OnnxFile.Save(model, stream);
        byte[] file = stream.ToArray();
        return new OnnxRuntimeRunner(o => OnnxRuntimeSession.Load(file, o, model.Source), options);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs) => _session.Run(inputs);

    /// <inheritdoc/>
    /// <remarks>The first call loads the network once more, without optimisations, so that every value is there.</remarks>
    public IReadOnlyDictionary<string, Tensor> RunAll(IReadOnlyDictionary<string, Tensor> inputs)
    {
        _everyValue ??= _load(_options with { ExposeEveryValue = true, Optimization = GraphOptimizationLevel.ORT_DISABLE_ALL });
        return _everyValue.Run(inputs);
    }

    /// <inheritdoc/>
    /// <remarks>Inputs are read back through a fence, the network runs on a thread of its own, and outputs are uploaded: no call waits.</remarks>
    public IModelSession Open(GpuContext context, IReadOnlyDictionary<string, Shape>? inputShapes = null) =>
        new OnnxRuntimeModelSession(_session, context, inputShapes ?? new Dictionary<string, Shape>());

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _everyValue?.Dispose();
    }
}
