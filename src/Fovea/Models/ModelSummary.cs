using System.Collections.Generic;
using System.Linq;
using Fovea.Models.Summary;

namespace Fovea.Models;

/// <summary>
/// What a network is and costs, layer by layer: shapes, parameters, multiply-adds, receptive fields. Receptive fields follow
/// Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019
/// (https://distill.pub/2019/computing-receptive-fields).
/// </summary>
public sealed class ModelSummary
{
    private ModelSummary(IReadOnlyList<LayerSummary> layers)
    {
        Layers = layers;
        Parameters = layers.Sum(l => l.Parameters);
        MultiplyAdds = layers.Sum(l => l.MultiplyAdds);
        Hardest = Largest(layers, l => l.MultiplyAdds);
        MostParameters = Largest(layers, l => l.Parameters);
    }

    /// <summary>The layers in the order in which they run.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; }

    /// <summary>The learned numbers of the whole network.</summary>
    public long Parameters { get; }

    /// <summary>The multiply-adds of one run.</summary>
    public long MultiplyAdds { get; }

    /// <summary>The layer with the most multiply-adds, the first of equals; null where no layer has any.</summary>
    public LayerSummary? Hardest { get; }

    /// <summary>The layer with the most parameters, the first of equals; null where no layer has any.</summary>
    public LayerSummary? MostParameters { get; }

    /// <summary>Summarizes a network.</summary>
    /// <param name="graph">The network, in canonical form (<see cref="Canonicalizer"/>).</param>
    /// <param name="shapes">
    /// The shape of every value. Those of constants and of inputs declared with constant dimensions may be left out; a layer
    /// whose shapes are not known counts no multiply-adds.
    /// </param>
    public static ModelSummary Of(Graph graph, IReadOnlyDictionary<string, Shape> shapes)
    {
        var known = new Dictionary<string, Shape>();
        foreach (ValueInfo input in graph.Inputs)
        {
            if (input.Shape is { } shape)
                known[input.Name] = shape;
        }

        foreach ((string name, Shape shape) in shapes)
            known[name] = shape;
        foreach ((string name, Tensor tensor) in graph.Constants)
            known[name] = tensor.Shape;

        long[] parameters = ParameterCount.Of(graph);
        long[] work = graph.Nodes.Select(n => MultiplyAddCount.Of(n, known)).ToArray();
        ReceptiveField?[] fields = new FieldWalk(graph, known).Fields();
        long allParameters = parameters.Sum(), allWork = work.Sum();
        return new ModelSummary(graph.Nodes.Select((node, i) => new LayerSummary(
            node,
            node.HasOutput(0) ? known.GetValueOrDefault(node.Outputs[0]) : null,
            parameters[i],
            work[i],
            allParameters == 0 ? 0 : (double)parameters[i] / allParameters,
            allWork == 0 ? 0 : (double)work[i] / allWork,
            fields[i])).ToArray());
    }

    private static LayerSummary? Largest(IReadOnlyList<LayerSummary> layers, System.Func<LayerSummary, long> of) =>
        layers.Where(l => of(l) > 0).OrderByDescending(of).FirstOrDefault();
}
