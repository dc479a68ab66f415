using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models.Summary;

/// <summary>Walks a network from its inputs and keeps, for every value, what its elements see.</summary>
internal sealed class FieldWalk
{
    private readonly Graph _graph;
    private readonly IReadOnlyDictionary<string, Shape> _shapes;
    private readonly Dictionary<string, Field> _fields = new();
    private int[]? _spatial;

    public FieldWalk(Graph graph, IReadOnlyDictionary<string, Shape> shapes)
    {
        _graph = graph;
        _shapes = shapes;
    }

    /// <summary>The receptive field of each node's first output.</summary>
    public ReceptiveField?[] Fields()
    {
        foreach (ValueInfo input in _graph.Inputs)
        {
            if (_shapes.TryGetValue(input.Name, out Shape? shape) && shape.Rank > 0)
                _fields[input.Name] = Field.OfInput(shape.Rank);
        }

        var fields = new Field?[_graph.Nodes.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Of(_graph.Nodes[i]);
            foreach (string output in _graph.Nodes[i].Outputs.Where(o => o.Length > 0))
            {
                if (fields[i] is { } field)
                    _fields[output] = field;
            }
        }

        return fields.Select(Report).ToArray();
    }

    // Height and width are the axes that the first window slides along, wherever the input has them.
    private ReceptiveField? Report(Field? field) => field is null || _spatial is null
        ? null
        : new ReceptiveField(_spatial.Select(field.Size).ToArray(), _spatial.Select(field.Stride).ToArray());

    private Field? Of(Node node)
    {
        Field? x = node.HasInput(0) ? _fields.GetValueOrDefault(node.Inputs[0]) : null;
        switch (node.Operator)
        {
            case "Shape" or "Size":
                return null;
            case "Conv" or "ConvInteger" or "QLinearConv" or "DeformConv" or "MaxPool" or "AveragePool" or "LpPool" when x is not null:
                return Window(node, x);
            case "ConvTranspose" when x is not null:
                return Spread(node, x);
            case "GlobalAveragePool" or "GlobalMaxPool" or "GlobalLpPool" or "InstanceNormalization" or "GroupNormalization" when x is not null:
                return AllFrom(x, 2);
            case "LayerNormalization" when x is not null:
                return AllFrom(x, Dimension(node.Attributes.Int("axis", -1), x));
            case "Softmax" or "LogSoftmax" or "Hardmax" or "TopK" or "CumSum" when x is not null:
                return x.All(Dimension(node.Attributes.Int("axis", -1), x));
            case "RNN" or "GRU" or "LSTM" when x is not null:
                return x.All(0).At(new int[OutputRank(node)]);
            case "Gemm" or "MatMul" or "MatMulInteger":
                return Product(node);
            case "Resize" when x is not null:
                return Resize(node, x);
            case "Slice" when x is not null:
                return Slice(node, x);
            case "DepthToSpace" or "SpaceToDepth" when x is not null:
                return Block(node, x);
            case "Transpose" when x is not null:
                return Transpose(node, x);
            case "Gather" when x is not null:
                return Gather(node, x);
            case "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" when x is not null:
                return ShapeOf(node.Inputs[0]) is { } from && ShapeOf(node.Outputs[0]) is { } to ? x.Reshape(from, to) : x;
            case "ArgMax" or "ArgMin" when x is not null:
                return Reduce(node, x, new[] { node.Attributes.Int("axis", 0) });
            default:
                return node.Operator.StartsWith("Reduce", StringComparison.Ordinal) && x is not null
                    ? Reduce(node, x, Known(node, 1)?.ToIntegers())
                    : Together(node);
        }
    }

    private Field Window(Node node, Field x)
    {
        int weights = node.Operator == "QLinearConv" ? 3 : 1;
        int[]? kernel = node.Attributes.Ints("kernel_shape") is { } attribute ? Array.ConvertAll(attribute, k => (int)k)
            : node.HasInput(weights) ? ShapeOf(node.Inputs[weights])?.Skip(2).ToArray() : null;
        long[]? strides = node.Attributes.Ints("strides"), dilations = node.Attributes.Ints("dilations");
        _spatial ??= SingleAxes(x, kernel?.Length ?? 0);
        for (int i = 0; i < kernel?.Length; i++)
            x = x.Window(2 + i, (kernel[i] - 1.0) * At(dilations, i), At(strides, i));
        return x;
    }

    // A transposed convolution of stride s puts s outputs between neighbours; each sees every input whose filter covers it.
    private Field Spread(Node node, Field x)
    {
        Shape? weights = node.HasInput(1) ? ShapeOf(node.Inputs[1]) : null;
        long[]? strides = node.Attributes.Ints("strides"), dilations = node.Attributes.Ints("dilations");
        for (int i = 0; i + 2 < weights?.Rank; i++)
        {
            double extent = ((weights[i + 2] - 1.0) * At(dilations, i)) + 1;
            x = x.Window(2 + i, Math.Ceiling(extent / At(strides, i)) - 1, 1.0 / At(strides, i));
        }

        return x;
    }

    private Field Resize(Node node, Field x)
    {
        if (ShapeOf(node.Inputs[0]) is not { } from || ShapeOf(node.Outputs[0]) is not { } to || from.Rank != to.Rank)
            return x;
        double reach = node.Attributes.Text("mode", "nearest") switch { "linear" => 1, "cubic" => 3, _ => 0 };
        for (int d = 0; d < from.Rank; d++)
        {
            if (from[d] != to[d] && to[d] > 0)
                x = x.Window(d, reach, (double)from[d] / to[d]);
        }

        return x;
    }

    private Field Slice(Node node, Field x)
    {
        long[]? steps = Known(node, 4)?.ToIntegers();
        long[]? axes = Known(node, 3)?.ToIntegers();
        for (int i = 0; i < steps?.Length; i++)
            x = x.Window(Dimension(axes is not null && i < axes.Length ? axes[i] : i, x), 0, Math.Abs((double)steps[i]));
        return x;
    }

    private static Field Block(Node node, Field x)
    {
        double size = Math.Max(1, node.Attributes.Int("blocksize", 1));
        bool isLarger = node.Operator == "DepthToSpace";
        for (int d = 2; d < 4; d++)
            x = x.Window(d, isLarger ? 0 : size - 1, isLarger ? 1 / size : size);
        return x;
    }

    private static Field Transpose(Node node, Field x)
    {
        long[] order = node.Attributes.Ints("perm") ?? Enumerable.Range(0, x.Axes.Length).Reverse().Select(d => (long)d).ToArray();
        return x.At(order.Select(d => d >= 0 && d < x.Axes.Length ? x.Axes[d] : 0).ToArray());
    }

    private Field Gather(Node node, Field x)
    {
        int axis = Dimension(node.Attributes.Int("axis"), x);
        int indices = node.HasInput(1) ? ShapeOf(node.Inputs[1])?.Rank ?? 0 : 0;
        return x.At(x.Axes.Take(axis).Concat(new int[indices]).Concat(x.Axes.Skip(axis + 1)).ToArray());
    }

    private static Field Reduce(Node node, Field x, long[]? axes)
    {
        int[] gone = axes is { Length: > 0 }
            ? axes.Select(a => Dimension(a, x)).ToArray()
            : node.Attributes.Flag("noop_with_empty_axes") ? Array.Empty<int>() : Enumerable.Range(0, x.Axes.Length).ToArray();
        foreach (int d in gone)
            x = x.All(d);
        return node.Attributes.Flag("keepdims", true) ? x : x.At(x.Axes.Where((_, d) => Array.IndexOf(gone, d) < 0).ToArray());
    }

    // The dimension that is summed over is seen whole; the others of both factors remain.
    private Field? Product(Node node)
    {
        bool isGemm = node.Operator == "Gemm";
        Field? a = node.HasInput(0) ? _fields.GetValueOrDefault(node.Inputs[0]) : null;
        Field? b = node.HasInput(1) ? _fields.GetValueOrDefault(node.Inputs[1]) : null;
        int rank = OutputRank(node);
        var axes = new int[rank];
        if (a is not null)
        {
            bool turned = isGemm && node.Attributes.Flag("transA");
            a = a.All(turned ? 0 : a.Axes.Length - 1);
            Lay(turned ? Enumerable.Reverse(a.Axes).ToArray() : a.Axes, 2);
        }

        if (b is not null)
        {
            bool turned = isGemm && node.Attributes.Flag("transB");
            b = b.All(turned ? 1 : Math.Max(0, b.Axes.Length - 2));
            Lay(turned ? Enumerable.Reverse(b.Axes).ToArray() : b.Axes, 1);
        }

        return a is null ? b?.At(axes) : b is null ? a.At(axes) : a.Or(b, axes);

        // The batch dimensions and the one that remains of this factor, counted from the end.
        void Lay(int[] from, int remaining)
        {
            for (int back = 1; back <= Math.Min(rank, from.Length); back++)
            {
                if (back > 2 || back == remaining)
                    axes[rank - back] |= from[from.Length - back];
            }
        }
    }

    // Element by element, side by side, or unknown: the most that any input sees; dimensions correspond from the end.
    private Field? Together(Node node)
    {
        int rank = OutputRank(node);
        Field? all = null;
        foreach (Field field in GraphOrder.Reads(node).Where(_fields.ContainsKey).Select(n => _fields[n]))
        {
            var axes = new int[rank];
            for (int back = 1; back <= Math.Min(rank, field.Axes.Length); back++)
                axes[rank - back] = field.Axes[^back];
            all = all is null ? field.At(axes) : all.Or(field, axes.Zip(all.Axes, (a, b) => a | b).ToArray());
        }

        return all;
    }

    private static Field AllFrom(Field x, int first)
    {
        for (int d = first; d < x.Axes.Length; d++)
            x = x.All(d);
        return x;
    }

    private static int[]? SingleAxes(Field x, int count)
    {
        int[] axes = x.Axes.Skip(2).Take(count).Select(bits => Enumerable.Range(0, 8).Where(a => bits == 1 << a).DefaultIfEmpty(-1).First()).ToArray();
        return axes.Length > 0 && !axes.Contains(-1) ? axes : null;
    }

    private int OutputRank(Node node) =>
        node.HasOutput(0) && ShapeOf(node.Outputs[0]) is { } shape ? shape.Rank
        : GraphOrder.Reads(node).Where(_fields.ContainsKey).Select(n => _fields[n].Axes.Length).DefaultIfEmpty(0).Max();

    private Shape? ShapeOf(string name) => _shapes.GetValueOrDefault(name);

    private Tensor? Known(Node node, int input) => node.HasInput(input) ? _graph.Constants.GetValueOrDefault(node.Inputs[input]) : null;

    private static int Dimension(long axis, Field x) => (int)(axis < 0 ? axis + x.Axes.Length : axis);

    private static double At(long[]? values, int index) => values is not null && index < values.Length ? values[index] : 1;
}
