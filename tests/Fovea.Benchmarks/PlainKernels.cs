using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Movement;

namespace Fovea.Benchmarks;

/// <summary>Layers whose operators have one way to be computed: what they move, and how fast, is all there is to measure.</summary>
internal static class PlainKernels
{
    /// <summary>The shapes that are measured.</summary>
    public static IReadOnlyList<KernelShape> All { get; } = Movement().Concat(Indices()).Concat(Sampling()).Concat(Sums()).ToArray();

    private static IEnumerable<KernelShape> Movement()
    {
        var map = new Shape(1, 64, 56, 56);
        yield return Layer("move transpose", "Transpose", map, ("perm", new[] { 0L, 2, 3, 1 }));
        yield return Layer("move squares", "SpaceToDepth", new Shape(1, 32, 112, 112), ("blocksize", 2L));
        yield return Layer("move pad", "Pad", map, "x pads").With("pads", Tensor.Vector(0L, 0, 1, 1, 0, 0, 1, 1));
        yield return Layer("move pieces", "Concat", new Shape(2, 64, 56, 56), "x w", ("axis", 1L)).With("w", 2, 64, 56, 56);
        yield return Layer("move whole", "Concat", map, "x w", ("axis", 1L)).With("w", 1, 64, 56, 56);
        yield return Layer("move lanes", "Concat", new Shape(1, 62, 56, 56), "x w", ("axis", 1L)).With("w", 1, 66, 56, 56) with { IsPacked = true };
        yield return Layer("move layouts", "MaxPool", map, ("kernel_shape", new[] { 1L, 1 })) with { Measured = "Convert" };
        yield return Layer("move layouts", "MaxPool", map, ("kernel_shape", new[] { 1L, 1 })) with { Measured = "Convert", IsRowMajor = true, Name = "move into layout, MaxPool 1x64x56x56" };
        yield return Layer("move lanes in half", "Concat", new Shape(1, 62, 56, 56), "x w", ("axis", 1L)).With("w", 1, 66, 56, 56) with { IsPacked = true, IsHalf = true };
        yield return Packed(Custom("move channels", "ChannelSelect", ChannelSelect.Domain, map, ("channels", Enumerable.Range(0, 64).Select(c => (long)(c % 2 * 32 + c / 2)).ToArray())));
        yield return Packed(Custom(
            "move assemble", "Assemble", Assemble.Domain, map, ("shape", new[] { 1L, 3136, 64 }), ("offsets", new[] { 0L }), ("strides", new[] { 200704L, 1, 3584, 64 })));
        yield return Layer("move triangle", "Trilu", new Shape(12, 197, 197));
        yield return Layer("move sequences", "ReverseSequence", new Shape(64, 32, 256), "x lengths").With("lengths", Whole(new Shape(32), 64));
        yield return Layer("move columns", "Col2Im", new Shape(1, 576, 784), "x image block", ("pads", new[] { 1L, 1, 1, 1 }))
            .With("image", Tensor.Vector(28L, 28)).With("block", Tensor.Vector(3L, 3));
        yield return Layer("move triangle", "Exp", new Shape(12, 197, 197)) with { Name = "plain exponential, Exp 12x197x197" };
        yield return Packed(Layer("packed exponential", "Exp", map));
    }

    private static IEnumerable<KernelShape> Indices()
    {
        var table = new Shape(256, 512);
        yield return Layer("index gather", "Gather", new Shape(1000, 768), "x i").With("i", Whole(new Shape(512), 1000));
        yield return Layer("index gather elements", "GatherElements", table, "x i").With("i", Whole(table, 256));
        yield return Layer("index gather tuples", "GatherND", new Shape(64, 64, 32), "x i").With("i", Whole(new Shape(2048, 2), 64));
        yield return Layer("index scatter elements", "ScatterElements", table, "x i u").With("i", Whole(table, 256)).With("u", 256, 512);
        yield return Layer("index scatter tuples", "ScatterND", new Shape(4096, 64), "x i u").With("i", Whole(new Shape(2048, 1), 4096)).With("u", 2048, 64);
        yield return Layer("index one hot", "OneHot", new Shape(4096), "x depth off").With("depth", Tensor.Scalar(80L)).With("off", Tensor.Vector(0f, 1f));
        yield return Layer("index top", "TopK", new Shape(1, 1024), "x k").With("k", Tensor.Vector(300L));
        yield return Layer("index top", "TopK", new Shape(1, 8400), "x k").With("k", Tensor.Vector(300L));
    }

    private static IEnumerable<KernelShape> Sampling()
    {
        var map = new Shape(1, 64, 28, 28);
        yield return Packed(Layer("sample resize", "Resize", map, "x   sizes", ("mode", "linear")).With("sizes", Tensor.Vector(1L, 64, 56, 56)));
        yield return Layer("sample resize", "Resize", new Shape(512, 512), "x   sizes", ("mode", "linear")).With("sizes", Tensor.Vector(512L, 700));
        yield return Layer("sample whole", "Resize", new Shape(1, 3, 256, 256), "x   sizes", ("mode", "linear")).With("sizes", Tensor.Vector(1L, 3, 320, 320)) with { IsWhole = true };
        KernelShape smaller = Layer("sample whole antialiased", "Resize", new Shape(1, 3, 512, 512), "x   sizes", ("mode", "linear"), ("antialias", 1L));
        yield return smaller.With("sizes", Tensor.Vector(1L, 3, 224, 224)) with { IsWhole = true };
        yield return Layer("sample grid", "GridSample", map, "x w").With("w", 1, 56, 56, 2);
        yield return Layer("sample grid", "GridSample", new Shape(1, 16, 8, 28, 28), "x w").With("w", 1, 8, 28, 28, 3);
        yield return Layer("sample affine", "AffineGrid", new Shape(1, 2, 3), "x size").With("size", Tensor.Vector(1L, 3, 224, 224));
        yield return Layer("sample regions", "RoiAlign", map, "x boxes images", ("output_height", 7L), ("output_width", 7L))
            .With("boxes", Boxes(100, 4)).With("images", Tensor.Of(new Shape(100), new long[100]));
        yield return Layer("sample regions", "MaxRoiPool", map, "x boxes", ("pooled_shape", new[] { 7L, 7 })).With("boxes", Boxes(100, 5));
        yield return Layer("sample unpool", "MaxUnpool", map, "x i", ("kernel_shape", new[] { 2L, 2 }), ("strides", new[] { 2L, 2 })).With("i", Whole(map, 64 * 56 * 56));
        yield return Layer("pool volume", "MaxPool", new Shape(1, 16, 8, 28, 28), ("kernel_shape", new[] { 2L, 2, 2 }), ("strides", new[] { 2L, 2, 2 }));
    }

    private static IEnumerable<KernelShape> Sums()
    {
        Node scale = new("Mul", new[] { "made", "c" }, new[] { "scaled" }) { Opset = 21 }, add = new("Add", new[] { "scaled", "x" }, new[] { "y" }) { Opset = 21 };
        yield return Layer("finished product", "MatMul", new Shape(256, 256), "x x").With("c", 256) with { Then = new[] { scale, add } };
        yield return Layer("determinants", "Det", new Shape(4096, 4, 4));
        yield return Layer("hardmax rows", "Hardmax", new Shape(197, 768));
        yield return Layer("row statistics", "LayerNormalization", new Shape(197, 768), "x w b").With("w", 768).With("b", 768) is var norm
            ? norm with { Node = norm.Node with { Outputs = new[] { "normal", "y", "deviation" } } } : norm;
        yield return Packed(Layer("softmax channels", "Softmax", new Shape(1, 21, 65, 65), ("axis", 1L)));
        yield return Layer("loss", "NegativeLogLikelihoodLoss", new Shape(4, 21, 65, 65), "x i").With("i", Whole(new Shape(4, 65, 65), 21));
        yield return Layer("fourier", "DFT", new Shape(8, 512, 1));
        yield return Layer("recurrent step", "LSTM", new Shape(8, 1, 128), "x w r", ("hidden_size", 128L)).With("w", 1, 512, 128).With("r", 1, 512, 128);
        yield return Layer("recurrent step", "GRU", new Shape(8, 1, 128), "x w r", ("hidden_size", 128L)).With("w", 1, 384, 128).With("r", 1, 384, 128);
        yield return Layer("recurrent step", "RNN", new Shape(8, 1, 128), "x w r", ("hidden_size", 128L)).With("w", 1, 128, 128).With("r", 1, 128, 128);
        yield return Layer("weights of a run", "Conv", new Shape(64, 64, 3, 3), "x x", ("pads", new[] { 1L, 1, 1, 1 }));
    }

    private static KernelShape Layer(string name, string op, Shape input, params (string Name, object Value)[] attributes) => Layer(name, op, input, "x", attributes);

    private static KernelShape Layer(string name, string op, Shape input, string inputs, params (string Name, object Value)[] attributes) =>
        KernelShape.Layer(name, op, inputs, input, input.Count / 2, attributes);

    private static KernelShape Custom(string name, string op, string domain, Shape input, params (string Name, object Value)[] attributes) =>
        Layer(name, op, input, attributes) is var layer ? layer with { Node = layer.Node with { Domain = domain } } : layer;

    private static KernelShape Packed(KernelShape shape) => shape with { IsPacked = true };

    private static Tensor Whole(Shape shape, int below)
    {
        var random = new Random(3);
        return Tensor.Of(shape, Enumerable.Range(0, shape.Count).Select(_ => (long)random.Next(below)).ToArray());
    }

    // Corners from one quarter of the map to the opposite one; where there is a fifth number, the image before them.
    private static Tensor Boxes(int count, int numbers)
    {
        var random = new Random(4);
        return Tensor.Of(new Shape(count, numbers), Enumerable.Range(0, count * numbers).Select(i => (i % numbers - (numbers - 4)) switch
        {
            < 0 => 0f,
            < 2 => (float)random.Next(14),
            _ => 14f + random.Next(14),
        }).ToArray());
    }
}
