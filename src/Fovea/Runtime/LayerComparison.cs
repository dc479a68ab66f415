using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime;

/// <summary>Compares what two backends compute for one input, value by value through the network.</summary>
public static class LayerComparison
{
    /// <summary>Runs both and compares every value that both give, in the order in which the network makes them.</summary>
    /// <param name="model">The model that both run.</param>
    /// <param name="reference">The backend that is believed.</param>
    /// <param name="tested">The backend in question.</param>
    /// <param name="inputs">The inputs.</param>
    public static IReadOnlyList<LayerDifference> Compare(
        Model model, IModelRunner reference, IModelRunner tested, IReadOnlyDictionary<string, Tensor> inputs) =>
        Compare(model, reference.RunAll(inputs), tested.RunAll(inputs), inputs);

    /// <summary>Compares every value that both gave, in the order in which the network makes them.</summary>
    internal static IReadOnlyList<LayerDifference> Compare(
        Model model, IReadOnlyDictionary<string, Tensor> want, IReadOnlyDictionary<string, Tensor> got, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var differences = new List<LayerDifference>();
        var seen = new HashSet<string>();
        foreach ((string name, Node node) in Values(model.Graph))
        {
            if (want.TryGetValue(name, out Tensor? a) && got.TryGetValue(name, out Tensor? b) && seen.Add(name))
                differences.Add(Compare(name, node, a, b) with { Floor = RoundingFloor.Of(node, a, Known) });
        }

        foreach (ValueInfo output in model.Graph.Outputs.Where(o => !seen.Contains(o.Name)))
            throw new ModelException($"Output '{output.Name}' was not given by both backends.");
        return differences;

        Tensor? Known(string name) =>
            want.TryGetValue(name, out Tensor? made) ? made
            : inputs.TryGetValue(name, out Tensor? given) ? given
            : model.Graph.Constants.TryGetValue(name, out Tensor? constant) ? constant : null;
    }

    /// <summary>A seeded input for every input of a model: uniform in -1 .. 1, or small whole numbers.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="seed">The same seed gives the same numbers everywhere.</param>
    /// <param name="openDimension">What stands in for dimensions that the model leaves open.</param>
    public static Dictionary<string, Tensor> RandomInputs(IEnumerable<ValueInfo> inputs, int seed, int openDimension = 1)
    {
        var tensors = new Dictionary<string, Tensor>();
        uint state = unchecked((uint)seed * 2654435761u + 1);
        foreach (ValueInfo input in inputs)
        {
            if (input.Dimensions is null)
                throw new ModelException($"Input {input} does not tell its rank; it cannot be filled with random numbers.");
            var shape = new Shape(input.Dimensions.Select(d => d.Value ?? openDimension).ToArray());
            var values = new double[shape.Count];
            for (int i = 0; i < values.Length; i++)
            {
                // Marsaglia's xorshift: the same on every machine, unlike System.Random's promise.
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                values[i] = input.Type.IsFloating() ? state / (double)uint.MaxValue * 2 - 1 : state % 2;
            }

            tensors[input.Name] = Tensor.From(input.Type, shape, values);
        }

        return tensors;
    }

    private static IEnumerable<(string Name, Node Node)> Values(Graph graph) =>
        graph.Nodes.SelectMany(node => node.Outputs.Where(o => o.Length > 0).Select(o => (o, node)));

    private static LayerDifference Compare(string name, Node node, Tensor want, Tensor got)
    {
        if (!want.Shape.Equals(got.Shape))
            return new LayerDifference(name, node.Operator, want.Shape, 0, double.PositiveInfinity, 0, 0, 0) { TestedShape = got.Shape };
        double[] a = want.ToDoubles(), b = got.ToDoubles();
        double least = double.PositiveInfinity, most = double.NegativeInfinity, worst = 0;
        int at = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (!double.IsNaN(a[i]) && !double.IsInfinity(a[i]))
                (least, most) = (Math.Min(least, a[i]), Math.Max(most, a[i]));
            bool same = a[i].Equals(b[i]);
            double difference = same ? 0 : Math.Abs(a[i] - b[i]);
            if (double.IsNaN(difference))
                difference = double.PositiveInfinity;
            if (difference > worst)
                (worst, at) = (difference, i);
        }

        // A layer whose values are all alike has no range of its own; their size stands in, so that zeros do not pass for it.
        double range = a.Length == 0 || most < least ? 0 : most - least;
        if (range == 0 && a.Length > 0)
            range = Math.Abs(a[0]);
        return new LayerDifference(name, node.Operator, want.Shape, range, worst, at, a.Length > 0 ? a[at] : 0, a.Length > 0 ? b[at] : 0);
    }
}
