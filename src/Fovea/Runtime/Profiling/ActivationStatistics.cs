using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime.Profiling;

/// <summary>Statistics of everything that a network computes for one input, layer by layer, and what becomes of it with depth.</summary>
/// <remarks>
/// Where weights are set well, the spread of activations is about the same in every layer (Glorot and Bengio, 2010; He et al., 2015). Whether it
/// is, a line through the logarithms of the standard deviations of layers with weights, over depth, tells.
/// </remarks>
public sealed class ActivationStatistics
{
    /// <summary>How far the spread may grow or shrink from the first layer to the last before it is called exploding or vanishing.</summary>
    public const double Drastic = 1000;

    // What has weights, if an input beside the first is a constant.
    private static readonly HashSet<string> Weighted = new()
    {
        "Conv", "ConvTranspose", "Gemm", "MatMul", "LSTM", "GRU", "RNN", "ConvInteger", "MatMulInteger", "QLinearConv", "QLinearMatMul",
    };

    private ActivationStatistics(IReadOnlyList<LayerActivations> layers)
    {
        Layers = layers;
        Growth = GrowthOf(layers);
    }

    /// <summary>The layers, in the order in which the network computes them.</summary>
    public IReadOnlyList<LayerActivations> Layers { get; }

    /// <summary>
    /// By what factor the standard deviation grows from the first layer with weights to the deepest, along the fitted line; null with fewer
    /// than three of them.
    /// </summary>
    public double? Growth { get; }

    /// <summary>The first layer that gives something infinite or no number; null where none does.</summary>
    public LayerActivations? FirstNotFinite => Layers.FirstOrDefault(l => !l.IsFinite);

    /// <summary>Layers with weights that give the same number everywhere, as after dead units: nothing gets through them.</summary>
    public IEnumerable<LayerActivations> Constant => Layers.Where(l => l.HasWeights && l.Deviation == 0 && l.Shape.Count > 1);

    /// <summary>What becomes of activations with depth.</summary>
    public ActivationTrend Trend => FirstNotFinite is not null ? ActivationTrend.NotFinite
        : Growth > Drastic ? ActivationTrend.Exploding
        : Growth < 1 / Drastic ? ActivationTrend.Vanishing
        : ActivationTrend.Steady;

    /// <summary>Looks at what a run gave.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="values">Its values by name, as <see cref="IModelRunner.RunAll"/> gives them; layers that are not among them are left out.</param>
    public static ActivationStatistics Of(Graph graph, IReadOnlyDictionary<string, Tensor> values)
    {
        var depths = graph.Inputs.ToDictionary(i => i.Name, _ => 0);
        var layers = new List<LayerActivations>();
        foreach (Node node in graph.Nodes)
        {
            // What does not depend on the input is no activation.
            int[] before = node.Inputs.Where(depths.ContainsKey).Select(i => depths[i]).ToArray();
            if (before.Length == 0)
                continue;
            bool weighted = Weighted.Contains(node.Operator) && node.Inputs.Any(graph.Constants.ContainsKey);
            int depth = before.Max() + (weighted ? 1 : 0);
            foreach (string output in node.Outputs.Where(o => o.Length > 0))
            {
                depths[output] = depth;
                if (values.TryGetValue(output, out Tensor? value) && value.Type.IsFloating() && value.Shape.Count > 0)
                    layers.Add(Of(new LayerActivations(output, node.Operator, value.Shape, depth, weighted), value));
            }
        }

        return new ActivationStatistics(layers);
    }

    private static LayerActivations Of(LayerActivations layer, Tensor value)
    {
        float[] all = value.ToSingles();
        long zeros = 0, nans = 0, infinities = 0;
        double sum = 0, least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (float x in all)
        {
            if (float.IsNaN(x))
            {
                nans++;
            }
            else if (float.IsInfinity(x))
            {
                infinities++;
            }
            else
            {
                zeros += x == 0 ? 1 : 0;
                sum += x;
                (least, most) = (Math.Min(least, x), Math.Max(most, x));
            }
        }

        long finite = all.Length - nans - infinities;
        double mean = finite > 0 ? sum / finite : double.NaN, squares = 0;
        // In a second round, since the difference of sums of squares loses what is small beside the mean.
        foreach (float x in all)
            squares += float.IsNaN(x) || float.IsInfinity(x) ? 0 : (x - mean) * (x - mean);
        return layer with
        {
            Mean = mean,
            Deviation = finite > 0 ? Math.Sqrt(squares / finite) : double.NaN,
            Least = finite > 0 ? least : double.NaN,
            Most = finite > 0 ? most : double.NaN,
            ZeroShare = (double)zeros / all.Length,
            NaNs = nans,
            Infinities = infinities,
        };
    }

    // Least squares: the slope of log(deviation) over depth, times the depth between the first and the last.
    private static double? GrowthOf(IEnumerable<LayerActivations> layers)
    {
        (double X, double Y)[] points = layers.Where(l => l.HasWeights && l.Deviation > 0 && !double.IsInfinity(l.Deviation))
            .Select(l => ((double)l.Depth, Math.Log(l.Deviation))).ToArray();
        if (points.Select(p => p.X).Distinct().Count() < 3)
            return null;
        double meanX = points.Average(p => p.X), meanY = points.Average(p => p.Y);
        double slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / points.Sum(p => (p.X - meanX) * (p.X - meanX));
        return Math.Exp(slope * (points.Max(p => p.X) - points.Min(p => p.X)));
    }
}
