// The quotient that is rounded to a whole number next.
#include "common/exact.glsl"

// Correctly rounded where it may be halfway between two whole numbers; elsewhere it rounds to the same one as it is.
float quotientToRound(float x, float y) {
    float q = quotient(x, y), size = abs(q);
    return abs(size - floor(size) - 0.5) <= 1e-6 * size ? exactQuotient(x, y) : q;
}
