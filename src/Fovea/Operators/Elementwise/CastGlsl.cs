using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>Writes conversions between element types as GLSL, so that they give what <see cref="Tensor.Convert"/> gives on the host.</summary>
internal static class CastGlsl
{
    /// <summary>
    /// What a number out of range becomes is undefined in GLSL; here it is what x86's conversions make of it, and so ONNX Runtime: the lowest
    /// number. Numbers without a sign take the low bits of a wider one.
    /// </summary>
    private const string ToWhole = """
        int wholeOf(float x) { return x >= -2147483648.0 && x < 2147483648.0 ? int(x) : -2147483647 - 1; }
        uint unsignedOf(float x) {
            if (x >= -2147483648.0 && x < 2147483648.0) return uint(int(x));
            return x >= 2147483648.0 && x < 4294967296.0 ? uint(x) : 0u;
        }

        """;

    /// <summary>To the nearest number of fewer bits, ties to even; GLSL's own packing may round in another way.</summary>
    private const string ToNarrow = """
        float halfOf(float x) {
            uint bits = floatBitsToUint(x), size = bits & 0x7fffffffu;
            if (size >= 0x7f800000u) return x;
            if (size < 0x38800000u) return roundEven(x * 16777216.0) * (1.0 / 16777216.0); // subnormals are multiples of 2^-24
            size = (size + 0xfffu + ((size >> 13) & 1u)) & 0xffffe000u;
            return uintBitsToFloat((bits & 0x80000000u) | (size >= 0x47800000u ? 0x7f800000u : size));
        }
        float brainOf(float x) {
            uint bits = floatBitsToUint(x);
            if ((bits & 0x7fffffffu) > 0x7f800000u) return x;
            return uintBitsToFloat((bits + 0x7fffu + ((bits >> 16) & 1u)) & 0xffff0000u);
        }

        """;

    /// <summary>The functions that <see cref="Expression"/> calls.</summary>
    public static string Functions(ElementType to) => to.IsFloating() ? ToNarrow : ToWhole;

    /// <summary>The conversion of <c>x</c>, but for the bits that are cut off from whole numbers afterwards.</summary>
    public static string Expression(ElementType from, ElementType to)
    {
        string source = GlslTypes.Of(from), target = GlslTypes.Of(to);
        return to switch
        {
            ElementType.Bool => $"x != {source}(0) ? 1 : 0",
            ElementType.Float16 => "halfOf(float(x))",
            ElementType.BFloat16 => "brainOf(float(x))",
            _ when source == "float" && target == "int" => "wholeOf(x)",
            _ when source == "float" && target == "uint" => "unsignedOf(x)",
            _ => $"{target}(x)",
        };
    }

    /// <summary>Whether words stay as they are: the type computes as the other does, and holds every number that it holds.</summary>
    public static bool IsNothing(ElementType from, ElementType to) =>
        from == to || (GlslTypes.Of(from) == GlslTypes.Of(to) && to switch
        {
            ElementType.Float or ElementType.Double or ElementType.Int32 or ElementType.UInt32 or ElementType.Int64 or ElementType.UInt64 => true,
            ElementType.Int16 => from is ElementType.Int8 or ElementType.UInt8 or ElementType.Bool,
            ElementType.UInt16 => from is ElementType.UInt8 or ElementType.Bool,
            ElementType.Int8 or ElementType.UInt8 => from is ElementType.Bool,
            _ => false,
        });
}
