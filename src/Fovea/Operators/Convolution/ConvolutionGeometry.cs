using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Convolution;

/// <summary>
/// The sizes of one convolution. A signal [N, C, L] is a map of one row: its packed vectors lie as those of [N, C, 1, L] do.
/// </summary>
internal sealed class ConvolutionGeometry
{
    private ConvolutionGeometry(Shape source, Shape weights, int groups, Axis[] axes)
    {
        Groups = groups;
        Batch = source[0];
        InChannels = source[1];
        OutChannels = weights[0];
        X = axes[axes.Length - 1];
        Y = axes.Length == 2 ? axes[0] : Axis.Single;
        Output = new Shape(new[] { Batch, OutChannels }.Concat(axes.Select(a => a.Target)).ToArray());
    }

    /// <summary>Images at once.</summary>
    public int Batch { get; }

    /// <summary>Channels read, of all groups.</summary>
    public int InChannels { get; }

    /// <summary>Channels made, by all groups.</summary>
    public int OutChannels { get; }

    /// <summary>Groups of channels that do not see each other.</summary>
    public int Groups { get; }

    /// <summary>Channels that one group reads.</summary>
    public int GroupInputs => InChannels / Groups;

    /// <summary>Channels that one group makes.</summary>
    public int GroupOutputs => OutChannels / Groups;

    /// <summary>Along a row.</summary>
    public Axis X { get; }

    /// <summary>From row to row.</summary>
    public Axis Y { get; }

    /// <summary>The shape of the result.</summary>
    public Shape Output { get; }

    /// <summary>Positions of the kernel.</summary>
    public int KernelSize => X.Kernel * Y.Kernel;

    /// <summary>Whether each channel is filtered by itself, into one channel.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == InChannels && Groups == OutChannels;

    /// <summary>Whether it is a matrix product at each pixel.</summary>
    public bool IsPointwise => Groups == 1 && X.IsIdentity && Y.IsIdentity;

    /// <summary>Reads the attributes of a <c>Conv</c> node.</summary>
    /// <exception cref="ModelException">Attributes and shapes do not fit each other.</exception>
    public static ConvolutionGeometry Of(Node node, Shape source, Shape weights)
    {
        if (source.Rank is not (3 or 4))
        {
            throw new ModelException(
                $"Convolutions over one and two spatial axes are possible; the input {source} has {Math.Max(0, source.Rank - 2)}.");
        }

        int groups = (int)node.Attributes.Int("group", 1);
        if (weights.Rank != source.Rank)
            throw new ModelException($"The weights {weights} must have as many dimensions as the input {source}.");
        if (groups < 1 || weights[0] % groups != 0 || (long)weights[1] * groups != source[1])
        {
            throw new ModelException(
                $"The weights {weights} in {groups} groups read {(long)weights[1] * groups} channels and make {weights[0]}; " +
                $"the input {source} has {source[1]}, and each group must make equally many.");
        }

        int spatial = source.Rank - 2;
        int[] kernel = weights.Skip(2).ToArray();
        if (node.Attributes.Ints("kernel_shape") is { } told && !told.SequenceEqual(kernel.Select(k => (long)k)))
            throw new ModelException($"kernel_shape [{string.Join(", ", told)}] is not that of the weights {weights}.");
        int[] strides = Numbers(node, "strides", spatial, 1, 1), dilations = Numbers(node, "dilations", spatial, 1, 1);
        int[] pads = Numbers(node, "pads", 2 * spatial, 0, 0);
        string automatic = node.Attributes.Text("auto_pad", "NOTSET");
        var axes = new Axis[spatial];
        for (int i = 0; i < spatial; i++)
            axes[i] = Axis.Of(source[i + 2], kernel[i], strides[i], dilations[i], automatic, pads[i], pads[i + spatial]);
        return new ConvolutionGeometry(source, weights, groups, axes);
    }

    private static int[] Numbers(Node node, string name, int count, int fallback, int least)
    {
        long[]? given = node.Attributes.Ints(name);
        if (given is null || given.Length == 0)
            return Enumerable.Repeat(fallback, count).ToArray();
        if (given.Length != count || given.Any(v => v < least || v > int.MaxValue / 4))
            throw new ModelException($"{name} is [{string.Join(", ", given)}]; {count} numbers of {least} or more are needed.");
        return Array.ConvertAll(given, v => (int)v);
    }

    /// <summary>How the kernel moves along one axis.</summary>
    /// <param name="Source">Positions of the input.</param>
    /// <param name="Target">Positions of the result.</param>
    /// <param name="Kernel">Positions of the kernel.</param>
    /// <param name="Stride">Input positions from one result to the next.</param>
    /// <param name="Dilation">Input positions from one position of the kernel to the next.</param>
    /// <param name="Pad">Zeros before the input.</param>
    internal sealed record Axis(int Source, int Target, int Kernel, int Stride, int Dilation, int Pad)
    {
        /// <summary>An axis that is not there.</summary>
        public static readonly Axis Single = new(1, 1, 1, 1, 1, 0);

        /// <summary>Whether each result sees its own position only.</summary>
        public bool IsIdentity => Kernel == 1 && Stride == 1 && Pad == 0 && Source == Target;

        /// <summary>Works out the padding by <c>auto_pad</c>'s rule and the number of results.</summary>
        public static Axis Of(int source, int kernel, int stride, int dilation, string automatic, int before, int after)
        {
            if (kernel < 1)
                throw new ModelException($"The kernel has {kernel} positions along an axis.");
            long reach = (kernel - 1L) * dilation + 1;
            switch (automatic)
            {
                case "NOTSET":
                    break;
                case "VALID":
                    before = after = 0;
                    break;
                case "SAME_UPPER" or "SAME_LOWER":
                    int target = (source + stride - 1) / stride;
                    long missing = Math.Max(0, (target - 1L) * stride + reach - source);
                    // An odd one goes to the side that the name says.
                    before = (int)(automatic == "SAME_LOWER" ? (missing + 1) / 2 : missing / 2);
                    return new Axis(source, target, kernel, stride, dilation, before);
                default:
                    throw new ModelException($"auto_pad is '{automatic}'; NOTSET, SAME_UPPER, SAME_LOWER and VALID are possible.");
            }

            long room = (long)source + before + after - reach;
            if (room < 0)
                throw new ModelException($"The kernel reaches over {reach} positions; the input has {source}, with padding {source + before + after}.");
            return new Axis(source, (int)(room / stride) + 1, kernel, stride, dilation, before);
        }
    }
}
