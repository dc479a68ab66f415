using System;
using Fovea.Models;

namespace Fovea.Operators.Signals;

/// <summary>
/// Base of the discrete Fourier transforms. They are summed by their definition, which takes any length at a cost of its square: fit for
/// spectra of some thousand elements. Longer ones are refused rather than let hang a GPU.
/// </summary>
public abstract class FourierTransform : Operator
{
    /// <summary>The longest transform: of one signal, 2^28 multiply-adds.</summary>
    internal const int MaxSize = 16384;

    private protected FourierTransform(Node node)
        : base(node)
    {
    }

    /// <summary>How many elements of a transform are told: all, or those that a real signal does not repeat.</summary>
    private protected int Bins(int size, bool oneSided) => oneSided ? (size / 2) + 1 : size;

    /// <summary>Refuses what is no size of a transform.</summary>
    private protected int Size(long size) => size is >= 1 and <= MaxSize
        ? (int)size
        : throw new ModelException($"{Node}: a transform of {size} elements; 1 to {MaxSize} are possible.");

    /// <summary>The only number of an input that must be one.</summary>
    private protected long Number(InferContext x, int input) => x.Input(input).Shape.Count == 1
        ? x.Value(input).ToIntegers()[0]
        : throw new ModelException($"{Node}: input {input} has the shape {x.Input(input).Shape}; one number is needed.");

    /// <summary>Refuses what is not [..., 1] of real or [..., 2] of complex elements.</summary>
    private protected void RequireComplex(TensorInfo data, int rank)
    {
        if (!data.Type.IsFloating() || data.Shape.Rank < rank || data.Shape[-1] is not (1 or 2))
            throw new ModelException($"{Node} transforms {data}; floating-point elements [..., 1] (real) or [..., 2] (complex) of at least {rank} dimensions are possible.");
    }

    /// <summary>Adds the dispatch that transforms frames along an axis.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="axis">The axis of the signal.</param>
    /// <param name="frames">How many transforms there are along the axis, and how many samples apart.</param>
    /// <param name="bins">How many elements of each are told.</param>
    /// <param name="size">The size of each.</param>
    /// <param name="inverse">Whether to transform back.</param>
    /// <param name="window">What weighs the samples of each, or null.</param>
    private protected static void Dispatch(
        PlanBuilder plan, int axis, (int Count, int Hop) frames, int bins, int size, bool inverse, PlanTensor? window)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        int extent = source.Shape[axis], count = target.Shape.Count / 2, taps = Math.Min(size, extent);
        DispatchBuilder dispatch = plan.Dispatch("operators/signals/fourier.comp")
            .Define("COMPLEX", source.Shape[-1] - 1).Define("INVERSE", inverse ? 1 : 0).Define("WINDOWED", window is null ? 0 : 1)
            .Read(source).Read(plan.Constant($"circle|{size}", Circle(size), Layout.RowMajor)).Write(target);
        if (window is not null)
            dispatch.Read(window);
        dispatch
            .Int(count, extent, source.Shape.Product(axis + 1, source.Shape.Rank - 1), frames.Count, frames.Hop, bins, size, taps)
            .Flops(8L * count * taps)
            .OverLine(count);
    }

    private static Tensor Circle(int size)
    {
        var circle = new float[2 * size];
        for (int i = 0; i < size; i++)
        {
            double angle = 2 * Math.PI * i / size;
            circle[2 * i] = (float)Math.Cos(angle);
            circle[(2 * i) + 1] = (float)Math.Sin(angle);
        }

        return Tensor.Of(new Shape(size, 2), circle);
    }
}
