using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = Fovea.Models.Tensor;

namespace Fovea.OnnxRuntime;

/// <summary>A network loaded into ONNX Runtime, on the processor. Runs may come from several threads.</summary>
public sealed class OnnxRuntimeSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly string _source;

    private OnnxRuntimeSession(InferenceSession session, string source)
    {
        _session = session;
        _source = source;
        Inputs = session.InputNames.Select(name => Value(name, session.InputMetadata[name])).ToArray();
        Outputs = session.OutputNames.Select(name => Value(name, session.OutputMetadata[name])).ToArray();
    }

    /// <summary>What a run must bring, in the file's order.</summary>
    public IReadOnlyList<ValueInfo> Inputs { get; }

    /// <summary>What a run gives, in the file's order; exposed values follow.</summary>
    public IReadOnlyList<ValueInfo> Outputs { get; }

    /// <summary>Loads an ONNX file. Its external data lies in the file's folder.</summary>
    /// <exception cref="ModelException">The file is missing, or ONNX Runtime does not take it.</exception>
    /// <exception cref="OnnxRuntimeUnavailableException">The native library cannot be loaded.</exception>
    public static OnnxRuntimeSession Load(string path, OnnxRuntimeOptions? options = null)
    {
        options ??= OnnxRuntimeOptions.Default;
        if (!File.Exists(path))
            throw new ModelException($"There is no file '{path}'.");
        if (!options.ExposeEveryValue)
            return Create(options, path, settings => new InferenceSession(path, settings));
        try
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return Load(File.ReadAllBytes(path), options with { ExternalDataFolder = folder }, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Loads an ONNX file from memory.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="options">How to run it, and where its external data lies.</param>
    /// <param name="source">What messages call the model.</param>
    /// <inheritdoc cref="Load(string, OnnxRuntimeOptions?)"/>
    public static OnnxRuntimeSession Load(byte[] bytes, OnnxRuntimeOptions? options = null, string source = "")
    {
        options ??= OnnxRuntimeOptions.Default;
        byte[] model = options.ExposeEveryValue
            ? EveryValue.AsOutput(bytes, OnnxFile.Load(bytes, options.ExternalDataFolder, source))
            : bytes;
        return Create(options, source, settings =>
        {
            if (options.ExternalDataFolder is { } folder)
                settings.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetFullPath(folder));
            return new InferenceSession(model, settings);
        });
    }

    /// <summary>Loads a network as it stands in memory, by way of its ONNX file.</summary>
    /// <inheritdoc cref="Load(string, OnnxRuntimeOptions?)"/>
    public static OnnxRuntimeSession Load(Model model, OnnxRuntimeOptions? options = null)
    {
        using var file = new MemoryStream();
        OnnxFile.Save(model, file);
        return Load(file.ToArray(), options, model.Source);
    }

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">A tensor for each of <see cref="Inputs"/>, by name.</param>
    /// <param name="outputs">The names of the outputs that are wanted; null: all.</param>
    /// <returns>A tensor for each wanted output, by name.</returns>
    /// <exception cref="ModelException">An input is missing, unknown or of the wrong type or shape, or an operator failed.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyCollection<string>? outputs = null)
    {
        Check(inputs);
        IReadOnlyCollection<string> wanted = outputs ?? Outputs.Select(value => value.Name).ToArray();
        if (wanted.FirstOrDefault(name => Outputs.All(value => value.Name != name)) is { } unknown)
            throw new ModelException($"{Named(_source)} has no output '{unknown}'; it has {List(Outputs)}.");

        var pins = new List<MemoryHandle>();
        var values = new List<OrtValue>();
        try
        {
            foreach (ValueInfo input in Inputs)
                values.Add(Wrap(inputs[input.Name], pins));
            using var results = _session.Run(_runOptions, Inputs.Select(value => value.Name).ToArray(), values, wanted);
            return wanted.Zip(results, (name, value) => (name, tensor: Copy(name, value))).ToDictionary(pair => pair.name, pair => pair.tensor);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"ONNX Runtime could not run {Named(_source, "the model")}: {e.Message}", e);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
            pins.ForEach(pin => pin.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    private static OnnxRuntimeSession Create(OnnxRuntimeOptions options, string source, Func<SessionOptions, InferenceSession> open)
    {
        OnnxRuntimeLibrary.Load();
        if (options.Threads < 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.Threads, "The number of threads is 0 (one for each processor) or more.");
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = options.Threads,
            GraphOptimizationLevel = options.Optimization,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Idle threads would otherwise spin between operators, at the cost of the host's frame.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        // On processors without VNNI its products of uint8 and int8 would else add up in 16 bits and saturate.
        settings.AddSessionConfigEntry("session.x64quantprecision", "1");
        try
        {
            return new OnnxRuntimeSession(open(settings), source);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"ONNX Runtime does not take {Named(source, "the model")}: {e.Message}", e);
        }
    }

    private static ValueInfo Value(string name, NodeMetadata about)
    {
        if (!about.IsTensor)
            return new ValueInfo(name, ElementType.Undefined, (IReadOnlyList<Dimension>?)null);
        var dimensions = about.Dimensions.Zip(about.SymbolicDimensions, (size, symbol) =>
            size >= 0 ? new Dimension(size, null) : new Dimension(null, symbol.Length > 0 ? symbol : null));
        return new ValueInfo(name, (ElementType)about.ElementDataType, dimensions.ToArray());
    }

    private void Check(IReadOnlyDictionary<string, Tensor> inputs)
    {
        foreach (ValueInfo input in Inputs)
        {
            if (!inputs.TryGetValue(input.Name, out Tensor? tensor))
                throw new ModelException($"{Named(_source)} needs the input {input}, which was not given.");
            if (tensor.Type != input.Type)
                throw new ModelException($"{Named(_source)} needs the input {input}, but a tensor of type {tensor.Type} was given.");
        }

        if (inputs.Keys.FirstOrDefault(name => Inputs.All(value => value.Name != name)) is { } unknown)
            throw new ModelException($"{Named(_source)} has no input '{unknown}'; it has {List(Inputs)}.");
    }

    // ONNX Runtime reads the tensor's own memory. Fovea's element types have ONNX's numbers, as ONNX Runtime's do.
    private static unsafe OrtValue Wrap(Tensor tensor, List<MemoryHandle> pins)
    {
        ReadOnlyMemory<byte> bytes = tensor.Bytes.IsEmpty ? new byte[1] : tensor.Bytes;
        MemoryHandle pin = bytes.Pin();
        pins.Add(pin);
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)tensor.Type,
            tensor.Shape.Select(d => (long)d).ToArray(), (IntPtr)pin.Pointer, tensor.Bytes.Length);
    }

    private Tensor Copy(string name, OrtValue value)
    {
        if (!value.IsTensor)
            throw new ModelException($"Output '{name}' of {Named(_source, "the model")} is a {value.OnnxType}; Fovea reads tensors only.");
        OrtTensorTypeAndShapeInfo about = value.GetTensorTypeAndShape();
        if (about.IsString)
            throw new ModelException($"Output '{name}' of {Named(_source, "the model")} is text; Fovea computes with numbers only.");
        byte[] bytes = about.ElementCount == 0 ? Array.Empty<byte>() : value.GetTensorMutableRawData().ToArray();
        return new Tensor((ElementType)about.ElementDataType, Shape.From(about.Shape), bytes);
    }

    /// <summary>Runs on memory that stays where it is, so that a frame loop allocates little.</summary>
    internal void Run(IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputs)
    {
        try
        {
            _session.Run(_runOptions, inputNames, inputs, outputNames, outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"ONNX Runtime could not run {Named(_source, "the model")}: {e.Message}", e);
        }
    }

    private static string Named(string source, string otherwise = "The model") => source.Length > 0 ? $"'{source}'" : otherwise;

    private static string List(IEnumerable<ValueInfo> values) => string.Join(", ", values.Select(value => $"'{value.Name}'"));
}
