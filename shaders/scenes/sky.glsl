// The map that sky.comp made: a square of 512 texels, below it one of 64 for rough surfaces.
#include "scenes/hemisphere.glsl"

uniform sampler2D skyMap;

// The last component is how much of what is behind the clouds shines through.
vec4 sharpSky(vec3 direction) {
    vec2 uv = clamp(hemisphereFrom(direction), 0.5 / 512.0, 511.5 / 512.0);
    return textureLod(skyMap, vec2(uv.x, uv.y * (512.0 / 576.0)), 0.0);
}

vec3 softSky(vec3 direction) {
    vec2 uv = clamp(hemisphereFrom(direction), 0.5 / 64.0, 63.5 / 64.0) * 64.0;
    return textureLod(skyMap, vec2(uv.x * (1.0 / 512.0), (512.0 + uv.y) * (1.0 / 576.0)), 0.0).rgb;
}
