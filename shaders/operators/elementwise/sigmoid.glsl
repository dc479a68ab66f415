// 1 / (1 + e^-x), which stands behind many a convolution: one factor for the exponential, which may overflow.
#include "operators/elementwise/exp.glsl"

float sigmoid(float x) {
    float y = x < -88.9 ? 89.0 : (x > 87.2 ? -87.3 : -x); // no clamp: NaN has to stay
    float whole = roundEven(y * 1.44269504);
    return 1.0 / (1.0 + powerOfFraction(fractionOf(y, whole)) * powerOfTwo(int(whole)));
}
