// Gelu, by a polynomial near zero and by the tail of the normal distribution: 1 + erf would cancel for negative numbers.
#include "operators/elementwise/exp.glsl"

// The factor times the probability of more than a, for a >= 0: a polynomial of 1 / (1 + 0.3 a) (as 26.2.17 of Abramowitz and Stegun, but
// for the relative error), times exp(-a * a / 2). The square is taken in parts, since its rounding would be multiplied by its size. The
// factor comes first, so that the product is not subnormal before the result is.
float timesNormalTail(float factor, float a) {
    a = a > 20.0 ? 21.0 : a;
    float t = 1.0 / (1.0 + 0.3 * a);
    float p = 0.0961564034 + t * (-0.0794222504 + t * (0.191782475 + t * (-0.228211626 + t * (0.112434581 - t * 0.0206232443))));
    p = t * (0.119686693 + t * (0.119571812 + t * (0.110235423 + t * (0.0783897266 + t * p))));
    float high = uintBitsToFloat(floatBitsToUint(a) & 0xfffff000u);
    float low = 0.5 * (a - high) * (a + high);
    p *= 1.0 - low * (1.0 - low * (0.5 - low * (0.166666667 - low * 0.0416666667)));
    return factor * p * exponential(-0.5 * high * high);
}

float gelu(float x) {
    float s = x * x;
    if (s < 1.0)
        return x * (0.5 + x * (0.398942292 + s * (-0.0664903298 + s * (0.00997317582 + s * (-0.00118599541 + s * (0.000113153546 - s * 7.53370341e-06))))));
    if (x > 20.0) return x; // the tail is nothing; and infinity times what is left of 1 may be made a difference of infinities
    return x < 0.0 ? timesNormalTail(x, -x) : x * (1.0 - timesNormalTail(1.0, x));
}
