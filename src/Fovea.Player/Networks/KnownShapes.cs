using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;

namespace Fovea.Player.Networks;

/// <summary>The shape of every value of a network, from shape inference, or else from a run on ONNX Runtime.</summary>
internal sealed class KnownShapes
{
    private KnownShapes(IReadOnlyDictionary<string, Shape> shapes, Graph running, string? note)
    {
        Shapes = shapes;
        Running = running;
        Note = note;
    }

    /// <summary>Shapes by name of the value.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; }

    /// <summary>The graph without what is known before it runs, as shape arithmetic and reshaped weights.</summary>
    public Graph Running { get; }

    /// <summary>Why shape inference did not do, for people; null where it did.</summary>
    public string? Note { get; }

    /// <summary>Finds the shapes.</summary>
    /// <param name="model">The network as it was loaded.</param>
    /// <param name="graph">The same in canonical form.</param>
    /// <param name="inputs">Its inputs with their shapes.</param>
    public static KnownShapes Of(Model model, Graph graph, InputShapes inputs)
    {
        string[] missing =
            graph.Nodes.Where(n => !OperatorRegistry.Default.Supports(n)).Select(n => n.Operator).Distinct().Order().ToArray();
        if (missing.Length == 0)
        {
            Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, inputs.Shapes);
            Graph running = PassPipeline.Apply(graph, inputs.Shapes, OperatorRegistry.Default, new PlannerOptions { Optimize = false });
            return new KnownShapes(infos.ToDictionary(i => i.Key, i => i.Value.Shape), running, null);
        }

        string note = $"GL compute cannot run this network: it lacks {string.Join(", ", missing)}.";
        if (OnnxRuntimeLibrary.WhyUnavailable() is not null)
            return new KnownShapes(inputs.Shapes, graph, note + " Shapes are therefore not known.");
        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(model);
        IReadOnlyDictionary<string, Tensor> values = runner.RunAll(LayerComparison.RandomInputs(inputs.Inputs, 1));
        var shapes = new Dictionary<string, Shape>(inputs.Shapes);
        foreach ((string name, Tensor value) in values)
            shapes[name] = value.Shape;
        return new KnownShapes(shapes, graph, note + " Shapes are those of a run on ONNX Runtime.");
    }
}
