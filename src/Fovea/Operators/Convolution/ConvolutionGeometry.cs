using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Convolution;

/// <summary>
/// The sizes of one convolution. A signal [N, C, L] is a map of one row: its packed vectors lie as those of [N, C, 1, L] do.
/// </summary>
internal sealed class ConvolutionGeometry
{
    private ConvolutionGeometry(Shape source, int outChannels, int groups, IReadOnlyList<WindowAxis> axes)
    {
        Groups = groups;
        Batch = source[0];
        InChannels = source[1];
        OutChannels = outChannels;
        Axes = axes;
        (Y, X) = axes.Count > 1 ? (axes[axes.Count - 2], axes[axes.Count - 1]) : (WindowAxis.One, axes[0]);
        Output = new Shape(new[] { Batch, OutChannels }.Concat(axes.Select(a => a.Output)).ToArray());
    }

    /// <summary>Images at once.</summary>
    public int Batch { get; }

    /// <summary>Channels read, of all groups.</summary>
    public int InChannels { get; }

    /// <summary>Channels made, by all groups.</summary>
    public int OutChannels { get; }

    /// <summary>Groups of channels that do not see each other.</summary>
    public int Groups { get; }

    /// <summary>Whether the convolution is transposed: its weights are [in, out/group, kernel], not [out, in/group, kernel].</summary>
    public bool IsTransposed { get; private init; }

    /// <summary>Channels that one group reads.</summary>
    public int GroupInputs => InChannels / Groups;

    /// <summary>Channels that one group makes.</summary>
    public int GroupOutputs => OutChannels / Groups;

    /// <summary>The vec4 that hold the channels of a pixel that is read.</summary>
    public int InVectors => (InChannels + 3) / 4;

    /// <summary>The lanes of a vec4 that is read which can hold channels.</summary>
    public int Lanes => Groups == 1 ? Math.Min(4, InChannels) : 4;

    /// <summary>Blocks of four channels that are made; the last may not be whole.</summary>
    public int Blocks => (OutChannels + 3) / 4;

    /// <summary>The spatial axes, outermost first: one to three.</summary>
    public IReadOnlyList<WindowAxis> Axes { get; }

    /// <summary>Whether there are three spatial axes, which packed maps do not have.</summary>
    public bool IsVolume => Axes.Count > 2;

    /// <summary>Along a row.</summary>
    public WindowAxis X { get; }

    /// <summary>From row to row.</summary>
    public WindowAxis Y { get; }

    /// <summary>The shape of the result.</summary>
    public Shape Output { get; }

    /// <summary>Positions of the kernel.</summary>
    public int KernelSize => X.Kernel * Y.Kernel;

    /// <summary>Arithmetic, a multiply-add being two operations: each output sums a window, or when transposed each input is spread over one.</summary>
    public long Flops
    {
        get
        {
            long window = Axes.Aggregate(1L, (all, axis) => all * axis.Kernel);
            return 2 * window * (IsTransposed
                ? GroupOutputs * Axes.Aggregate((long)Batch * InChannels, (all, axis) => all * axis.Input)
                : GroupInputs * (long)Output.Count);
        }
    }

    /// <summary>Whether each channel is filtered by itself, into one channel.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == InChannels && Groups == OutChannels;

    /// <summary>Whether it is a matrix product at each pixel.</summary>
    public bool IsPointwise => Groups == 1 && IsIdentity(X) && IsIdentity(Y);

    /// <summary>Whether an invocation may make so many blocks next to each other: they must not reach into another group.</summary>
    public bool CanMakeTogether(int blocks) => blocks == 1 || Groups == 1 || GroupOutputs % (4 * blocks) == 0;

    /// <summary>Pixels from the first to the last of a row that so many neighbours read.</summary>
    public int RowOf(int pixels) => (pixels - 1) * X.Stride + (X.Kernel - 1) * X.Dilation + 1;

    /// <summary>Reads the attributes of a <c>Conv</c> node.</summary>
    /// <exception cref="ModelException">Attributes and shapes do not fit each other.</exception>
    public static ConvolutionGeometry Of(Node node, Shape source, Shape weights)
    {
        if (source.Rank is not (3 or 4 or 5))
            throw new ModelException($"Convolutions over one to three spatial axes are possible; the input has the shape {source}.");
        int groups = (int)node.Attributes.Int("group", 1);
        if (weights.Rank != source.Rank)
            throw new ModelException($"The weights {weights} must have as many dimensions as the input {source}.");
        if (groups < 1 || weights[0] % groups != 0 || (long)weights[1] * groups != source[1])
        {
            throw new ModelException(
                $"The weights {weights} in {groups} groups read {(long)weights[1] * groups} channels and make {weights[0]}; " +
                $"the input {source} has {source[1]}, and each group must make equally many.");
        }

        Window window = Window.Of(node, source, weights.Skip(2).ToArray());
        return new ConvolutionGeometry(source, weights[0], groups, window.Axes);
    }

    /// <summary>Reads the attributes of a <c>ConvTranspose</c> node.</summary>
    /// <exception cref="ModelException">Attributes and shapes do not fit each other.</exception>
    public static ConvolutionGeometry OfTransposed(Node node, Shape source, Shape weights)
    {
        if (source.Rank is not (3 or 4 or 5))
            throw new ModelException($"Transposed convolutions over one to three spatial axes are possible; the input has the shape {source}.");
        int groups = (int)node.Attributes.Int("group", 1);
        if (weights.Rank != source.Rank)
            throw new ModelException($"The weights {weights} must have as many dimensions as the input {source}.");
        if (groups < 1 || weights[0] % groups != 0 || weights[0] != source[1])
        {
            throw new ModelException(
                $"The weights {weights} in {groups} groups read {weights[0]} channels, which the groups must share evenly; the input {source} has {source[1]}.");
        }

        WindowAxis[] axes = TransposedWindow.Of(node, source, weights.Skip(2).ToArray());
        return new ConvolutionGeometry(source, checked(weights[1] * groups), groups, axes) { IsTransposed = true };
    }

    /// <summary>All that decides how long the convolution takes.</summary>
    public override string ToString()
    {
        string Along(Func<WindowAxis, int> number) => string.Join("x", Axes.Select(number));
        return FormattableString.Invariant(
            $"{Batch}x{InChannels}x{Along(a => a.Input)} to {OutChannels}x{Along(a => a.Output)} kernel {Along(a => a.Kernel)} ") +
            FormattableString.Invariant($"stride {Along(a => a.Stride)} dilation {Along(a => a.Dilation)} pad {Along(a => a.Before)} groups {Groups}");
    }

    /// <summary>A batch of 1x1 convolutions of as many places each.</summary>
    public static ConvolutionGeometry Product(int batch, int inChannels, int outChannels, int places) =>
        new(new Shape(batch, inChannels, places), outChannels, 1, new[] { new WindowAxis(places, places, 1, 1, 1, 0, 0) });

    // Whether each result sees its own position only.
    private static bool IsIdentity(WindowAxis axis) => axis is { Kernel: 1, Stride: 1, Before: 0, After: 0 };
}
