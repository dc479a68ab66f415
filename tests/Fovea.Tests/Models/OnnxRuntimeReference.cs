using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.Tests.Models;

/// <summary>Runs a model on ONNX Runtime, without its optimizations.</summary>
internal static class OnnxRuntimeReference
{
    /// <summary>The outputs, in order, for inputs that a seed decides.</summary>
    public static Tensor[] Run(Model model, int seed = 1)
    {
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1 };
        using var session = new InferenceSession(Net.BytesOf(model), options);
        using var runOptions = new RunOptions();
        var random = new Random(seed);
        ValueInfo[] inputs = model.Graph.Inputs.ToArray();
        OrtValue[] feeds = inputs.Select(i => Feed(i, random)).ToArray();
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(runOptions, inputs.Select(i => i.Name).ToArray(), feeds, model.Graph.Outputs.Select(o => o.Name).ToArray());
        foreach (OrtValue feed in feeds)
            feed.Dispose();
        return outputs.Select(Read).ToArray();
    }

    private static OrtValue Feed(ValueInfo input, Random random)
    {
        Shape shape = input.Shape!;
        long[] dims = shape.Select(d => (long)d).ToArray();
        return input.Type switch
        {
            ElementType.Float => OrtValue.CreateTensorValueFromMemory(Fill(i => (float)(random.NextDouble() * 4 - 2)), dims),
            ElementType.Int64 => OrtValue.CreateTensorValueFromMemory(Fill(i => (long)i), dims),
            ElementType.Bool => OrtValue.CreateTensorValueFromMemory(Fill(i => i % 2 == 0), dims),
            _ => throw new ArgumentException($"No test feeds {input.Type}."),
        };

        T[] Fill<T>(Func<int, T> value) => Enumerable.Range(0, shape.Count).Select(value).ToArray();
    }

    private static Tensor Read(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        Shape shape = Shape.From(info.Shape);
        return info.ElementDataType.ToString() switch
        {
            "Float" => Tensor.Of(shape, value.GetTensorDataAsSpan<float>()),
            "Int64" => Tensor.Of(shape, value.GetTensorDataAsSpan<long>()),
            "Bool" => Tensor.Of(shape, value.GetTensorDataAsSpan<bool>()),
            _ => throw new ArgumentException($"No test reads {info.ElementDataType}."),
        };
    }
}
