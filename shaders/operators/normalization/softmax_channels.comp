// One invocation normalizes the channels of one position of a packed map. Bound by memory; neighbours read neighbouring vec4. `kernels
// "softmax channels"` on llvmpipe, 21 of 65x65: 2.6 ms of processor time, 0.3 GB/s, for it goes through the channels three times.
#include "common/linear.glsl"
#include "common/packed.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { packed4_0 source[]; };
layout(std430, binding = 1) writeonly buffer Target { packed4 target[]; };
layout(std140, binding = 0) uniform Parameters { int positions; int plane; int channels; int vectors; };

// A choice and no product: what stands in lanes beyond the last channel may be infinite on the way.
vec4 live(vec4 value, vec4 otherwise, int c) {
    return mix(otherwise, value, lessThan(4 * c + ivec4(0, 1, 2, 3), ivec4(channels)));
}

void main() {
    int index = invocation();
    if (index >= positions) return;
    int first = (index / plane) * vectors * plane + index % plane;

    vec4 largest4 = vec4(-FLT_MAX);
    for (int c = 0; c < vectors; ++c) largest4 = max(largest4, live(load4(source, first + c * plane), vec4(-FLT_MAX), c));
    float largest = max(max(largest4.x, largest4.y), max(largest4.z, largest4.w));
    vec4 sum4 = vec4(0.0);
    for (int c = 0; c < vectors; ++c) sum4 += live(exp(load4(source, first + c * plane) - largest), vec4(0.0), c);
    float sum = dot(sum4, vec4(1.0));
#if LOGARITHM
    float shift = largest + log(sum);
    for (int c = 0; c < vectors; ++c)
        store4(target, first + c * plane, live(load4(source, first + c * plane) - shift, vec4(0.0), c));
#else
    float factor = 1.0 / sum;
    for (int c = 0; c < vectors; ++c)
        store4(target, first + c * plane, live(exp(load4(source, first + c * plane) - largest) * factor, vec4(0.0), c));
#endif
}
