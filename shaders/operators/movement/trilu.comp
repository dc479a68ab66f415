// One invocation copies one word of a matrix, or writes zero on the wrong side of the diagonal. Bound by memory. `kernels "move triangle"`
// on llvmpipe, 12 of 197x197: 11 ms of processor time, 0.3 GB/s.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
layout(std430, binding = 1) writeonly buffer Target { uint target[]; };
layout(std140, binding = 0) uniform Parameters { int count; int rows; int columns; int diagonal; };

void main() {
    int index = invocation();
    if (index >= count) return;
    int above = index % columns - (index / columns) % rows - diagonal;
#if UPPER
    target[index] = above < 0 ? 0u : source[index];
#else
    target[index] = above > 0 ? 0u : source[index];
#endif
}
