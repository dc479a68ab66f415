using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.Tests.Runtime.Quantized;

/// <summary>
/// A network while it is quantized: the float graph in canonical form, the range of each of its values for one input, and the nodes and
/// constants that take its place so far.
/// </summary>
internal sealed class QuantizedGraph
{
    // Seven bits, as ONNX Runtime's own quantizer recommends (reduce_range): on processors without VNNI it adds two products of uint8 and
    // int8 in 16 bits, which would saturate, and be no reference.
    private const int WeightRange = 63;

    private readonly Dictionary<string, (double Low, double High)> _ranges = new();
    private readonly Dictionary<string, Tensor> _constants;
    private readonly List<Node> _nodes = new();

    public QuantizedGraph(Model model, IReadOnlyDictionary<string, Tensor> feeds)
    {
        Source = Canonicalizer.Apply(model);
        _constants = Source.Constants.ToDictionary(c => c.Key, c => c.Value);
        var options = new OnnxRuntimeOptions { Threads = 1, Optimization = GraphOptimizationLevel.ORT_DISABLE_ALL, ExposeEveryValue = true };
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(Finish(Source.Nodes), options);
        foreach ((string name, Tensor value) in session.Run(feeds).Concat(feeds))
        {
            if (value.Type == ElementType.Float && value.Shape.Count > 0)
                _ranges[name] = (Math.Min(0, value.ToDoubles().Min()), Math.Max(0, value.ToDoubles().Max()));
        }
    }

    /// <summary>The float network.</summary>
    public Graph Source { get; }

    /// <summary>The weights of a node that multiplies a run-time value by them: input 1 of a convolution or a product of matrices.</summary>
    public Tensor? WeightsOf(Node node) =>
        node.Operator is "Conv" or "MatMul" && Source.Constants.TryGetValue(node.Inputs[1], out Tensor? weights) && !Source.Constants.ContainsKey(node.Inputs[0])
            ? weights
            : null;

    /// <summary>The step from one quantum of a value to the next.</summary>
    public float StepOf(string value)
    {
        (double low, double high) = _ranges[value];
        return high > low ? (float)((high - low) / 255) : 1;
    }

    /// <summary>The constants that are the scale and the zero point of a value.</summary>
    public (string Scale, string Zero) ScaleOf(string value)
    {
        float step = StepOf(value);
        double zero = Math.Round(-_ranges[value].Low / step);
        return (Constant($"{value}/scale", Tensor.Scalar(step)), Constant($"{value}/zero", Tensor.Scalar((byte)zero)));
    }

    /// <summary>Weights in 8 bits, one scale an output channel: along the first axis of a convolution's, or one for all of a matrix.</summary>
    public (string Weights, string Scale, string Zero, float[] Steps) Weights(Node node, bool perChannel)
    {
        string name = node.Inputs[1];
        Tensor weights = Source.Constants[name];
        int channels = perChannel ? weights.Shape[0] : 1, size = weights.Shape.Count / channels;
        float[] values = weights.ToSingles();
        float[] steps = Enumerable.Range(0, channels).Select(c => Math.Max(1e-9f, values.Skip(c * size).Take(size).Max(Math.Abs) / WeightRange)).ToArray();
        sbyte[] whole = values.Select((v, i) => (sbyte)Math.Clamp(Math.Round(v / steps[i / size]), -WeightRange, WeightRange)).ToArray();
        Shape scales = perChannel ? new Shape(channels) : Shape.Scalar;
        return (Constant($"{name}/q", Tensor.Of(weights.Shape, whole)), Constant($"{name}/scale", Tensor.Of(scales, steps)),
            Constant($"{name}/zero", Tensor.Of(scales, new sbyte[channels])), steps);
    }

    /// <summary>A convolution's bias in 32 bits, in the scale of its product; null where it has none.</summary>
    public (string Bias, string Scale)? Bias(Node node, float[] steps)
    {
        if (!node.HasInput(2))
            return null;
        float[] values = Source.Constants[node.Inputs[2]].ToSingles();
        float[] scales = values.Select((_, c) => steps[steps.Length == 1 ? 0 : c] * StepOf(node.Inputs[0])).ToArray();
        return (Constant($"{node.Outputs[0]}/bias", Tensor.Vector(values.Select((v, c) => (int)Math.Round(v / scales[c])).ToArray())),
            Constant($"{node.Outputs[0]}/bias/scale", Tensor.Vector(scales)));
    }

    /// <summary>Adds a constant, unless it is there.</summary>
    public string Constant(string name, Tensor value)
    {
        _constants.TryAdd(name, value);
        return name;
    }

    /// <summary>Adds a node and gives its first output.</summary>
    public string Add(string type, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        string[] made = outputs.Split(' ');
        Add(new Node(type, inputs.Split(' ').Select(n => n == "-" ? "" : n).ToArray(), made)
        {
            Attributes = new Attributes(attributes.ToDictionary(a => a.Name, a => a.Value)),
        });
        return made[0];
    }

    /// <summary>Adds a node.</summary>
    public void Add(Node node) => _nodes.Add(node);

    /// <summary>The network of the nodes added so far.</summary>
    public Model Finish() => Finish(_nodes);

    private Model Finish(IReadOnlyList<Node> nodes)
    {
        var read = nodes.SelectMany(n => n.Inputs).Concat(Source.Outputs.Select(o => o.Name)).ToHashSet();
        var constants = _constants.Where(c => read.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value);
        return new Model(Source with { Nodes = nodes.ToArray(), Constants = constants }, new Dictionary<string, int> { [""] = 21 });
    }
}
