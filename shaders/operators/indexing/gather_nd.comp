// One invocation copies one word of the slice that a tuple of indices means. Bound by memory. `kernels "index gather tuples"` on llvmpipe,
// 2048 rows of 32: 3 ms of processor time, 0.3 GB/s.
#include "common/linear.glsl"
#include "operators/indexing/tuple.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
layout(std430, binding = 1) readonly buffer Indices { int indices[]; };
layout(std430, binding = 2) writeonly buffer Target { uint target[]; };

void main() {
    int index = invocation();
    if (index >= tuples * inner) return;
    int slot;
    tupleSlot(index / inner, slot);
    target[index] = source[slot * inner + index % inner];
}
