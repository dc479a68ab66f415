// One invocation puts one word back where it was found. Windows that overlap may name a place twice, and then both with the same word.
// Bound by scattered writes: `kernels "sample unpool"` on llvmpipe, 64x28x28 to 56x56, 2.2 ms of processor time.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
layout(std430, binding = 1) readonly buffer Places { int places[]; };
layout(std430, binding = 2) buffer Target { uint target[]; };
layout(std140, binding = 0) uniform Parameters {
    ivec4 from;   // width, height, depth of what places count over
    ivec4 to;     // of the target
    int count;
    int planes;
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int place = places[index], volume = from.x * from.y * from.z;
    int plane = place / volume, rest = place % volume;
    ivec3 at = ivec3(rest % from.x, rest / from.x % from.y, rest / (from.x * from.y));
    // A place that only a run tells, and that is out of range, is left out: a kernel cannot refuse.
    if (place < 0 || plane >= planes || any(greaterThanEqual(at, to.xyz))) return;
    target[((plane * to.z + at.z) * to.y + at.y) * to.x + at.x] = source[index];
}
