// Copies words, four an invocation. Bound by memory: `kernels "move whole"` on llvmpipe, 1.6 MB read and as many written, takes 3.3 ms of
// processor time, 1 GB/s; kernels that look for the place of each word reach a third of that.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uvec4 source[]; };
layout(std430, binding = 1) writeonly buffer Target { uvec4 target[]; };
layout(std140, binding = 0) uniform Parameters { int words; };

void main() {
    int index = invocation();
    if (4 * index < words) target[index] = source[index];
}
