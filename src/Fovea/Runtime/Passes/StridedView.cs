using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>
/// A value as a view of another: which of its elements it holds, in which order. Each of its axes is a list of factors, outermost first, each
/// with its size and its stride in elements of the other.
/// </summary>
internal sealed class StridedView
{
    private readonly IReadOnlyList<IReadOnlyList<(int Size, int Stride)>> _axes;
    private readonly int _offset;

    private StridedView(string root, int offset, IReadOnlyList<IReadOnlyList<(int Size, int Stride)>> axes, bool isTransposed)
    {
        Root = root;
        _offset = offset;
        _axes = axes;
        IsTransposed = isTransposed;
    }

    /// <summary>The value that is viewed.</summary>
    public string Root { get; }

    /// <summary>Whether a transposition is among the nodes that make the view.</summary>
    public bool IsTransposed { get; }

    /// <summary>The view that a value is of what stands before reshapes, transpositions, splits, slices and single picks; of itself where there are none.</summary>
    public static StridedView Of(string value, GraphUses uses, PassContext context, Dictionary<string, StridedView> known)
    {
        if (known.TryGetValue(value, out StridedView? view))
            return view;
        StridedView? made = null;
        if (uses.MakerOf(value) is { Domain: "" } node && node.Inputs.Count > 0 && node.Inputs[0].Length > 0 && context.Known(node.Inputs[0]) is null &&
            node.Operator is "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Transpose" or "Gather" or "Split" or "Slice")
        {
            made = Of(node.Inputs[0], uses, context, known).Through(node, value, context);
        }

        return known[value] = made ?? Itself(value, context.Infos[value].Shape);
    }

    /// <summary>
    /// The channels of the root that the value has, where both are maps of the same batch, height and width, and it moves nothing else; null
    /// where that is not so.
    /// </summary>
    public int[]? Channels(Shape shape, Shape root)
    {
        if (shape.Rank != root.Rank || !PackedShape.Fits(root) || !shape.With(1, 1).Equals(root.With(1, 1)))
            return null;
        int[] strides = root.Strides();
        if (_offset % strides[1] != 0 || _offset / strides[1] >= root[1])
            return null;
        for (int axis = 0; axis < root.Rank; axis++)
        {
            if (axis != 1 && !Joined(_axes[axis]).SequenceEqual(Joined(new[] { (root[axis], strides[axis]) })))
                return null;
        }

        var channels = new List<int> { _offset / strides[1] };
        foreach ((int size, int stride) in _axes[1])
        {
            if (stride % strides[1] != 0)
                return null;
            channels = channels.SelectMany(c => Enumerable.Range(0, size).Select(i => c + i * (stride / strides[1]))).ToList();
        }

        return channels.ToArray();
    }

    /// <summary>The view that a value is of itself.</summary>
    public static StridedView Itself(string value, Shape shape)
    {
        int[] strides = shape.Strides();
        return new StridedView(value, 0, shape.Select((size, axis) => (IReadOnlyList<(int, int)>)new[] { (size, strides[axis]) }).ToArray(), false);
    }

    /// <summary>The view whose axis i is axis order[i] of this one.</summary>
    public StridedView Permuted(IReadOnlyList<int> order) => new(Root, _offset, order.Select(axis => _axes[axis]).ToArray(), true);

    /// <summary>Where the first element lies, and how far each axis moves; null where an axis has no single stride.</summary>
    public (int Offset, int[] Strides)? Strides()
    {
        IReadOnlyList<(int Size, int Stride)>[] joined = _axes.Select(Joined).ToArray();
        return joined.All(axis => axis.Count <= 1) ? (_offset, joined.Select(axis => axis.Count == 0 ? 0 : axis[0].Stride).ToArray()) : null;
    }

    private StridedView? Through(Node node, string output, PassContext context)
    {
        Shape from = context.Infos[node.Inputs[0]].Shape, to = context.Infos[output].Shape;
        if (from.Count == 0 || to.Count == 0)
            return null;
        switch (node.Operator)
        {
            case "Transpose":
                int[] order = node.Attributes.Ints("perm") is { } given ? System.Array.ConvertAll(given, a => (int)a) : Enumerable.Range(0, from.Rank).Reverse().ToArray();
                return Permuted(order);
            case "Gather":
                if (context.Known(node.Inputs[1]) is not { Shape: { Rank: 0 } } index)
                    return null;
                int along = from.Axis(node.Attributes.Int("axis"));
                long at = index.ToIntegers()[0];
                return Cut(along, (int)(at < 0 ? at + from[along] : at), 1) is { } picked
                    ? new StridedView(Root, picked._offset, picked._axes.Where((_, axis) => axis != along).ToArray(), IsTransposed)
                    : null;
            case "Split":
                int axisOfSplit = from.Axis(node.Attributes.Int("axis"));
                int start = node.Outputs.TakeWhile(o => o != output).Sum(o => o.Length == 0 ? from[axisOfSplit] : context.Infos[o].Shape[axisOfSplit]);
                return start + to[axisOfSplit] <= from[axisOfSplit] ? Cut(axisOfSplit, start, to[axisOfSplit]) : null;
            case "Slice":
                return Sliced(node, from, to, context);
            default:
                return Regrouped(to);
        }
    }

    // One axis, in steps of one.
    private StridedView? Sliced(Node node, Shape from, Shape to, PassContext context)
    {
        int[] cut = Enumerable.Range(0, from.Rank).Where(axis => from[axis] != to[axis]).ToArray();
        long[]? starts = context.Known(node.Inputs[1])?.ToIntegers();
        bool plain = cut.Length == 1 && starts is { Length: 1 } && (!node.HasInput(4) || (context.Known(node.Inputs[4])?.ToIntegers().All(s => s == 1) ?? false));
        if (!plain)
            return null;
        long start = starts![0] < 0 ? starts[0] + from[cut[0]] : starts[0];
        return start >= 0 && start + to[cut[0]] <= from[cut[0]] ? Cut(cut[0], (int)start, to[cut[0]]) : null;
    }

    /// <summary>A range of an axis: of its outermost factor, in whole runs of those inside it; null where it is no such range.</summary>
    public StridedView? Cut(int axis, int start, int length)
    {
        var factors = Joined(_axes[axis]).ToList();
        int offset = _offset;
        while (factors.Count > 0)
        {
            int inner = factors.Skip(1).Aggregate(1, (product, f) => product * f.Size);
            (int size, int stride) = factors[0];
            if (start % inner == 0 && length % inner == 0)
            {
                factors[0] = (length / inner, stride);
                return With(axis, factors, offset + start / inner * stride);
            }

            // All of it lies in one of the outermost factor's turns.
            if (start / inner != (start + length - 1) / inner || start / inner >= size)
                return null;
            offset += start / inner * stride;
            start %= inner;
            factors.RemoveAt(0);
        }

        return length == 1 && start == 0 ? With(axis, factors, offset) : null;
    }

    private StridedView With(int axis, IReadOnlyList<(int Size, int Stride)> factors, int offset) =>
        new(Root, offset, _axes.Select((own, i) => i == axis ? factors : own).ToArray(), IsTransposed);

    /// <summary>
    /// The same elements in the same order under another shape: factors are dealt out to the new axes, and divided where one ends inside. Null
    /// where they do not fit.
    /// </summary>
    public StridedView? Regrouped(Shape to)
    {
        var left = new Queue<(int Size, int Stride)>(Joined(_axes.SelectMany(a => a).ToArray()));
        (int Size, int Stride)? rest = null;
        var axes = new List<IReadOnlyList<(int, int)>>();
        foreach (int dim in to)
        {
            var own = new List<(int Size, int Stride)>();
            int needed = dim;
            while (needed > 1)
            {
                (int size, int stride) = rest ?? (left.Count > 0 ? left.Dequeue() : (0, 0));
                rest = null;
                if (size == 0)
                    return null;
                if (needed % size == 0)
                {
                    own.Add((size, stride));
                    needed /= size;
                }
                else if (size % needed == 0)
                {
                    own.Add((needed, stride * (size / needed)));
                    rest = (size / needed, stride);
                    needed = 1;
                }
                else
                {
                    return null;
                }
            }

            axes.Add(own);
        }

        return new StridedView(Root, _offset, axes, IsTransposed);
    }

    // Without factors of one, and with neighbours joined that lie one behind the other.
    private static IReadOnlyList<(int Size, int Stride)> Joined(IReadOnlyList<(int Size, int Stride)> factors)
    {
        var joined = new List<(int Size, int Stride)>();
        foreach ((int size, int stride) in factors.Where(f => f.Size != 1))
        {
            if (joined.Count > 0 && joined[joined.Count - 1].Stride == size * stride)
                joined[joined.Count - 1] = (joined[joined.Count - 1].Size * size, stride);
            else
                joined.Add((size, stride));
        }

        return joined;
    }
}
