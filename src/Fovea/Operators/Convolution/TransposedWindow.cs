using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Convolution;

/// <summary>
/// The spatial axes of a <c>ConvTranspose</c> node: what <c>strides</c>, <c>dilations</c>, <c>pads</c>, <c>auto_pad</c>, <c>output_padding</c> and
/// <c>output_shape</c> say. The window's input is what is spread, and its padding is cut off from the output.
/// </summary>
internal static class TransposedWindow
{
    /// <summary>Resolves a node's axes, outermost first.</summary>
    /// <exception cref="ModelException">An attribute is malformed or does not fit.</exception>
    public static WindowAxis[] Of(Node node, Shape input, int[] kernel)
    {
        int rank = kernel.Length;
        int[] ones = Enumerable.Repeat(1, rank).ToArray();
        int[] sizes = Window.Numbers(node, "kernel_shape", rank, 1) ?? kernel;
        if (!sizes.SequenceEqual(kernel))
            throw new ModelException($"{node}: kernel_shape [{string.Join(", ", sizes)}] is not that of its weights, [{string.Join(", ", kernel)}].");
        int[] strides = Window.Numbers(node, "strides", rank, 1) ?? ones, dilations = Window.Numbers(node, "dilations", rank, 1) ?? ones;
        int[] added = Window.Numbers(node, "output_padding", rank, 0) ?? new int[rank];
        int[]? shape = OutputShape(node, rank);
        string automatic = node.Attributes.Text("auto_pad", "NOTSET");
        if (automatic is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
            throw new ModelException($"{node}: auto_pad '{automatic}' is none of NOTSET, VALID, SAME_UPPER and SAME_LOWER.");
        bool same = automatic is "SAME_UPPER" or "SAME_LOWER";
        int[] pads = (automatic == "NOTSET" ? Window.Numbers(node, "pads", 2 * rank, 0) : null) ?? new int[2 * rank];

        var axes = new WindowAxis[rank];
        for (int i = 0; i < rank; i++)
        {
            long whole = (long)strides[i] * (input[i + 2] - 1) + added[i] + (long)dilations[i] * (kernel[i] - 1) + 1;
            (int before, int after) = (pads[i], pads[i + rank]);
            long output = whole - before - after;
            if (shape is not null || same)
            {
                output = shape?[i] ?? (long)input[i + 2] * strides[i];
                int cut = (int)Math.Min(int.MaxValue, Math.Max(0, whole - output));
                before = automatic == "SAME_UPPER" ? cut / 2 : cut - cut / 2;
                after = cut - before;
            }

            if (output is < 1 or > int.MaxValue)
                throw new ModelException($"{node} makes {whole} elements along axis {i + 2} and cuts {before} + {after} of them off; {output} cannot be left.");
            axes[i] = new WindowAxis(input[i + 2], (int)output, kernel[i], strides[i], dilations[i], before, after);
        }

        return axes;
    }

    // Some exporters give batch and channels too.
    private static int[]? OutputShape(Node node, int rank)
    {
        if (node.Attributes.Ints("output_shape") is not { } given)
            return null;
        return given.Length == rank + 2
            ? Window.Numbers(node, "output_shape", rank + 2, 1)!.Skip(2).ToArray()
            : Window.Numbers(node, "output_shape", rank, 1);
    }
}
