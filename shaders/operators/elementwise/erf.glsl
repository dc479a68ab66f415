// The error function: a polynomial near zero, elsewhere 1 less the exponential of one.
#include "operators/elementwise/exp.glsl"

float errorFunction(float x) {
    float a = abs(x), s = x * x;
    if (a < 0.92)
        return x + x * (0.128379166 + s * (-0.376126349 + s * (0.112837017 + s * (-0.026859697 + s * (0.00520170527 + s * (-0.00081496808 + s * 8.39726272e-05))))));
    float logOfRest = -4.99417947e-05 + a * 5.29710951e-06;
    logOfRest = 0.105169468 + a * (-0.022575587 + a * (0.00286910264 + a * (-2.74284794e-05 + a * logOfRest)));
    float y = a > 4.0 ? 1.0 : 1.0 - exponential(-a * (1.12854147 + a * (0.635673165 + a * logOfRest)));
    return x < 0.0 ? -y : y;
}
