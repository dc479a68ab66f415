uniform vec4 frame;  // in its last component 1 where the target encodes sRGB: see common.glsl

// Premultiplied, as the blending wants it; linear light where the target encodes what is written to it (IEC 61966-2-1).
vec4 toTarget(vec3 color, float alpha) {
    if (frame.w > 0.5)
        color = mix(pow((color + 0.055) / 1.055, vec3(2.4)), color / 12.92, vec3(lessThanEqual(color, vec3(0.04045))));
    return vec4(color * alpha, alpha);
}

// A mark of one colour over a dark, softly ending edge.
vec4 withHalo(vec3 color, float mark, float halo) {
    vec4 over = toTarget(color, mark);
    return over + (1.0 - mark) * vec4(0.0, 0.0, 0.0, 0.6 * halo);
}
