// From light to what a picture holds.
#include "scenes/color.glsl"

// Fog lies as thick as its extinction says up to some height; looking up one leaves it.
vec3 withFog(vec3 color, vec3 direction, float metres) {
    float reach = fogToward.w / max(direction.y, 0.0005);
    float clear = exp(-fogAway.w * min(metres, reach));
    float toward = 0.5 + 0.5 * dot(direction, sunDirection.xyz);
    return mix(mix(fogAway.rgb, fogToward.rgb, toward * toward), color, clear);
}

// Narkowicz's fit to ACES (ACES Filmic Tone Mapping Curve, 2016), then sRGB; luma for the filter of edges goes along.
vec4 develop(vec3 color) {
    vec3 x = color * exposure.x;
    x = clamp((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14), 0.0, 1.0);
    vec3 encoded = encodeSrgb(x);
#if LUMA
    return vec4(encoded, dot(encoded, vec3(0.299, 0.587, 0.114)));
#else
    return vec4(encoded, 1.0);
#endif
}
