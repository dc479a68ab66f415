using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Explain;

/// <summary>The end of a classifier: a global average over a feature map, then one linear layer or none.</summary>
internal sealed class PooledHead
{
    // What neither mixes numbers nor changes their order. A Clip is what quantising leaves behind: it changes nothing but what overflows.
    private static readonly HashSet<string> PassOver = new() { "Identity", "Dropout", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Cast", "Clip" };

    // What turns scores into probabilities, at the very end.
    private static readonly HashSet<string> Activations = new() { "Softmax", "LogSoftmax", "Sigmoid" };

    private readonly long[]? _window;
    private double[]? _weights;
    private int _classes;
    private int _channels;
    private bool _classesFirst;

    private PooledHead(string features, bool channelsLast, long[]? window) =>
        (Features, ChannelsLast, _window) = (features, channelsLast, window);

    /// <summary>The name of the feature map.</summary>
    public string Features { get; }

    /// <summary>Whether the feature map is [N, H, W, C].</summary>
    public bool ChannelsLast { get; }

    /// <summary>What the linear layer adds for each class; null where it adds nothing.</summary>
    public double[]? Bias { get; private set; }

    /// <summary>Walks from an output back to the average.</summary>
    /// <exception cref="ModelException">Something else is on the way; the message names it.</exception>
    public static PooledHead Find(Graph graph, string output)
    {
        var makers = graph.Nodes.SelectMany(n => n.Outputs.Where(o => o.Length > 0).Select(o => (o, n))).ToDictionary(p => p.o, p => p.n);
        string at = output.Length > 0 ? output : graph.Outputs[0].Name;
        bool atEnd = true;
        Node? linear = null;
        double[]? bias = null;
        while (makers.TryGetValue(at, out Node? node))
        {
            if (Pool(node, graph) is { } head)
            {
                head.Take(linear, bias, graph);
                return head;
            }

            if (node.Domain.Length > 0)
                throw Refusal(node, linear);
            if (node.Operator == "Add" && linear is null && bias is null && Constant(graph, node, out string other) is { } added)
                (bias, at) = (added.ToDoubles(), other);
            else if (node.Operator is "Gemm" or "MatMul" or "Conv" && linear is null)
                (linear, at) = (node, node.Input(0));
            else if (PassOver.Contains(node.Operator) || (atEnd && Activations.Contains(node.Operator)))
                at = node.Input(0);
            else
                throw Refusal(node, linear);
            atEnd &= Activations.Contains(node.Operator) || PassOver.Contains(node.Operator);
        }

        throw new ModelException(
            "A class-activation map needs a network that ends in a global average over its last feature map and one linear layer; this one has no global average there. " +
            "Occlusion works with every network.");
    }

    /// <summary>The weights of a class for each channel of the feature map.</summary>
    /// <exception cref="ModelException">There is no such class, or the channels are others.</exception>
    public double[] WeightsOf(int @class, int channels)
    {
        int classes = _weights is null ? channels : _classes;
        if ((uint)@class >= (uint)classes)
            throw new ModelException($"There is no class {@class}; the network has {classes}, from 0.");
        if (_weights is null)
            return Enumerable.Range(0, channels).Select(c => c == @class ? 1.0 : 0).ToArray();
        if (channels != _channels)
            throw new ModelException($"Feature map '{Features}' has {channels} channels, but the linear layer takes {_channels} numbers: what is between them is more than an average.");
        return Enumerable.Range(0, channels).Select(c => _weights[_classesFirst ? (@class * channels) + c : (c * _classes) + @class]).ToArray();
    }

    /// <summary>Checks that a pooling window is the whole map.</summary>
    public void CheckWindow(int height, int width)
    {
        if (_window is { } window && (window.Length != 2 || window[0] != height || window[1] != width))
        {
            throw new ModelException(
                $"The average before the linear layer is over windows of {string.Join(" x ", window)}, but '{Features}' is {height} x {width}: no global average, which a class-activation map needs.");
        }
    }

    private static PooledHead? Pool(Node node, Graph graph)
    {
        switch (node.Operator)
        {
            case "GlobalAveragePool":
                return new PooledHead(node.Input(0), channelsLast: false, window: null);
            case "AveragePool" when node.Attributes.Ints("pads") is not { } pads || pads.All(p => p == 0):
                return new PooledHead(node.Input(0), channelsLast: false, node.Attributes.Ints("kernel_shape"));
            case "ReduceMean":
                // Axes are an attribute until operator set 17, and an input after it.
                long[]? axes = node.Attributes.Ints("axes")
                    ?? (node.HasInput(1) && graph.Constants.TryGetValue(node.Input(1), out Tensor? given) ? given.ToIntegers() : null);
                long[] sorted = (axes ?? Array.Empty<long>()).Select(a => a < 0 ? a + 4 : a).OrderBy(a => a).ToArray();
                bool first = sorted.SequenceEqual(new long[] { 2, 3 }), last = sorted.SequenceEqual(new long[] { 1, 2 });
                return first || last ? new PooledHead(node.Input(0), channelsLast: last, window: null) : null;
            default:
                return null;
        }
    }

    private static Tensor? Constant(Graph graph, Node node, out string other)
    {
        foreach ((int constant, int rest) in new[] { (1, 0), (0, 1) })
        {
            if (graph.Constants.TryGetValue(node.Input(constant), out Tensor? value))
            {
                other = node.Input(rest);
                return value;
            }
        }

        other = "";
        return null;
    }

    private static ModelException Refusal(Node node, Node? linear) => new(
        linear is null
            ? $"A class-activation map needs a network that ends in a global average over its last feature map and one linear layer; this one ends in {node.Label}. Occlusion works with every network."
            : $"A class-activation map needs the linear layer right behind a global average; before {linear.Label} comes {node.Label}. Occlusion works with every network.");

    private void Take(Node? linear, double[]? added, Graph graph)
    {
        Bias = added;
        if (linear is null)
            return;
        if (!graph.Constants.TryGetValue(linear.Input(1), out Tensor? weights))
            throw new ModelException($"The weights of {linear.Label} are computed while the network runs; a class-activation map needs them as constants.");
        bool conv = linear.Operator == "Conv";
        if (conv ? weights.Shape.Product(2, weights.Shape.Rank) != 1 || linear.Attributes.Int("group", 1) != 1 : weights.Shape.Rank != 2)
            throw new ModelException($"{linear.Label} has weights {weights.Shape}; a linear layer has one for each class and channel.");
        // Gemm takes [K, classes] unless transB, MatMul always, Conv [classes, K, 1, 1].
        _classesFirst = conv || (linear.Operator == "Gemm" && linear.Attributes.Flag("transB"));
        (_classes, _channels) = _classesFirst ? (weights.Shape[0], weights.Shape[1]) : (weights.Shape[1], weights.Shape[0]);
        double scale = linear.Operator == "Gemm" ? linear.Attributes.Float("alpha", 1) : 1;
        _weights = weights.ToDoubles().Select(w => w * scale).ToArray();
        if (linear.HasInput(2) && graph.Constants.TryGetValue(linear.Input(2), out Tensor? bias))
        {
            double factor = linear.Operator == "Gemm" ? linear.Attributes.Float("beta", 1) : 1;
            double[] own = bias.ToDoubles();
            Bias = Enumerable.Range(0, _classes).Select(c => (own[own.Length == 1 ? 0 : c] * factor) + (added is null ? 0 : added[added.Length == 1 ? 0 : c])).ToArray();
        }
        else if (added is { Length: 1 })
        {
            Bias = Enumerable.Repeat(added[0], _classes).ToArray();
        }
    }
}
