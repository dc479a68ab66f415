// x / y, where a device takes the reciprocal of y, and for zero where that is subnormal (NVIDIA): Inf / 1.7e38 would be NaN, and 3e38 / 2e38 zero.
#ifndef FOVEA_DIVIDE // an epilogue may be included inside a conditional, and then every include counts
#define FOVEA_DIVIDE

// By a divisor between 2^-64 and 2^64. Where the factor carries x out of range, the quotient is out of range too.
float quotient(float x, float y) {
    float size = abs(y), scale = size > 1.84467441e19 ? 5.42101086e-20 : (size < 5.42101086e-20 ? 1.84467441e19 : 1.0);
    return (x * scale) / (y * scale);
}

#endif
