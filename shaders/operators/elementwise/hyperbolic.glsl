// Hyperbolic functions: a polynomial where exponentials would cancel, and halves of exponentials that do not overflow before the result.
#include "operators/elementwise/exp.glsl"

float hyperbolicTangent(float x) {
    float a = abs(x), s = x * x;
    if (a < 0.6)
        return x + x * s * (-0.333332986 + s * (0.133319601 + s * (-0.0537868291 + s * (0.0208058245 - s * 0.00590633973))));
    float e = exponential(a > 16.0 ? 33.0 : 2.0 * a); // beyond it is 1; no min: NaN has to stay
    float y = 1.0 - 2.0 / (e + 1.0);
    return x < 0.0 ? -y : y;
}

float hyperbolicSine(float x) {
    float a = abs(x), s = x * x;
    if (a < 1.0)
        return x + x * s * (0.166666672 + s * (0.00833335053 + s * (0.000198360678 + s * 2.81743542e-06)));
    float e = scaledExp(a, -1);
    float y = a > 16.0 ? e : e - 0.25 / e;
    return x < 0.0 ? -y : y;
}

float hyperbolicCosine(float x) {
    float a = abs(x);
    float e = scaledExp(a, -1);
    return a > 16.0 ? e : e + 0.25 / e;
}
