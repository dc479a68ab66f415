// The inverse trigonometric functions. GLSL allows them errors that networks would notice.

float arcTangent(float x) {
    float a = abs(x), base = 0.0, t = a;
    if (a > 2.41421356) {
        base = 1.57079633;
        t = -1.0 / a;
    } else if (a > 0.414213562) {
        base = 0.785398163;
        t = (a - 1.0) / (a + 1.0);
    }
    float s = t * t;
    float y = base + (t + t * s * (-0.333333164 + s * (0.199984938 + s * (-0.142439008 + s * (0.105963133 - s * 0.0608409829)))));
    return x < 0.0 ? -y : y;
}

// The arc sine of a for 0 <= a <= 1/2, given a * a.
float smallArcSine(float a, float s) {
    return a + a * s * (0.166667536 + s * (0.0749525204 + s * (0.0454760082 + s * (0.0241523366 + s * 0.0422113054))));
}

float arcSine(float x) {
    float a = abs(x);
    if (a > 1.0) return uintBitsToFloat(0x7fc00000u);
    float rest = 0.5 * (1.0 - a);
    float y = a > 0.5 ? 1.57079633 - 2.0 * smallArcSine(sqrt(rest), rest) : smallArcSine(a, a * a);
    return x < 0.0 ? -y : y;
}

float arcCosine(float x) {
    float a = abs(x);
    if (a > 1.0) return uintBitsToFloat(0x7fc00000u);
    if (a <= 0.5) return 1.57079633 - (x < 0.0 ? -smallArcSine(a, a * a) : smallArcSine(a, a * a));
    float rest = 0.5 * (1.0 - a);
    float y = 2.0 * smallArcSine(sqrt(rest), rest);
    return x < 0.0 ? 3.14159265 - y : y;
}
