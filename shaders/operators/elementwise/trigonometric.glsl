// Sine, cosine and tangent of any float. GLSL promises nothing beyond pi, and implementations lose all digits of large arguments.

// 2 / pi in binary, behind 32 zeros.
const uint TWO_OVER_PI[9] = uint[9](
    0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu, 0xdebbc561u);

// x = r + quadrant * pi / 2, |r| <= pi / 4, after Payne and Hanek: of the product with 2 / pi only the bits below 4 matter, so x's 24 bits
// are multiplied by the 96 bits of 2 / pi that make those. In whole numbers, which no driver reorders.
float quarterTurns(float x, out int quadrant) {
    quadrant = 0;
    uint bits = floatBitsToUint(x) & 0x7fffffffu;
    if (bits < 0x3f490fdbu) return x;
    if (bits >= 0x7f800000u) return uintBitsToFloat(0x7fc00000u);
    uint mantissa = (bits & 0x007fffffu) | 0x00800000u;
    int first = int(bits >> 23) - 120; // of the bits of 2 / pi, with the zeros
    int word = first >> 5, shift = first & 31;
    uint high = TWO_OVER_PI[word], middle = TWO_OVER_PI[word + 1], low = TWO_OVER_PI[word + 2];
    if (shift > 0) {
        high = (high << shift) | (middle >> (32 - shift));
        middle = (middle << shift) | (low >> (32 - shift));
        low = (low << shift) | (TWO_OVER_PI[word + 3] >> (32 - shift));
    }

    uint carry, part, rest, top;
    umulExtended(mantissa, low, carry, part);
    umulExtended(mantissa, middle, top, rest);
    rest += carry;
    top += mantissa * high + (rest < carry ? 1u : 0u);
    // top and rest count 2^-62 quarter turns, modulo 4; half a one is added to round.
    quadrant = int((top + 0x20000000u) >> 30);
    uint turn = top - (uint(quadrant) << 30);
    bool negative = (turn & 0x80000000u) != 0u;
    if (negative) {
        turn = ~turn;
        rest = ~rest;
    }
    float r = turn > 0u ? float(turn) * 9.31322575e-10 + float(rest) * 2.16840434e-19 : float(rest) * 2.16840434e-19;
    r *= 1.57079633;
    if (x < 0.0) {
        negative = !negative;
        quadrant = -quadrant;
    }
    quadrant &= 3;
    return negative ? -r : r;
}

float sineOfSmall(float r) {
    float s = r * r;
    return r + r * s * (-0.166666672 + s * (0.00833332911 + s * (-0.000198393347 + s * 2.71830663e-06)));
}

float cosineOfSmall(float r) {
    float s = r * r;
    return 1.0 + s * (-0.5 + s * (0.0416666456 + s * (-0.00138873677 + s * 2.44384664e-05)));
}

float sine(float x) {
    int quadrant;
    float r = quarterTurns(x, quadrant);
    float y = (quadrant & 1) == 0 ? sineOfSmall(r) : cosineOfSmall(r);
    return quadrant > 1 ? -y : y;
}

float cosine(float x) {
    int quadrant;
    float r = quarterTurns(x, quadrant);
    float y = (quadrant & 1) == 0 ? cosineOfSmall(r) : sineOfSmall(r);
    return quadrant == 1 || quadrant == 2 ? -y : y;
}

float tangent(float x) {
    int quadrant;
    float r = quarterTurns(x, quadrant);
    float s = sineOfSmall(r), c = cosineOfSmall(r);
    return (quadrant & 1) == 0 ? s / c : -c / s;
}
