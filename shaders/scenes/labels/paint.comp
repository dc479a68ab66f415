// One of a frame's maps as a picture: an invocation a pixel.
layout(local_size_x = 64) in;

#include "scenes/octahedral.glsl"

layout(binding = 0) uniform usampler2D geometry;
layout(rgba8, binding = 0) writeonly uniform highp image2D picture;

#if VIEW == COLOR
layout(binding = 1) uniform sampler2D color;
#elif VIEW == FLOW
layout(binding = 1) uniform usampler2D flow;
#endif
#if VIEW == CLASSES || VIEW == INSTANCES
layout(binding = 2) uniform sampler2D classColors; // 256
#endif
#if VIEW == INSTANCES || VIEW == FLOW
layout(binding = 3) uniform sampler2D wheel; // colours of objects, or of directions
#endif
uniform vec2 range; // depths that the colours reach over, metres; flow that is painted in full colour, pixels

#if VIEW == DEPTH
// Turbo, an improved rainbow colormap (A. Mikhailov, 2019), by the polynomial that R. Du fitted to it.
vec3 turbo(float t) {
    vec4 low = vec4(1.0, t, t * t, t * t * t);
    vec2 high = low.zw * low.z;
    return clamp(
        vec3(
            dot(low, vec4(0.13572138, 4.61539260, -42.66032258, 132.13108234)) + dot(high, vec2(-152.94239396, 59.28637943)),
            dot(low, vec4(0.09140261, 2.19418839, 4.84296658, -14.18503333)) + dot(high, vec2(4.27729857, 2.82956604)),
            dot(low, vec4(0.10667330, 12.64194608, -60.58204836, 110.36276771)) + dot(high, vec2(-89.90310912, 27.34824973))),
        0.0, 1.0);
}
#endif

#if VIEW == FLOW
// As S. Baker et al. paint it ("A database and evaluation methodology for optical flow", 2011): the direction is the hue, the length how far
// it is from white, and what is longer than the range is darker.
vec3 flowColor(vec2 v) {
    float far = length(v) / range.x;
    int count = textureSize(wheel, 0).x;
    float turn = far > 0.0 ? atan(-v.y, -v.x) / 3.14159265 : 0.0;
    if (v.y == 0.0 && v.x > 0.0) turn = -1.0; // the seam: which end of the wheel it is would depend on how a device takes the sign of zero
    float at = (turn + 1.0) * 0.5 * float(count - 1);
    int below = clamp(int(at), 0, count - 1);
    int above = below + 1 == count ? 0 : below + 1;
    vec3 hue = mix(texelFetch(wheel, ivec2(below, 0), 0).rgb, texelFetch(wheel, ivec2(above, 0), 0).rgb, at - float(below));
    return far <= 1.0 ? 1.0 - far * (1.0 - hue) : hue * 0.75;
}
#endif

void main() {
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    if (at.x >= textureSize(geometry, 0).x) return;
#if VIEW == COLOR
    vec3 painted = texelFetch(color, at, 0).rgb;
#elif VIEW == FLOW
    vec3 painted = flowColor(uintBitsToFloat(texelFetch(flow, at, 0).xy));
#else
    uvec4 surface = texelFetch(geometry, at, 0);
    vec3 painted = vec3(0.0);
#if VIEW == CLASSES || VIEW == INSTANCES
    painted = texelFetch(classColors, ivec2(surface.x & 255u, 0), 0).rgb;
#endif
#if VIEW == INSTANCES
    // What is no object is a shade of its class.
    uint id = surface.x >> 8u;
    painted = id == 0u ? painted * 0.25 : texelFetch(wheel, ivec2(int((id - 1u) % uint(textureSize(wheel, 0).x)), 0), 0).rgb;
#elif VIEW == DEPTH
    if (surface.z != 0x7f800000u) painted = turbo(1.0 - clamp(log(uintBitsToFloat(surface.z) / range.x) / log(range.y / range.x), 0.0, 1.0));
#elif VIEW == NORMALS
    if (surface.z != 0x7f800000u) painted = 0.5 + 0.5 * octahedralTo(unpackSnorm2x16(surface.y));
#endif
#endif
    imageStore(picture, at, vec4(painted, 1.0));
}
