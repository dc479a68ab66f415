namespace Fovea.Operators.Elementwise;

/// <summary>GLSL functions that rows of the table call, where the language has none or leaves cases open.</summary>
internal static class ElementwiseFunctions
{
    /// <summary>
    /// GLSL's pow is undefined for a negative base; a whole exponent then decides the sign, as in C. Whole exponents of small size are
    /// multiplied out, since exp2(y * log2(x)) loses digits.
    /// </summary>
    public const string Pow = """
        float powerOf(float x, float y) {
            if (y == 0.0) return 1.0;
            if (y == 1.0) return x;
            if (y == 2.0) return x * x;
            if (y == 3.0) return x * x * x;
            if (y == 0.5) return sqrt(x);
            if (y == -1.0) return 1.0 / x;
            if (x == 0.0) return y > 0.0 ? 0.0 : 1.0 / abs(x);
            float magnitude = pow(abs(x), y);
            if (x > 0.0) return magnitude;
            if (floor(y) != y) return uintBitsToFloat(0x7fc00000u);
            return mod(y, 2.0) == 0.0 ? magnitude : -magnitude;
        }
        int powerOf(int x, int y) {
            if (y < 0) return x == 1 ? 1 : (x == -1 ? ((y & 1) == 0 ? 1 : -1) : 0);
            int result = 1;
            while (y > 0) {
                if ((y & 1) != 0) result *= x;
                x *= x;
                y >>= 1;
            }
            return result;
        }
        uint powerOf(uint x, uint y) {
            uint result = 1u;
            while (y > 0u) {
                if ((y & 1u) != 0u) result *= x;
                x *= x;
                y >>= 1;
            }
            return result;
        }

        """;

    /// <summary>The remainder with the divisor's sign, as Python's; GLSL's % is undefined where an operand is negative.</summary>
    public const string IntegerModulo = """
        int integerModulo(int x, int y) {
            int r = x - y * (x / y);
            return (r != 0 && ((r < 0) != (y < 0))) ? r + y : r;
        }
        uint integerModulo(uint x, uint y) { return x % y; }

        """;

    /// <summary>
    /// erf after Abramowitz and Stegun, Handbook of Mathematical Functions: the power series 7.1.5 near zero, and the rational
    /// approximation 7.1.26 (error below 1.5e-7) elsewhere.
    /// </summary>
    public const string Erf = """
        float errorFunction(float x) {
            float a = abs(x);
            if (a < 0.5) {
                float s = x * x;
                return x * (1.128379167 + s * (-0.3761263890 + s * (0.1128379167 + s * (-0.02686617064 + s * (0.005223977625 - s * 0.0008548327023)))));
            }
            float t = 1.0 / (1.0 + 0.3275911 * a);
            float p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
            float y = 1.0 - p * exp(-min(a * a, 80.0));
            return x < 0.0 ? -y : y;
        }

        """;

    /// <summary>The language allows asin an error that networks would notice; atan of two arguments is accurate.</summary>
    public const string InverseSine = """
        float arcSine(float x) { return atan(x, sqrt((1.0 - x) * (1.0 + x))); }

        """;
}
