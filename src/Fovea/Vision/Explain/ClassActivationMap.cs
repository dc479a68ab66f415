using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Explain;

/// <summary>
/// Class-activation maps: where the evidence for a class lies (Zhou et al., "Learning Deep Features for Discriminative Localization", 2016).
/// They need a network that ends in a global average over its last feature map and one linear layer: the same weights, put before the average,
/// give a score at every place, and the mean of the map is the class's score but for its bias.
/// </summary>
/// <remarks>Without a linear layer behind the average the feature map has a channel for each class, as SqueezeNet's, and is the map itself.</remarks>
public sealed class ClassActivationMap
{
    private readonly PooledHead _head;

    private ClassActivationMap(Model model, PooledHead head)
    {
        _head = head;
        Graph graph = model.Graph;
        bool given = graph.Outputs.Any(o => o.Name == head.Features);
        ValueInfo[] outputs = given ? graph.Outputs.ToArray()
            : graph.Outputs.Append(new ValueInfo(head.Features, ElementType.Float, (IReadOnlyList<Dimension>?)null)).ToArray();
        Model = model with { Graph = graph with { Outputs = outputs } };
    }

    /// <summary>The network, with the feature map as one more output.</summary>
    public Model Model { get; }

    /// <summary>The name of the feature map.</summary>
    public string Features => _head.Features;

    /// <summary>The linear layer's bias of a class; 0 where there is none.</summary>
    public double Bias(int @class) => _head.Bias?[@class] ?? 0;

    /// <summary>Finds the end of a classifier.</summary>
    /// <param name="model">The network.</param>
    /// <param name="output">The output that holds the classes' scores; empty for the first.</param>
    /// <exception cref="ModelException">It does not end as such maps need; the message says in what.</exception>
    public static ClassActivationMap Of(Model model, string output = "") => new(model, PooledHead.Find(model.Graph, output));

    /// <summary>The map of a class.</summary>
    /// <param name="outputs">What a run of <see cref="Model"/> gave for one picture.</param>
    /// <param name="class">The class.</param>
    /// <returns>As many cells as the feature map has.</returns>
    /// <exception cref="ModelException">The feature map is not as the weights need it, or there is no such class.</exception>
    public HeatMap Map(IReadOnlyDictionary<string, Tensor> outputs, int @class)
    {
        Tensor features = outputs[Features];
        if (features.Shape.Rank != 4 || features.Shape[0] != 1)
            throw new ModelException($"Feature map '{Features}' is {features.Shape}; of one picture it has [1, C, H, W] or [1, H, W, C].");
        bool last = _head.ChannelsLast;
        (int channels, int height, int width) = last
            ? (features.Shape[3], features.Shape[1], features.Shape[2])
            : (features.Shape[1], features.Shape[2], features.Shape[3]);
        _head.CheckWindow(height, width);
        double[] weights = _head.WeightsOf(@class, channels);
        float[] values = features.ToSingles();
        var map = new float[width * height];
        for (int at = 0; at < map.Length; at++)
        {
            double sum = 0;
            for (int c = 0; c < channels; c++)
                sum += weights[c] * values[last ? (at * channels) + c : (c * map.Length) + at];
            map[at] = (float)sum;
        }

        return new HeatMap(width, height, map);
    }
}
