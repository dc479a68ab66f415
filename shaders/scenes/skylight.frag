// The sky's own light, where nothing stands before it.
#include "scenes/frame.glsl"
#include "scenes/sky.glsl"
#include "scenes/develop.glsl"

layout(location = 0) out vec4 lit;

#if STARS
float star(vec3 d) {
    vec3 p = d * 90.0;
    ivec3 cell = ivec3(floor(p));
    uint h = uint(cell.x) * 0x9E3779B1u ^ uint(cell.y) * 0x85EBCA77u ^ uint(cell.z) * 0xC2B2AE3Du;
    h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
    h ^= h >> 13;
    vec3 place = vec3(h & 255u, (h >> 8) & 255u, (h >> 16) & 255u) * (1.0 / 255.0);
    float r = length(p - floor(p) - mix(vec3(0.2), vec3(0.8), place));
    return (h >> 24) < 26u ? smoothstep(0.16, 0.02, r) * (0.3 + place.x) : 0.0;
}
#endif

void main() {
#if FLAT
    lit = vec4(background.rgb, 1.0);
#if LUMA
    lit.a = dot(lit.rgb, vec3(0.299, 0.587, 0.114));
#endif
#else
    vec3 direction = normalize(rayOf(gl_FragCoord.xy));
    vec4 sky = sharpSky(direction);
    vec3 color = sky.rgb;
    float angle = dot(direction, sunDirection.xyz);
    color += sunDisc.rgb * (sky.a * (smoothstep(sunLight.w, mix(sunLight.w, 1.0, 0.35), angle) + 0.0006 * pow(max(angle, 0.0), 900.0)));
#if STARS
    color += weather.w * sky.a * star(direction) * smoothstep(0.0, 0.25, direction.y);
#endif
    lit = develop(withFog(color, direction, 1e5));
#endif
}
