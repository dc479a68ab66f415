// What the time and the width of the camera's opening blur: one more picture from the lit one.
#include "scenes/frame.glsl"

uniform sampler2D litMap;
uniform highp usampler2D geometryMap;
uniform highp usampler2D flowMap;
uniform vec4 opening;  // the share of a step, the diameter in metres times pixels for a tangent of 1, 1 / metres to what is sharp

layout(location = 0) out vec4 picture;

// Lights that the picture shows as white are brighter than it can say: averages are taken of light before it was squeezed.
vec3 expanded(vec3 c) {
    vec3 x = c * c;
    return x / (1.06 - x);
}

vec3 squeezed(vec3 x) {
    return sqrt(1.06 * x / (1.0 + x));
}

vec3 readAt(vec2 at) {
    return expanded(textureLod(litMap, clamp(at, vec2(0.5), vec2(rayX.w, rayY.w) - 0.5) / vec2(textureSize(litMap, 0)), 0.0).rgb);
}

// The radius of the spot that a point makes, in pixels.
float spotOf(float depth) {
    return min(0.5 * opening.y * abs(opening.z - 1.0 / depth), 10.0);
}

float depthAt(vec2 at) {
    return uintBitsToFloat(texelFetch(geometryMap, clamp(ivec2(at), ivec2(0), ivec2(rayX.w, rayY.w) - 1), 0).z);
}

void main() {
    vec2 at = gl_FragCoord.xy;
    float grain = fract(52.9829189 * fract(dot(at, vec2(0.06711056, 0.00583715))));
    vec3 sum = vec3(0.0);
    float weight = 0.0;
#if FOCUS
    float depth = depthAt(at), own = spotOf(depth);
    sum = readAt(at);
    weight = 1.0;
    for (int i = 0; i < 16; ++i) {
        float r = sqrt((float(i) + 0.5) / 16.0) * 10.0, turn = 2.3999632 * float(i) + 6.2831853 * grain;
        vec2 there = at + r * vec2(cos(turn), sin(turn));
        float other = depthAt(there), spot = spotOf(other);

        // What is sharp does not spill; what is behind spills no farther than this pixel's own spot.
        float reach = other > depth ? min(spot, own) : spot;
        float w = clamp(reach - r + 1.0, 0.0, 1.0) / (1.0 + reach * reach * 0.05);
        sum += w * readAt(there);
        weight += w;
    }
#else
    vec2 way = uintBitsToFloat(texelFetch(flowMap, ivec2(at), 0).xy) * opening.x;
    way *= min(1.0, 60.0 / max(length(way), 1e-3));
    for (int i = 0; i < 8; ++i) {
        sum += readAt(at + way * ((float(i) + grain) * 0.125 - 0.5));
        weight += 1.0;
    }
#endif
    vec3 color = squeezed(sum / weight);
    picture = vec4(color, dot(color, vec3(0.299, 0.587, 0.114)));
}
