// The natural logarithm, of numbers and of 1 + t.
#ifndef FOVEA_LOG // an epilogue may be included inside a conditional, and then every include counts
#define FOVEA_LOG

// log(2^e * (1 + f)), for |f| <= 1/3.
float logOfParts(float f, float e) {
    float q = -0.166894972 + f * (0.140008569 + f * (-0.120782115 + f * (0.140060872 + f * -0.133115262)));
    q = -0.5 + f * (0.333332092 + f * (-0.249995083 + f * (0.200107694 + f * q)));
    return e * 0.693147181 + (f + f * f * q);
}

float logarithm(float x) {
    uint bits = floatBitsToUint(x);
    if (bits == 0u || bits == 0x80000000u) return uintBitsToFloat(0xff800000u);
    if (bits >= 0x7f800000u) return bits > 0x80000000u ? uintBitsToFloat(0x7fc00000u) : x;
    int e = 0;
    if (bits < 0x00800000u) { // subnormal: as a whole number, since arithmetic may take it for zero
        bits = floatBitsToUint(float(bits));
        e = -149;
    }
    int twos = int(bits - 0x3f2aaaabu) >> 23; // leaves between 2/3 and 4/3
    return logOfParts(uintBitsToFloat(bits - (uint(twos) << 23)) - 1.0, float(e + twos));
}

// log(1 + t) for t >= 0.
float logOnePlus(float t) {
    if (t < 0.333) return logOfParts(t, 0.0);
    if (t <= 1.0) return logOfParts(0.5 * (t - 1.0), 1.0);
    return logarithm(1.0 + t);
}

#endif
