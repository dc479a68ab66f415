// Between the outer picture and the inner one that was drawn; FrameView in C# says how.
uniform vec4 outerLens;  // the outer picture's middle, pixels for a tangent of 1, and the distance up to which the lens's formula grows
uniform vec4 innerLens;  // the inner picture's
uniform vec4 innerSize;  // width, height, k1, k2

vec2 distorted(vec2 u) {
    float r2 = dot(u, u);
    return u * (1.0 + r2 * (innerSize.z + r2 * innerSize.w));
}

// Newton's method, as in LensDistortion.
vec2 undistorted(vec2 d) {
    float target = length(d), r = min(target, outerLens.w);
    for (int i = 0; i < 8; ++i) {
        float r2 = r * r;
        float slope = 1.0 + r2 * (3.0 * innerSize.z + 5.0 * r2 * innerSize.w);
        float value = r * (1.0 + r2 * (innerSize.z + r2 * innerSize.w)) - target;
        r = clamp(r - value / max(slope, 0.05), 0.0, outerLens.w);
    }
    return d * (r / max(target, 1e-9));
}

// Where in the inner picture a place of the outer one is.
vec2 innerOf(vec2 outer) {
    vec2 p = (outer - outerLens.xy) / outerLens.z;
#if LENS
    p = undistorted(p);
#endif
    return p * innerLens.z + innerLens.xy;
}
