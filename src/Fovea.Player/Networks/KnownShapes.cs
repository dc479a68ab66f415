using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Operators;
using Fovea.Runtime;

namespace Fovea.Player.Networks;

/// <summary>The shape of every value of a network, from shape inference, or else from a run on ONNX Runtime.</summary>
internal sealed class KnownShapes
{
    private KnownShapes(IReadOnlyDictionary<string, Shape> shapes, IReadOnlySet<string> folded, string? note)
    {
        Shapes = shapes;
        Folded = folded;
        Note = note;
    }

    /// <summary>Shapes by name of the value.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; }

    /// <summary>The values that are known before the network runs, as those of shape arithmetic.</summary>
    public IReadOnlySet<string> Folded { get; }

    /// <summary>Why shape inference did not do, for people; null where it did.</summary>
    public string? Note { get; }

    /// <summary>Finds the shapes.</summary>
    /// <param name="model">The network as it was loaded.</param>
    /// <param name="graph">The same in canonical form.</param>
    /// <param name="inputs">Its inputs with their shapes.</param>
    public static KnownShapes Of(Model model, Graph graph, InputShapes inputs)
    {
        string[] missing = graph.Nodes.Where(n => !OperatorRegistry.Default.Supports(n)).Select(n => n.Operator).Distinct().Order().ToArray();
        if (missing.Length == 0)
        {
            Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, inputs.Shapes);
            return new KnownShapes(
                infos.ToDictionary(i => i.Key, i => i.Value.Shape), infos.Where(i => i.Value.Value is not null).Select(i => i.Key).ToHashSet(), null);
        }

        string note = $"GL compute cannot run this network: it lacks {string.Join(", ", missing)}.";
        if (OnnxRuntimeLibrary.WhyUnavailable() is not null)
            return new KnownShapes(inputs.Shapes, new HashSet<string>(), note + " Shapes are therefore not known.");
        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(model);
        IReadOnlyDictionary<string, Tensor> values = runner.RunAll(LayerComparison.RandomInputs(inputs.Inputs, 1));
        var shapes = new Dictionary<string, Shape>(inputs.Shapes);
        foreach ((string name, Tensor value) in values)
            shapes[name] = value.Shape;
        return new KnownShapes(shapes, new HashSet<string>(), note + " Shapes are those of a run on ONNX Runtime.");
    }
}
