// From light to what a picture holds.

// Fog lies as thick as its extinction says up to some height; looking up one leaves it.
vec3 withFog(vec3 color, vec3 direction, float metres) {
    float reach = fogToward.w / max(direction.y, 0.0005);
    float clear = exp2(-fogAway.w * min(metres, reach));
    float toward = 0.5 + 0.5 * dot(direction, sunDirection.xyz);
    return mix(mix(fogAway.rgb, fogToward.rgb, toward * toward), color, clear);
}

// Hejl and Burgess-Dawson's filmic curve (2010), which ends in display encoding: no power is computed. Luma for the filter of edges goes along.
vec4 develop(vec3 color) {
    vec3 x = max(color * exposure.x - 0.004, 0.0);
    vec3 encoded = (x * (6.2 * x + 0.5)) / (x * (6.2 * x + 1.7) + 0.06);
#if LUMA
    return vec4(encoded, dot(encoded, vec3(0.299, 0.587, 0.114)));
#else
    return vec4(encoded, 1.0);
#endif
}
