// Activations that are made of exponentials, without overflow, and without what is subnormal before the result is.
#include "operators/elementwise/divide.glsl"
#include "operators/elementwise/exp.glsl"

// x * tanh(log(1 + e^x)) = x * n / (n + 2), n = e^x * (e^x + 2).
float mish(float x) {
    if (x > 20.0) return x;
    bool small = x < -60.0;
    float scaled = scaledExp(x, small ? 12 : 0), scale = small ? 0.000244140625 : 1.0;
    float e = scaled * scale;
    return x * scaled * ((e + 2.0) / (e * (e + 2.0) + 2.0)) * scale;
}

// x / (1 + |x|).
float softsign(float x) { return quotient(x, 1.0 + abs(x)); }

// 0.5 * x * (1 + tanh(u)) = x / (1 + e^-2u), u = sqrt(2 / pi) * (x + 0.044715 * x^3).
float geluByTanh(float x) {
    float exponent = -1.59576912 * (x + 0.044715 * x * x * x);
    bool large = exponent > 80.0;
    float scale = large ? 0.00390625 : 1.0;
    return x * scale / (scale + scaledExp(exponent, large ? -8 : 0));
}
