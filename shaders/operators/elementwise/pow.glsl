// x to the y, as C's pow: GLSL's is undefined for a negative base, and loses a digit for every one of the exponent.
#include "operators/elementwise/exp.glsl"

// The quotient of log2(1 + f) and f in units of 2^-31, for f = +-size * 2^-32 between sqrt(1/2) - 1 and sqrt(2) - 1: a minimax polynomial
// in whole numbers, which no driver reorders.
uint logQuotient(uint size, bool negative) {
    const uint coefficients[12] = uint[12](
        310150139u, 310225689u, 306591541u, 340943297u, 387268409u, 442762857u, 516366150u, 619628922u, 774540872u, 1032721370u, 1549082005u, 3098164009u);
    uint sum = 170830825u;
    for (int i = 0; i < 12; ++i) {
        uint high, low;
        umulExtended(sum, size, high, low);
        sum = negative ? coefficients[i] + high : coefficients[i] - high;
    }
    return sum;
}

// For a positive finite base, but 1, and a finite exponent, but 0. The result is 2^(y * log2(x)); its last place needs 32 digits of the
// logarithm, which a float does not hold.
float positivePower(float x, float y) {
    uint bits = floatBitsToUint(x);
    int exponent = 0;
    if (bits < 0x00800000u) { // subnormal: as a whole number, since arithmetic may take it for zero
        bits = floatBitsToUint(float(bits));
        exponent = -149;
    }
    int twos = int(bits - 0x3f3504f3u) >> 23;
    int f = int((uintBitsToFloat(bits - (uint(twos) << 23)) - 1.0) * 16777216.0);
    uint size = uint(abs(f));
    exponent += twos;

    // high and low: the size of log2(x) in units of 2^-55.
    uint high, low;
    umulExtended(size, logQuotient(size << 8, f < 0), high, low);
    bool negative = exponent < 0 || (exponent == 0 && f < 0);
    uint whole = uint(abs(exponent)) << 23;
    if (exponent != 0 && (f < 0) != negative) {
        high = whole - high - (low > 0u ? 1u : 0u);
        low = ~low + 1u;
    } else {
        high += whole;
    }
    int shift = high > 0u ? 31 - findMSB(high) : 63 - findMSB(low);
    uint digits = shift == 0 ? high : (shift < 32 ? (high << shift) | (low >> (32 - shift)) : low << (shift - 32));

    // Times y, in units of 2^-32, as a whole number and a fraction.
    uint other = floatBitsToUint(y) & 0x7fffffffu;
    int otherExponent = int(other >> 23) - 127;
    if (otherExponent == -127) return 1.0;
    umulExtended(digits, (other << 8) | 0x80000000u, high, low);
    int right = 22 + shift - otherExponent;
    if (right > 63) return 1.0;
    negative = negative != (y < 0.0);
    if (right < 22) return negative ? 0.0 : uintBitsToFloat(0x7f800000u);
    uint fraction = right < 32 ? (high << (32 - right)) | (low >> right) : high >> (right - 32);
    int result = right < 32 ? int(high >> right) : 0;
    if (negative) {
        result = fraction > 0u ? -result - 1 : -result;
        fraction = ~fraction + 1u;
    }
    if (fraction >= 0x80000000u) ++result;
    return scaledByTwos(float(int(fraction)) * 2.32830644e-10, clamp(result, -250, 250));
}

float powerOf(float x, float y) {
    if (y == 0.0 || x == 1.0) return 1.0;
    uint size = floatBitsToUint(x) & 0x7fffffffu, other = floatBitsToUint(y) & 0x7fffffffu;
    if (size > 0x7f800000u || other > 0x7f800000u) return uintBitsToFloat(0x7fc00000u);
    if (y == 1.0) return x;
    if (y == 2.0) return x * x;
    bool isNegative = (floatBitsToUint(x) & 0x80000000u) != 0u; // x < 0.0 may take a subnormal base for zero
    bool isWhole = other >= 0x4b000000u || floor(y) == y;
    bool isOdd = isWhole && other < 0x4b800000u && fract(0.5 * y) != 0.0;
    float value;
    if (other == 0x7f800000u)
        value = size == 0x3f800000u ? 1.0 : ((size > 0x3f800000u) == (y > 0.0) ? uintBitsToFloat(0x7f800000u) : 0.0);
    else if (size == 0u || size == 0x7f800000u)
        value = (size > 0u) == (y > 0.0) ? uintBitsToFloat(0x7f800000u) : 0.0;
    else if (isNegative && !isWhole)
        return uintBitsToFloat(0x7fc00000u);
    else
        value = size == 0x3f800000u ? 1.0 : positivePower(uintBitsToFloat(size), y);
    return isNegative && isOdd ? -value : value;
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
