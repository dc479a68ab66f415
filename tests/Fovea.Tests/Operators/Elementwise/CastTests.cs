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

    // Fractions are cut off, and negative numbers are tried, wherever both types can hold what comes out.
    private static Tensor Values(ElementType from, ElementType to)
    {
        double[] all = { -2.75, -1, -0.5, 0, 0.25, 0.5, 1, 1.5, 2.75, 100.5 };
        bool negative = !from.IsUnsigned() && (!to.IsUnsigned() || to == ElementType.Bool);
        double[] values = all.Where(v => negative || v >= 0).ToArray();
        return Tensor.From(from, new Shape(values.Length), values);
    }
}
