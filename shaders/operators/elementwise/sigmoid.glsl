// 1 / (1 + e^-x), which stands behind many a convolution: by t = e^-|x|, which one factor scales and which never overflows. An infinite
// factor could become NaN: a compiler may make a * s + s of (1 + a) * s, for a < 0 a difference of infinities (NVIDIA's does).
#include "operators/elementwise/exp.glsl"

float sigmoid(float x) {
    float y = abs(x);
    y = y > 88.0 ? 88.2 : y; // no min: NaN has to stay
    float whole = roundEven(y * -1.44269504); // from -127 on the factor is 0: the result is subnormal
    float t = powerOfFraction(fractionOf(-y, whole)) * powerOfTwo(int(whole));
    return (x < 0.0 ? t : 1.0) / (1.0 + t);
}
