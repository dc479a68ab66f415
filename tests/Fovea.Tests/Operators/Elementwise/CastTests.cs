using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Elementwise;

public sealed class CastTests : OperatorTests
{
    private static readonly ElementType[] Types =
    {
        ElementType.Float, ElementType.Double, ElementType.Float16, ElementType.Bool, ElementType.Int8, ElementType.UInt8, ElementType.Int16,
        ElementType.UInt16, ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64,
    };

    public static TheoryData<ElementType> From
    {
        get
        {
            var data = new TheoryData<ElementType>();
            foreach (ElementType type in Types)
                data.Add(type);
            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(From))]
    public void Into_every_type(ElementType from) => Check(Types.SelectMany(to => new[]
    {
        Op("Cast").Set("to", (int)to).On(Samples.Whole(from, new Shape(2, 5, 3, 4), 0, 100)).Gives(to),
        Op("Cast").Set("to", (int)to).On(Values(from, to)).Gives(to),
    }));

    [SkippableFact]
    public void Whole_numbers_keep_their_low_bits() => Check(
        Op("Cast").Set("to", (int)ElementType.UInt8).On(Tensor.Vector(300, -1, 256)).Gives(ElementType.UInt8),
        Op("Cast").Set("to", (int)ElementType.Int8).On(Tensor.Vector(300, -200, 128)).Gives(ElementType.Int8),
        Op("Cast").Set("to", (int)ElementType.Int16).On(Tensor.Vector(70000L, -40000)).Gives(ElementType.Int16),
        Op("Cast").Set("to", (int)ElementType.Int8).On(Tensor.Vector<byte>(200, 100)).Gives(ElementType.Int8));

    [SkippableTheory]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int16)]
    [InlineData(ElementType.UInt16)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Bool)]
    public void Floats_out_of_range(ElementType to) => Check(new[] { ElementType.Float, ElementType.Double }.Select(from => Op("Cast")
        .Set("to", (int)to).On(Tensor.From(from, new Shape(11), new[] { 300, -200.5, 70000, -70000, 2147483648, -2147483904.0, 1e20, -1e20,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity })).Gives(to)));

    [SkippableFact]
    public void Half_precision_rounds_to_the_nearest() => Check(new[] { ElementType.Float, ElementType.Double, ElementType.Int32, ElementType.BFloat16 }
        .Select(from => Op("Cast").Set("to", (int)ElementType.Float16).On(Tensor.From(from, new Shape(18), new[]
        {
            0.1, -0.1, 2049, 2051, -2049, 65504, 65519, 65520, 1e6, -1e6, 6.1e-5, 6.2e-5, 5.9e-8, 2.9e-8, -3e-8, 1e-9, double.NaN, double.NegativeInfinity,
        })).Gives(ElementType.Float16)).Append(Op("Cast").Set("to", (int)ElementType.Float16).On(Samples.Floats(new Shape(1, 5, 3, 7), 3, -1e-4, 1e-4))
            .Gives(ElementType.Float16).Within(0)));

    // Rounded, although it is stored in 32 bits: what comes after sees it.
    [SkippableFact]
    public void Rounding_lasts()
    {
        var graph = new Graph("rounding",
            new[] { new ValueInfo("x", ElementType.Float, new Shape(1, 5, 3, 7)) },
            new[] { new ValueInfo("y", ElementType.Float, (System.Collections.Generic.IReadOnlyList<Dimension>?)null) },
            new[]
            {
                new Node("Cast", new[] { "x" }, new[] { "half" }) { Attributes = Attributes.None.With("to", 10L) },
                new Node("Cast", new[] { "half" }, new[] { "y" }) { Attributes = Attributes.None.With("to", 1L) },
            },
            new System.Collections.Generic.Dictionary<string, Tensor>());
        Check(new Model(graph, new System.Collections.Generic.Dictionary<string, int> { [""] = 21 }),
            new System.Collections.Generic.Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(1, 5, 3, 7)) }, 0);
    }

    [SkippableFact]
    public void As_another_input() => Check(Types.Select(to => Op("CastLike").On(Samples.Floats(new Shape(2, 5, 3), 1, 0, 100)).On(Samples.Whole(to, new Shape(2), 0, 2)).Gives(to)));

    [Fact]
    public void Text_is_refused() =>
        Assert.Contains("String", Refusal(Op("Cast").Set("to", (int)ElementType.String).On(2, 5).Gives(ElementType.String)));

    // Fractions are cut off, and negative numbers are tried, wherever both types can hold what comes out.
    private static Tensor Values(ElementType from, ElementType to)
    {
        double[] all = { -2.75, -1, -0.5, 0, 0.25, 0.5, 1, 1.5, 2.75, 100.5 };
        bool negative = !from.IsUnsigned() && (!to.IsUnsigned() || to == ElementType.Bool);
        double[] values = all.Where(v => negative || v >= 0).ToArray();
        return Tensor.From(from, new Shape(values.Length), values);
    }
}
