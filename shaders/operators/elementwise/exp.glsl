// e to the x. GLSL allows exp an error of 3 + 2|x| units in the last place, and so do drivers.
#ifndef FOVEA_EXP // an epilogue may be included inside a conditional, and then every include counts
#define FOVEA_EXP

float powerOfTwo(int exponent) { return uintBitsToFloat(uint(exponent + 127) << 23); }

// 2 to the f, for |f| <= 1/2: a minimax polynomial.
float powerOfFraction(float f) {
    return 1.0 + f * (0.693147182 + f * (0.240226507 + f * (0.055503279 + f * (0.00961800385 + f * (0.00134002662 + f * 0.000154762994)))));
}

// x / log(2) less the whole number next to it. With 9 bits of log(2) the product and the difference are exact; the second product makes
// up for the other bits. The terms have no common factor, which a compiler could take out.
float fractionOf(float x, float whole) { return (x - whole * 0.693359375) * 1.44269504 + whole * 0.000306131876; }

// 2 to the (whole + f): two factors, since one alone may be out of range.
float scaledByTwos(float f, int whole) {
    int most = whole >> 1;
    return powerOfFraction(f) * powerOfTwo(most) * powerOfTwo(whole - most);
}

// e to the x, times 2 to the shift.
float scaledExp(float x, int shift) {
    x = x > 164.0 ? 165.0 : (x < -164.0 ? -165.0 : x); // no clamp, nor what compilers take for one: NaN has to stay
    float whole = roundEven(x * 1.44269504);
    return scaledByTwos(fractionOf(x, whole), int(whole) + shift);
}

float exponential(float x) { return scaledExp(x, 0); }

#endif
