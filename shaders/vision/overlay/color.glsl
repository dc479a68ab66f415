// The palette of Okabe and Ito (2008), whose colours are told apart with any kind of colour vision.
vec3 paletteColor(int number) {
    vec3 colors[7] = vec3[7](
        vec3(0.337, 0.706, 0.914), vec3(0.902, 0.624, 0.000), vec3(0.941, 0.894, 0.259), vec3(0.800, 0.475, 0.655),
        vec3(0.000, 0.620, 0.451), vec3(0.835, 0.369, 0.000), vec3(0.000, 0.447, 0.698));
    return colors[number - 7 * (number / 7)];
}

// Premultiplied, as the blending wants it; linear light where the target encodes what is written to it (IEC 61966-2-1).
vec4 toTarget(vec3 color, float alpha, float encodes) {
    if (encodes > 0.5)
        color = mix(pow((color + 0.055) / 1.055, vec3(2.4)), color / 12.92, vec3(lessThanEqual(color, vec3(0.04045))));
    return vec4(color * alpha, alpha);
}

// A mark of one colour over a dark, softly ending edge.
vec4 withHalo(vec3 color, float mark, float halo, float encodes) {
    vec4 over = toTarget(color, mark, encodes);
    return over + (1.0 - mark) * vec4(0.0, 0.0, 0.0, 0.6 * halo);
}
