using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Convolution;

/// <summary>The reference is the definition, written out in double precision.</summary>
public sealed class DeformConvTests : OperatorTests
{
    [SkippableTheory]
    [InlineData(1, 1, 1, 1, 0, true, true)]
    [InlineData(1, 1, 2, 1, 1, false, true)]
    [InlineData(3, 1, 1, 2, 1, true, false)]
    [InlineData(1, 3, 1, 1, 1, false, false)]
    [InlineData(3, 2, 2, 1, 2, true, true)]
    public void Is_what_the_definition_says(int group, int offsetGroup, int stride, int dilation, int pad, bool biased, bool masked)
    {
        const int Batch = 2, Channels = 6, Made = 9, Down = 3, Across = 2, Height = 7, Width = 8;
        int high = (Height + 2 * pad - dilation * (Down - 1) - 1) / stride + 1, wide = (Width + 2 * pad - dilation * (Across - 1) - 1) / stride + 1;
        Tensor x = Samples.Floats(new Shape(Batch, Channels, Height, Width), 1), w = Samples.Floats(new Shape(Made, Channels / group, Down, Across), 2);
        Tensor offsets = Samples.Floats(new Shape(Batch, 2 * offsetGroup * Down * Across, high, wide), 3, -3, 3);
        Tensor mask = Samples.Floats(new Shape(Batch, offsetGroup * Down * Across, high, wide), 4, 0, 1), bias = Samples.Floats(new Shape(Made), 5);
        OperatorCase op = Op("DeformConv").Set("group", group).Set("offset_group", offsetGroup).Stride(stride).Dilation(dilation).Pads(pad).On(x).Constant(w).On(offsets);
        op = biased ? op.Constant(bias) : op.Without();
        op = masked ? op.On(mask) : op;

        float[] xs = x.ToSingles(), ws = w.ToSingles(), os = offsets.ToSingles(), ms = mask.ToSingles(), bs = bias.ToSingles();
        var want = new List<double>();
        for (int n = 0; n < Batch; n++)
            for (int m = 0; m < Made; m++)
                for (int i = 0; i < high; i++)
                    for (int j = 0; j < wide; j++)
                    {
                        double sum = biased ? bs[m] : 0;
                        for (int c = 0; c < Channels / group; c++)
                            for (int k = 0; k < Down * Across; k++)
                            {
                                int channel = m / (Made / group) * (Channels / group) + c, shifted = channel / (Channels / offsetGroup);
                                int at = ((n * offsetGroup + shifted) * Down * Across + k) * high * wide + i * wide + j;
                                int dy = ((n * offsetGroup + shifted) * Down * Across * 2 + 2 * k) * high * wide + i * wide + j;
                                double y = i * stride - pad + k / Across * dilation + os[dy], z = j * stride - pad + k % Across * dilation + os[dy + high * wide];
                                double value = 0;
                                for (int row = 0; row < Height; row++)
                                    for (int column = 0; column < Width; column++)
                                        value += Math.Max(0, 1 - Math.Abs(y - row)) * Math.Max(0, 1 - Math.Abs(z - column)) * xs[((n * Channels + channel) * Height + row) * Width + column];
                                sum += ws[(m * (Channels / group) + c) * Down * Across + k] * value * (masked ? ms[at] : 1);
                            }

                        want.Add(sum);
                    }

        CheckAgainst((op, Tensor.From(ElementType.Float, new Shape(Batch, Made, high, wide), want.ToArray())));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("offsets have the shape [1, 17, 5, 5]; [1, 18, 5, 5] is needed", Refusal(Op("DeformConv").Pads(1).On(1, 3, 5, 5).Weights(4, 3, 3, 3).On(1, 17, 5, 5)));
        Assert.Contains("do not fit a map", Refusal(Op("DeformConv").Pads(1).On(1, 3, 5, 5).Weights(4, 2, 3, 3).On(1, 18, 5, 5)));
        Assert.Contains("larger than the map", Refusal(Op("DeformConv").On(1, 3, 2, 5).Weights(4, 3, 3, 3).On(1, 18, 5, 5)));
    }
}
