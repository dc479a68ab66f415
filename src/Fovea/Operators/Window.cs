using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>
/// The sliding window of a convolution or a pooling over one to three spatial axes: <c>kernel_shape</c>, <c>strides</c>, <c>dilations</c>,
/// <c>pads</c>, <c>auto_pad</c> and <c>ceil_mode</c> of a node, resolved for one input shape.
/// </summary>
public sealed class Window
{
    private Window(WindowAxis[] axes) => Axes = axes;

    /// <summary>The spatial axes, outermost first: one to three.</summary>
    public IReadOnlyList<WindowAxis> Axes { get; }

    /// <summary>Rows of a map; the only axis of one of rank 3, as packed maps have it.</summary>
    public WindowAxis Y => Axes[0];

    /// <summary>Columns.</summary>
    public WindowAxis X => Axes.Count > 1 ? Axes[1] : WindowAxis.One;

    /// <summary>How many elements of one channel the window looks at.</summary>
    public int Taps => Y.Kernel * X.Kernel;

    /// <summary>Resolves a node's window.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The shape it slides over, [N, C, H, W] or [N, C, L].</param>
    /// <param name="kernel">The window's size where <c>kernel_shape</c> need not be given: that of the weights.</param>
    /// <exception cref="ModelException">An attribute is malformed, does not fit the input, or there are more than three spatial axes.</exception>
    public static Window Of(Node node, Shape input, IReadOnlyList<int>? kernel = null)
    {
        int rank = input.Rank - 2;
        if (rank is < 1 or > 3)
            throw new ModelException($"{node} slides over a tensor of shape {input}; Fovea slides over one to three spatial axes, so rank 3 to 5.");
        int[] sizes = Numbers(node, "kernel_shape", rank, 1) ?? kernel?.ToArray() ?? throw new ModelException($"{node} has no kernel_shape.");
        if (kernel is not null && !sizes.SequenceEqual(kernel))
            throw new ModelException($"{node}: kernel_shape [{string.Join(", ", sizes)}] is not that of its weights, [{string.Join(", ", kernel)}].");
        int[] ones = Enumerable.Repeat(1, rank).ToArray();
        int[] strides = Numbers(node, "strides", rank, 1) ?? ones;
        int[] dilations = Numbers(node, "dilations", rank, 1) ?? ones;
        string automatic = node.Attributes.Text("auto_pad", "NOTSET");
        int[] pads = (automatic == "NOTSET" ? Numbers(node, "pads", 2 * rank, 0) : null) ?? new int[2 * rank];

        var axes = new WindowAxis[rank];
        for (int i = 0; i < rank; i++)
        {
            var axis = new WindowAxis(input[i + 2], 0, sizes[i], strides[i], dilations[i], pads[i], pads[i + rank]);
            axes[i] = Slide(node, automatic is "SAME_UPPER" or "SAME_LOWER" ? Same(axis, automatic == "SAME_UPPER") : axis);
        }

        return automatic is "NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"
            ? new Window(axes)
            : throw new ModelException($"{node}: auto_pad '{automatic}' is none of NOTSET, VALID, SAME_UPPER and SAME_LOWER.");
    }

    /// <summary>The shape that the window makes of its input, with another number of channels.</summary>
    public Shape Output(int batch, int channels) => new(new[] { batch, channels }.Concat(Axes.Select(a => a.Output)).ToArray());

    /// <summary>
    /// The members <c>ivec4 size, stride_dilation, pads</c> of a kernel's uniform block, x before y: input and output width and height; strides
    /// and dilations; padding before and after.
    /// </summary>
    public int[] Parameters() => new[]
    {
        X.Input, Y.Input, X.Output, Y.Output,
        X.Stride, Y.Stride, X.Dilation, Y.Dilation,
        X.Before, Y.Before, X.After, Y.After,
    };

    // As many places as the input has strides; an odd element of padding goes behind (upper) or before (lower).
    private static WindowAxis Same(WindowAxis axis, bool upper)
    {
        int places = (axis.Input + axis.Stride - 1) / axis.Stride;
        int padding = Math.Max(0, (places - 1) * axis.Stride + axis.Extent - axis.Input);
        int before = upper ? padding / 2 : padding - padding / 2;
        return axis with { Before = before, After = padding - before };
    }

    private static WindowAxis Slide(Node node, WindowAxis axis)
    {
        long room = (long)axis.Input + axis.Before + axis.After - axis.Extent;
        if (room < 0)
        {
            throw new ModelException(
                $"{node}: its window spans {axis.Extent} elements, but the input has {axis.Input} and {axis.Before} + {axis.After} of padding.");
        }

        bool up = node.Attributes.Flag("ceil_mode");
        long places = (up ? room + axis.Stride - 1 : room) / axis.Stride + 1;
        // A last window that would start in the padding behind the input is left out, as ONNX Runtime does.
        if (up && (places - 1) * axis.Stride >= (long)axis.Input + axis.Before)
            places--;
        return axis with { Output = (int)places };
    }

    /// <summary>An attribute of so many numbers, each of them at least so large; null where it is not given.</summary>
    internal static int[]? Numbers(Node node, string name, int count, int least)
    {
        long[]? given = node.Attributes.Ints(name);
        if (given is null)
            return null;
        if (given.Length != count || given.Any(n => n < least || n > int.MaxValue / 4))
            throw new ModelException($"{node}: {name} [{string.Join(", ", given)}] should be {count} numbers of at least {least}.");
        return Array.ConvertAll(given, n => (int)n);
    }
}
