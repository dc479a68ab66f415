// e to the x less 1, without cancellation near zero.
#include "operators/elementwise/exp.glsl"

float expMinusOne(float x) {
    if (abs(x) < 0.5)
        return x + x * x * (0.50000006 + x * (0.166666687 + x * (0.0416653194 + x * (0.00833307207 + x * (0.00139973918 + x * 0.000199931514)))));
    return exponential(x) - 1.0;
}
