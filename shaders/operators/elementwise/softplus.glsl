// log(1 + e^x), without overflow and without losing what is added to 1.
#include "operators/elementwise/exp.glsl"
#include "operators/elementwise/log.glsl"

float softplus(float x) { return max(x, 0.0) + logOnePlus(exponential(-abs(x))); }
