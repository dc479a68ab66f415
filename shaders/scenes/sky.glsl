// The map that sky.comp made: a square of 512 texels, below it one of 64 for rough surfaces.
#include "scenes/hemisphere.glsl"

uniform sampler2D skyMap;

// The last component is how much of what is behind the clouds shines through.
vec4 sharpSky(vec3 direction) {
    vec2 uv = clamp(hemisphereFrom(direction), 0.5 / 512.0, 511.5 / 512.0);
    return textureLod(skyMap, vec2(uv.x, uv.y * (512.0 / 576.0)), 0.0);
}

// One of both maps by one read: reads are what a software rasterizer pays for.
vec3 mirroredSky(vec3 direction, bool soft) {
    float side = soft ? 64.0 : 512.0;
    vec2 at = clamp(hemisphereFrom(direction) * side, vec2(0.5), vec2(side - 0.5));
    return textureLod(skyMap, vec2(at.x, soft ? 512.0 + at.y : at.y) * vec2(1.0 / 512.0, 1.0 / 576.0), 0.0).rgb;
}
