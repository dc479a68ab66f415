// The quotient of two floats, correctly rounded, which GLSL does not promise (2.5 units in the last place): for where a result is rounded or cut
// off afterwards, and has to be what a processor makes of it.
#ifndef FOVEA_EXACT // an epilogue may be included inside a conditional, and then every include counts
#define FOVEA_EXACT

#include "operators/elementwise/divide.glsl"

// Long division of the mantissas. The device's quotient is off by a few units at most, so that 32 bits hold what is left of the dividend, though not the
// products that it is the difference of; in whole numbers, which no driver reorders. No quotient lies halfway between two floats.
float exactQuotient(float x, float y) {
    uint a = floatBitsToUint(x), b = floatBitsToUint(y);
    int exponentA = int((a >> 23) & 255u), exponentB = int((b >> 23) & 255u);
    if (exponentA == 0 || exponentA == 255 || exponentB == 0 || exponentB == 255) return quotient(x, y); // zero, infinite, NaN, subnormal
    uint dividend = (a & 0x007fffffu) | 0x00800000u, divisor = (b & 0x007fffffu) | 0x00800000u;
    int exponent = exponentA - exponentB;
    if (dividend < divisor) {
        dividend <<= 1;
        --exponent;
    }
    uint digits = uint(float(dividend) / float(divisor) * 8388608.0); // 2^23 to 2^24
    int rest = int((dividend << 23) - digits * divisor), by = int(divisor);
    for (int i = 0; i < 3; ++i) {
        if (rest < 0) {
            rest += by;
            --digits;
        }
        if (rest >= by) {
            rest -= by;
            ++digits;
        }
    }
    if (2 * rest > by) ++digits;
    // Times a power of two that may be out of range: two factors, of which the least make zero.
    exponent = max(exponent - 23, -250);
    int most = exponent >> 1;
    float size = float(digits) * uintBitsToFloat(uint(most + 127) << 23) * uintBitsToFloat(uint(exponent - most + 127) << 23);
    return ((a ^ b) & 0x80000000u) != 0u ? -size : size;
}

#endif
