using System;
using System.Linq;
using System.Numerics;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Signals;

public sealed class FourierTransformTests : OperatorTests
{
    [SkippableFact]
    public void Of_any_length_along_any_axis_forth_and_back() => Check(
        from parts in new[] { 1, 2 }
        from inverse in new[] { 0, 1 }
        from axis in new[] { 1, 2, -2, -3 }
        select Op("DFT").Set("inverse", inverse).On(2, 13, 8, parts).Without().Constant(Tensor.Scalar((long)axis)).In(20));

    [SkippableFact]
    public void One_sided_cut_and_filled() => Check(
        from sided in new[] { 0, 1 }
        from length in new[] { 5L, 9L, 16L, 21L }
        select Op("DFT").Set("onesided", sided).On(2, 3, 9, 1).Constant(Tensor.Scalar(length)).Constant(Tensor.Scalar(-2L)).In(20));

    // ONNX Runtime takes its angles in single precision and is off by a thousandth here: against the definition.
    [SkippableFact]
    public void Long_ones_lose_nothing() => CheckAgainst(new[] { new Shape(2, 1000, 1), new Shape(1, 1499, 2), new Shape(1, 4097, 1) }.Select(shape =>
    {
        Tensor x = Samples.Floats(shape);
        return (Op("DFT").On(x).Without().Constant(Tensor.Scalar(1L)).In(20).Within(1e-6), ByDefinition(x, shape[1], 1, null));
    }).ToArray());

    // ONNX Runtime reads a window as if it were complex where the signal is.
    [SkippableFact]
    public void Of_short_times_of_a_complex_signal()
    {
        Tensor x = Samples.Floats(new Shape(2, 45, 2)), window = Samples.Floats(new Shape(13), 1);
        CheckAgainst((Op("STFT").Set("onesided", 0).On(x).Constant(Tensor.Scalar(3L)).On(window).In(17), ByDefinition(x, 13, 3, window)));
    }

    [SkippableFact]
    public void In_the_old_form() => Check(
        Op("DFT").On(2, 7, 5, 1).In(17),
        Op("DFT").Set("axis", 2).Set("onesided", 1).On(2, 7, 5, 1).In(17),
        Op("DFT").Set("axis", 1).Set("inverse", 1).On(2, 7, 5, 2).Constant(Tensor.Scalar(6L)).In(17));

    [SkippableFact]
    public void Of_short_times() => Check(
        from sided in new[] { 0, 1 }
        from step in new[] { 3L, 8L }
        from windowed in new[] { false, true }
        from parts in new[] { 1, 2 }
        where parts == 1 || (sided == 0 && !windowed)
        let signal = Op("STFT").Set("onesided", sided).On(2, 45, parts).Constant(Tensor.Scalar(step)).In(17)
        select windowed ? signal.Weights(13) : signal.Without().Constant(Tensor.Scalar(16L)));

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Contains("holds real and imaginary parts", Refusal(Op("DFT").On(1, 8, 1).Without().Constant(Tensor.Scalar(2L)).In(20)));
        Assert.Contains("[..., 1] (real)", Refusal(Op("DFT").On(1, 8, 3).In(20)));
        Assert.Contains("onesided is for transforms of real signals", Refusal(Op("DFT").Set("onesided", 1).On(1, 8, 2).In(20)));
        Assert.Contains("1 to 16384 are possible", Refusal(Op("DFT").On(1, 8, 1).Constant(Tensor.Scalar(20000L)).In(20)));
        Assert.Contains("neither a window nor a frame length", Refusal(Op("STFT").On(1, 8, 1).Constant(Tensor.Scalar(2L)).In(17)));
        Assert.Contains("cannot be taken from 8 samples", Refusal(Op("STFT").On(1, 8, 1).Constant(Tensor.Scalar(2L)).Without().Constant(Tensor.Scalar(9L)).In(17)));
        Assert.Contains("frames of 4 samples need [4]", Refusal(
            Op("STFT").On(1, 8, 1).Constant(Tensor.Scalar(2L)).Weights(5).Constant(Tensor.Scalar(4L)).In(17)));
    }

    // Of every frame of x [N, samples, 1 or 2]; [N, frames, size, 2], or [N, size, 2] where there is one.
    private static Tensor ByDefinition(Tensor x, int size, int step, Tensor? window)
    {
        double[] values = x.ToDoubles();
        int parts = x.Shape[2], frames = ((x.Shape[1] - size) / step) + 1;
        var shape = window is null ? new Shape(x.Shape[0], size, 2) : new Shape(x.Shape[0], frames, size, 2);
        var sums = new Complex[shape.Count / 2];
        for (int i = 0; i < sums.Length; i++)
        {
            int from = (i / size / frames * x.Shape[1]) + (i / size % frames * step);
            for (int t = 0; t < size; t++)
            {
                var value = new Complex(values[(from + t) * parts], parts == 2 ? values[((from + t) * parts) + 1] : 0);
                sums[i] += value * (window?.ToDoubles()[t] ?? 1) * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)t * (i % size) % size) / size);
            }
        }

        return Tensor.From(ElementType.Float, shape, sums.SelectMany(z => new[] { z.Real, z.Imaginary }).ToArray());
    }
}
