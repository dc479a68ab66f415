// Resizes one axis of whole numbers by weights of any curve, and rounds: one invocation makes one element. Bound by its
// loads: a wide curve reads each element several times. `kernels "sample whole"` on llvmpipe, 3x512x512 to 224x224, both axes: 40 to 53 ms of
// processor time, 0.1 to 0.2 GB/s.
// taps holds PAIRS vec4 of (place, weight, place, weight) for every place along the axis; FIXED has the weights in 2^-22.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { int target[]; };
layout(std430, binding = 1) readonly buffer Source { int source[]; };
#include <taps>
layout(std140, binding = 0) uniform Parameters {
    int count;
    int inner;         // elements from one place along the axis to the next
    int sourceExtent;
    int targetExtent;
    int outside;       // what lies beyond the region of interest
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int line = index / inner, at = line % targetExtent;
    int base = line / targetExtent * sourceExtent * inner + index % inner;
    vec4 pair = taps(at * PAIRS);
#if CROPS
    if (pair.x < 0.0) {
        target[index] = outside;
        return;
    }
#endif
    int whole = 1 << 21;
    PRECISE float sum = 0.0; // rounded as on a processor, since a whole number comes of it
    for (int i = 0; i < PAIRS; ++i) {
        pair = taps(at * PAIRS + i);
        int first = source[base + int(pair.x) * inner], second = source[base + int(pair.z) * inner];
#if FIXED
        whole += int(pair.y) * first + int(pair.w) * second;
#else
        sum += pair.y * float(first);
        sum += pair.w * float(second);
#endif
    }
#if FIXED
    target[index] = clamp(whole >> 22, LOWEST, HIGHEST);
#else
    target[index] = int(sum < 0.0 ? ceil(sum - 0.5) : floor(sum + 0.5));
#endif
}
