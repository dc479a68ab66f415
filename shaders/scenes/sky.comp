// The sky with clouds, SHARP texels a side, and below it the soft one as it came. Bounded by the noise: 262,144 texels of 5 octaves, once
// for each new sky.
#include "scenes/hemisphere.glsl"
#include "scenes/noise.glsl"

layout(local_size_x = 8, local_size_y = 8) in;
layout(rgba16f, binding = 0) writeonly uniform highp image2D skyMap;
uniform sampler2D clearMap;
uniform sampler2D softMap;
uniform vec4 sun;    // its light; w: the share of clouds
uniform vec4 toSun;  // its direction; w: which clouds
uniform vec4 shade;  // the light of clouds in the shade

float clouds(vec2 p, int octaves) {
    float sum = 0.0, weight = 0.5;
    for (int i = 0; i < octaves; ++i) {
        sum += weight * noise2(p);
        p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.3;
        weight *= 0.5;
    }
    return sum / (1.0 - 2.0 * weight);
}

void main() {
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    if (at.y >= SHARP) {
        if (at.x < SOFT)
            imageStore(skyMap, at, texelFetch(softMap, at - ivec2(0, SHARP), 0));
        return;
    }
    vec2 uv = (vec2(at) + 0.5) / float(SHARP);
    vec3 direction = hemisphereTo(uv);
    vec3 color = textureLod(clearMap, uv, 0.0).rgb;

    // A flat layer, bent a little downwards far out.
    vec2 p = direction.xz / (direction.y + 0.13) * 1.15 + vec2(toSun.w * 7.31, toSun.w * 3.77);
    float cover = sun.w, puffs = clouds(p, 5);
    float threshold = mix(0.78, 0.16, cover);
    float density = smoothstep(threshold, threshold + mix(0.22, 0.34, cover), puffs) * smoothstep(0.0, 0.12, cover);
    density = mix(density, 1.0, smoothstep(0.75, 1.0, cover));
    float lit = clamp(1.15 - 1.1 * clouds(p + toSun.xz * 0.12, 3) * (0.4 + 0.6 * density), 0.0, 1.0);
    float toward = max(dot(direction, toSun.xyz), 0.0);
    vec3 cloud = shade.rgb * mix(0.75, 1.55, puffs) + sun.rgb * (lit * (0.34 + 0.5 * pow(toward, 10.0)) * (1.0 - 0.35 * density));

    // Overcast skies are darker at the horizon; single clouds fade into the haze there.
    float veil = smoothstep(0.55, 1.0, cover);
    cloud *= 1.0 - veil * 0.4 * (1.0 - direction.y);
    float far = smoothstep(0.0, 0.14, direction.y);
    color = mix(mix(color, textureLod(softMap, uv, 0.0).rgb, cover), mix(color, cloud, density * 0.94), far);
    imageStore(skyMap, at, vec4(color, 1.0 - density * far));
}
