using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Benchmarks;

/// <summary>One layer of a real network, by itself.</summary>
/// <param name="Name">The network, and what the layer is.</param>
/// <param name="Node">Its node, which reads <c>x</c> and perhaps constants, and makes <c>y</c>.</param>
/// <param name="Input">The shape of <c>x</c>.</param>
/// <param name="Constants">The shapes of the constants.</param>
/// <param name="MultiplyAdds">What it takes by the plain formula.</param>
internal sealed record KernelShape(string Name, Node Node, Shape Input, IReadOnlyDictionary<string, Shape> Constants, long MultiplyAdds)
{
    /// <summary>The shapes that are measured.</summary>
    public static IReadOnlyList<KernelShape> All { get; } = new[]
    {
        Conv("mobilenetv2 stem", 3, 224, 32, 3, 2), Conv("mobilenetv2 depthwise", 32, 112, 32, 3, 1, 32), Conv("mobilenetv2 project", 32, 112, 16, 1, 1),
        Conv("mobilenetv2 expand", 16, 112, 96, 1, 1), Conv("mobilenetv2 depthwise", 96, 112, 96, 3, 2, 96), Conv("mobilenetv2 expand", 24, 56, 144, 1, 1),
        Conv("mobilenetv2 depthwise", 144, 56, 144, 3, 1, 144), Conv("mobilenetv2 project", 144, 56, 24, 1, 1), Conv("mobilenetv2 expand", 32, 28, 192, 1, 1),
        Conv("mobilenetv2 depthwise", 192, 28, 192, 3, 1, 192), Conv("mobilenetv2 project", 192, 28, 32, 1, 1), Conv("mobilenetv2 expand", 64, 14, 384, 1, 1),
        Conv("mobilenetv2 depthwise", 384, 14, 384, 3, 1, 384), Conv("mobilenetv2 project", 576, 14, 96, 1, 1), Conv("mobilenetv2 depthwise", 960, 7, 960, 3, 1, 960),
        Conv("mobilenetv2 project", 960, 7, 160, 1, 1), Conv("mobilenetv2 head", 320, 7, 1280, 1, 1), Gemm("mobilenetv2 classifier", 1, 1280, 1000),
        Conv("resnet18 stem", 3, 224, 64, 7, 2), Conv("resnet18 block", 64, 56, 64, 3, 1), Conv("resnet18 block", 64, 56, 128, 3, 2),
        Conv("resnet18 block", 128, 28, 128, 3, 1), Conv("resnet18 block", 256, 14, 256, 3, 1), Conv("resnet18 block", 512, 7, 512, 3, 1),
        Conv("resnet18 shortcut", 64, 56, 128, 1, 2),
        Conv("yolox-nano stem", 12, 208, 16, 3, 1), Conv("yolox-nano pointwise", 16, 104, 32, 1, 1), Conv("yolox-nano depthwise", 32, 104, 32, 3, 1, 32),
        Conv("yolox-nano pointwise", 64, 52, 64, 1, 1), Conv("yolox-nano depthwise", 64, 52, 64, 3, 1, 64), Conv("yolox-nano pointwise", 128, 26, 128, 1, 1),
        Conv("yolox-nano pointwise", 256, 13, 256, 1, 1), Conv("yolox-nano depthwise", 256, 13, 256, 3, 1, 256),
        Conv("squeezenet fire", 16, 55, 64, 3, 1), Conv("squeezenet fire", 32, 27, 128, 3, 1), Conv("squeezenet fire", 64, 13, 256, 3, 1),
        Conv("mobilenetv3 depthwise", 120, 28, 120, 5, 1, 120),
        Gemm("transformer projection", 197, 768, 768), Gemm("batch classifier", 16, 2048, 1000),
        Layer("style transposed", "ConvTranspose", "x w b", new Shape(1, 64, 90, 90), 64L * 32 * 9 * 90 * 90, ("strides", new[] { 2L, 2 })).With("w", 64, 32, 3, 3).With("b", 32),
        Layer("video volume", "Conv", "x w b", new Shape(1, 16, 8, 28, 28), 32L * 16 * 27 * 8 * 28 * 28, ("pads", new[] { 1L, 1, 1, 1, 1, 1 })).With("w", 32, 16, 3, 3, 3).With("b", 32),
        Layer("deformable", "DeformConv", "x w o", new Shape(1, 64, 28, 28), 64L * 64 * 9 * 28 * 28, ("pads", new[] { 1L, 1, 1, 1 })).With("w", 64, 64, 3, 3).With("o", 1, 18, 28, 28),
        Layer("attention einsum", "Einsum", "x w", new Shape(1, 197, 12, 64), 12L * 197 * 197 * 64, ("equation", "bqhd,bkhd->bhqk")).With("w", 1, 197, 12, 64),
        Layer("reduce rows", "ReduceMean", "x axis", new Shape(197, 768), 197L * 768 / 2), Layer("reduce all", "ReduceSum", "x axis", new Shape(1, 200704), 200704 / 2), Layer("reduce few", "ReduceSum", "x axis", new Shape(16, 12544), 200704 / 2), Layer("reduce channels", "ReduceMax", "x axis", new Shape(1, 64, 56, 56), 64L * 56 * 56 / 2),
        Layer("softmax attention", "Softmax", "x", new Shape(12, 197, 197), 12L * 197 * 197 * 2),
        Layer("softmax classifier", "Softmax", "x", new Shape(1, 1000), 2000),
        Layer("layer norm", "LayerNormalization", "x w b", new Shape(197, 768), 197L * 768 * 4).With("w", 768).With("b", 768),
        Layer("instance norm", "InstanceNormalization", "x w b", new Shape(1, 32, 180, 180), 32L * 180 * 180 * 4).With("w", 32).With("b", 32),
        Layer("global pool", "GlobalAveragePool", "x", new Shape(1, 1280, 7, 7), 1280L * 49 / 2), Layer("global pool", "GlobalAveragePool", "x", new Shape(1, 64, 112, 112), 64L * 112 * 112 / 2),
        Layer("window pool", "MaxPool", "x", new Shape(1, 64, 112, 112), 64L * 56 * 56 * 9 / 2, ("kernel_shape", new[] { 3L, 3 }), ("strides", new[] { 2L, 2 }), ("pads", new[] { 1L, 1, 1, 1 })),
        Layer("lrn", "LRN", "x", new Shape(1, 64, 56, 56), 64L * 56 * 56 * 6, ("size", 5L)),
        Layer("cumsum rows", "CumSum", "x axis", new Shape(256, 512), 256L * 512 / 2),
        Layer("argmax rows", "ArgMax", "x", new Shape(64, 21, 65, 65), 64L * 21 * 65 * 65 / 2, ("axis", 1L)),
    }.Concat(PlainKernels.All).ToArray();

    /// <summary>Constants whose elements matter, such as indices.</summary>
    public IReadOnlyDictionary<string, Tensor> Values { get; init; } = new Dictionary<string, Tensor>();

    /// <summary>Whether the node reads <c>x</c> packed.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Whether the node reads <c>x</c> as bytes, and makes bytes.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether maps are kept in half precision.</summary>
    public bool IsHalf { get; init; }

    /// <summary>Whether <c>x</c> comes row-major, so that a packed reader needs it converted.</summary>
    public bool IsRowMajor { get; init; }

    /// <summary>Nodes that read <c>made</c> instead of <c>y</c>, for the planner to fuse; the last one makes <c>y</c>.</summary>
    public IReadOnlyList<Node> Then { get; init; } = new Node[0];

    /// <summary>The operator whose steps are measured.</summary>
    public string Measured { get; init; } = Node.Operator;

    /// <summary>The layer as a network.</summary>
    public Model Model()
    {
        Dictionary<string, Tensor> constants = Constants.Select((c, i) => (c.Key, Value: Random(c.Value, i + 1))).ToDictionary(c => c.Key, c => c.Value);
        foreach (string axis in Node.Inputs.Where(i => i == "axis"))
            constants[axis] = Tensor.Vector(1L);
        foreach ((string name, Tensor value) in Values)
            constants[name] = value;
        // A pooling of single pixels changes nothing, and makes a packed map.
        Node? lead = IsPacked ? new Node("MaxPool", new[] { "x" }, new[] { "lead" }) { Attributes = Attributes.None.With("kernel_shape", new[] { 1L, 1 }) }
            : IsWhole ? new Node("Cast", new[] { "x" }, new[] { "lead" }) { Attributes = Attributes.None.With("to", (long)ElementType.UInt8), Opset = 21 } : null;
        Node node = lead is null ? Node : Node with { Inputs = Node.Inputs.Select(i => i == "x" ? "lead" : i).ToArray() };
        if (Then.Count > 0)
            node = node with { Outputs = new[] { "made" } };
        Node[] nodes = new[] { lead, node }.OfType<Node>().Concat(Then).ToArray();
        var output = new ValueInfo("y", IsWhole ? ElementType.UInt8 : ElementType.Float, (IReadOnlyList<Dimension>?)null);
        return new Model(new Graph(Name, new[] { new ValueInfo("x", ElementType.Float, Input) }, new[] { output }, nodes, constants), new Dictionary<string, int> { [""] = 21 });
    }

    private static KernelShape Conv(string name, int channels, int size, int outputs, int kernel, int stride, int groups = 1)
    {
        long pad = kernel / 2;
        int made = (size - 1) / stride + 1;
        Node node = new("Conv", new[] { "x", "w", "b" }, new[] { "y" })
        {
            Attributes = Attributes.None.With("group", (long)groups).With("pads", new[] { pad, pad, pad, pad }).With("strides", new long[] { stride, stride }),
        };
        string of = $"{name}, {kernel}x{kernel} {channels}x{size}x{size} to {outputs}x{made}x{made}";
        return new KernelShape(
            of, node, new Shape(1, channels, size, size), Shapes(new Shape(outputs, channels / groups, kernel, kernel), outputs),
            (long)outputs * made * made * (channels / groups) * kernel * kernel);
    }

    private static KernelShape Gemm(string name, int rows, int depth, int columns) => new(
        $"{name}, {rows}x{depth} by {depth}x{columns}", new Node("Gemm", new[] { "x", "w", "b" }, new[] { "y" }), new Shape(rows, depth), Shapes(new Shape(depth, columns), columns),
        (long)rows * depth * columns);

    internal static KernelShape Layer(string name, string op, string inputs, Shape input, long multiplyAdds, params (string Name, object Value)[] attributes) => new(
        $"{name}, {op} {input}", new Node(op, inputs.Split(' '), new[] { "y" }) { Attributes = new Attributes(attributes.ToDictionary(a => a.Name, a => a.Value)), Opset = 21 },
        input, new Dictionary<string, Shape>(), multiplyAdds);

    internal KernelShape With(string constant, params int[] dims) => this with { Constants = Constants.Append(new(constant, new Shape(dims))).ToDictionary(c => c.Key, c => c.Value) };

    internal KernelShape With(string constant, Tensor value) => this with { Values = Values.Append(new(constant, value)).ToDictionary(c => c.Key, c => c.Value) };

    private static Dictionary<string, Shape> Shapes(Shape weights, int bias) => new() { ["w"] = weights, ["b"] = new Shape(bias) };

    private static Tensor Random(Shape shape, int seed)
    {
        var random = new System.Random(seed);
        return Tensor.Of<float>(shape, Enumerable.Range(0, shape.Count).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray());
    }
}
