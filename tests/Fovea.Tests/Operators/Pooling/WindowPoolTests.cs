using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Pooling;

public sealed class WindowPoolTests : OperatorTests
{
    [SkippableFact]
    public void Largest_of_8_bits() => Check(new[] { ElementType.UInt8, ElementType.Int8 }.SelectMany(type => new[]
    {
        Op("MaxPool").Kernel(3).Stride(2).Pads(1).On(Samples.Whole(type, new Shape(2, 5, 7, 9), type == ElementType.Int8 ? -128 : 0, 127)),
        Op("MaxPool").Kernel(2).On(Samples.Whole(type, new Shape(1, 1, 4, 5), type == ElementType.Int8 ? -128 : 0, 3)),
    }));

    public static TheoryData<string> Operators => new() { "MaxPool", "AveragePool", "LpPool" };

    [SkippableTheory]
    [MemberData(nameof(Operators))]
    public void Windows_of_all_kinds(string name) => Check(Samples.Images.SelectMany(x => new[]
    {
        Op(name).Kernel(3).Stride(2).Pads(1).On(x),
        Op(name).Kernel(3, 2).Stride(2, 1).On(x),
        Op(name).Kernel(2, 3).Stride(1, 3).Pads(0, 1, 1, 2).On(x),
        Op(name).Kernel(1).Stride(2).On(x),
    }));

    [SkippableTheory]
    [MemberData(nameof(Operators))]
    public void Padding_that_keeps_the_size(string name) => Check(Samples.Images.SelectMany(x => new[]
    {
        Op(name).Kernel(3).Set("auto_pad", "SAME_UPPER").On(x),
        Op(name).Kernel(2).Stride(2).Set("auto_pad", "SAME_UPPER").On(x),
        Op(name).Kernel(2, 3).Stride(2).Set("auto_pad", "SAME_LOWER").On(x),
        Op(name).Kernel(2).Stride(2).Set("auto_pad", "VALID").On(x),
    }));

    [SkippableTheory]
    [MemberData(nameof(Operators))]
    public void Dilated_windows(string name) => Check(Samples.Images.SelectMany(x => new[]
    {
        Op(name).Kernel(2).Dilation(2, 3).On(x),
        Op(name).Kernel(3, 2).Dilation(2).Stride(2, 1).Pads(2, 1, 1, 0).On(x),
    }));

    [SkippableTheory]
    [MemberData(nameof(Operators))]
    public void Sizes_rounded_up(string name) => Check(Samples.Images.SelectMany(x => new[]
    {
        Op(name).Kernel(2).Stride(2).Set("ceil_mode", 1).On(x),
        Op(name).Kernel(3).Stride(2).Pads(1).Set("ceil_mode", 1).On(x),
        Op(name).Kernel(2).Stride(3).Pads(0, 0, 1, 1).Set("ceil_mode", 1).On(x),
    }));

    [SkippableTheory]
    [MemberData(nameof(Operators))]
    public void Over_one_axis(string name) => Check(Samples.Lines.SelectMany(x => new[]
    {
        Op(name).Set("kernel_shape", new[] { 3 }).Set("strides", new[] { 2 }).Set("pads", new[] { 1, 0 }).On(x),
        Op(name).Set("kernel_shape", new[] { 2 }).Set("dilations", new[] { 3 }).On(x),
    }));

    [SkippableFact]
    public void Padding_counts_in_a_mean_where_asked() => Check(Samples.Images.SelectMany(x => new[]
    {
        Op("AveragePool").Kernel(3).Stride(2).Pads(1).Set("count_include_pad", 1).On(x),
        Op("AveragePool").Kernel(2, 3).Pads(0, 1, 1, 2).Set("count_include_pad", 1).On(x),
        Op("AveragePool").Kernel(3).Stride(2).Pads(1).Set("count_include_pad", 1).Set("ceil_mode", 1).On(x),
        Op("AveragePool").Kernel(3).Dilation(2).Pads(2).Stride(2).Set("count_include_pad", 1).On(x),
    }));

    [SkippableFact]
    public void Other_norms() => Check(
        Op("LpPool").Set("p", 1).Kernel(3).Pads(1).On(2, 5, 7, 6), Op("LpPool").Set("p", 3).Kernel(3).Pads(1).Within(1e-4).On(2, 5, 7, 6));

    [SkippableFact]
    public void A_maximum_below_zero_does_not_become_a_padding_of_zero() =>
        Check(Op("MaxPool").Kernel(3).Pads(1).On(Samples.Floats(new Shape(1, 3, 4, 5), 1, -3, -1)));

    [SkippableFact]
    public void Indices_that_nobody_reads_cost_nothing()
    {
        Check(new Model(
            new Graph("unread indices", new[] { new ValueInfo("x", ElementType.Float, new Shape(1, 3, 4, 4)) },
                new[] { new ValueInfo("y", ElementType.Float, (IReadOnlyList<Dimension>?)null) },
                new[]
                {
                    new Node("MaxPool", new[] { "x" }, new[] { "y", "unread" })
                    {
                        Attributes = Attributes.None.With("kernel_shape", new long[] { 2, 2 }),
                    },
                },
                new Dictionary<string, Tensor>()),
            new Dictionary<string, int> { [""] = 21 }), new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(1, 3, 4, 4)) });
    }

    [SkippableTheory]
    [InlineData("kernel_shape", new[] { 3, 3, 3 })]
    [InlineData("kernel_shape", new[] { 0, 3 })]
    [InlineData("strides", new[] { 0, 1 })]
    [InlineData("pads", new[] { 1, 1 })]
    [InlineData("kernel_shape", new[] { 9, 9 })]
    public void Malformed_windows_are_refused(string attribute, int[] values)
    {
        string message = Refusal(Op("MaxPool").Kernel(2).Set(attribute, values).On(1, 3, 6, 6));
        Assert.Contains("MaxPool", message);
        Assert.Contains(values[0].ToString(System.Globalization.CultureInfo.InvariantCulture), message);
    }
}
