// The inverse hyperbolic functions, by the logarithm of 1 + t, which does not cancel near zero.
#include "operators/elementwise/log.glsl"

float areaSine(float x) {
    float a = abs(x);
    float y = a > 4096.0 ? logarithm(a) + 0.693147181 : logOnePlus(a + a * a / (1.0 + sqrt(1.0 + a * a)));
    return x < 0.0 ? -y : y;
}

float areaCosine(float x) {
    if (x < 1.0) return uintBitsToFloat(0x7fc00000u);
    if (x > 4096.0) return logarithm(x) + 0.693147181;
    float t = x - 1.0;
    return logOnePlus(t + sqrt(t * (t + 2.0)));
}

float areaTangent(float x) {
    float a = abs(x);
    if (a > 1.0) return uintBitsToFloat(0x7fc00000u);
    float y = a == 1.0 ? uintBitsToFloat(0x7f800000u) : 0.5 * logOnePlus(2.0 * a / (1.0 - a));
    return x < 0.0 ? -y : y;
}
