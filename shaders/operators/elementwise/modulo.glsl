// Remainders. Those of floats are exact, as C's fmod: x - y * trunc(x / y) loses all digits where the quotient is large.

// |x| = m * 2^e in whole numbers; a subnormal is zero, as arithmetic may take it.
uint mantissaOf(uint bits) { return bits < 0x00800000u ? 0u : (bits & 0x007fffffu) | 0x00800000u; }

// With x's sign, or floored: with y's, as Python's. The mantissa is divided eight bits at a time, as by hand; y less the remainder is taken in whole numbers
// too, since the remainder may be subnormal where the difference is not.
float moduloOf(float x, float y, bool floored) {
    uint a = floatBitsToUint(x) & 0x7fffffffu, b = floatBitsToUint(y) & 0x7fffffffu;
    uint rest = mantissaOf(a), divisor = mantissaOf(b);
    if (a >= 0x7f800000u || b > 0x7f800000u || divisor == 0u) return uintBitsToFloat(0x7fc00000u);
    bool negative = x < 0.0, other = floored && x != 0.0 && negative != (y < 0.0);
    if (a < b) return other ? x + y : x;
    int steps = int(a >> 23) - int(b >> 23);
    rest %= divisor;
    for (; steps > 0 && rest > 0u; steps -= 8) {
        int by = min(steps, 8);
        rest = (rest << by) % divisor;
    }
    if (rest == 0u) return negative ? -0.0 : 0.0;
    if (other) {
        rest = divisor - rest;
        negative = !negative;
    }
    // rest * 2^(exponent of y): both factors are exact.
    int exponent = int(b >> 23) - 150, most = exponent >> 1;
    float size = float(rest) * uintBitsToFloat(uint(most + 127) << 23) * uintBitsToFloat(uint(exponent - most + 127) << 23);
    return negative ? -size : size;
}

float truncatedModulo(float x, float y) { return moduloOf(x, y, false); }

float flooredModulo(float x, float y) { return moduloOf(x, y, true); }

// The remainder with the divisor's sign, as Python's; GLSL's % is undefined where an operand is negative.
int flooredModulo(int x, int y) {
    int r = x - y * (x / y);
    return (r != 0 && ((r < 0) != (y < 0))) ? r + y : r;
}

uint flooredModulo(uint x, uint y) { return x % y; }
