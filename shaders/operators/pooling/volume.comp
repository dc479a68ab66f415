// One invocation makes one element of a row-major tensor of one to three spatial axes, and where the largest was (PLACES). Bound by memory.
// `kernels "pool volume"` on llvmpipe, 2x2x2 over 16x8x28x28: 2.5 ms of processor time, 0.2 GB/s.
#include "common/linear.glsl"
#include "common/packed.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { ELEMENT source[]; };
layout(std430, binding = 1) writeonly buffer Target { ELEMENT target[]; };
#ifdef PLACES
layout(std430, binding = 2) writeonly buffer Places { int places[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    ivec4 sourceSize;  // width, height, depth
    ivec4 targetSize;
    ivec4 kernel;      // x, y, z
    ivec4 stride;
    ivec4 dilation;
    ivec4 before;      // padding
    ivec4 behind;
    int count;
};

#include <pooling>

void main() {
    int index = invocation();
    if (index >= count) return;
    int positions = targetSize.x * targetSize.y * targetSize.z, volume = sourceSize.x * sourceSize.y * sourceSize.z;
    int plane = index / positions, place = index % positions;
    ivec3 at = ivec3(place, place / targetSize.x, place / (targetSize.x * targetSize.y)) % targetSize.xyz;
    ivec3 first = at * stride.xyz - before.xyz;

    vec4 joined = start();
    int elements = 0, inWindow = 0, best = 0;
    float largest = 0.0;
    for (int z = 0; z < kernel.z; ++z) {
        for (int y = 0; y < kernel.y; ++y) {
            for (int x = 0; x < kernel.x; ++x) {
                ivec3 p = first + ivec3(x, y, z) * dilation.xyz;
                // Rounding up may let a window stick out even of the padding; nothing there counts.
                if (all(lessThan(p, sourceSize.xyz + behind.xyz))) ++inWindow;
                if (any(lessThan(p, ivec3(0))) || any(greaterThanEqual(p, sourceSize.xyz))) continue;
                float value = float(source[plane * volume + (p.z * sourceSize.y + p.y) * sourceSize.x + p.x]);
                joined = take(joined, lift(vec4(value)));
                if (elements == 0 || value > largest) {
                    largest = value;
#if BY_COLUMNS
                    best = plane * volume + (p.x * sourceSize.y + p.y) * sourceSize.z + p.z;
#else
                    best = plane * volume + (p.z * sourceSize.y + p.y) * sourceSize.x + p.x;
#endif
                }
                ++elements;
            }
        }
    }

    target[index] = ELEMENT(finish(joined, float(max(COUNT_PADDING == 1 ? inWindow : elements, 1))).x);
#ifdef PLACES
    places[index] = best;
#endif
}
