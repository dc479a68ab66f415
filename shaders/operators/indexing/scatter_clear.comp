// Says of every slot that no update names it. Bound by memory. `kernels "index scatter"` on llvmpipe: 1.1 ms of processor time for 1.6 MB.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Marks { int marks[]; };
layout(std140, binding = 0) uniform Parameters { int slots; };

void main() {
    int slot = invocation();
    if (slot >= slots) return;
    marks[2 * slot] = 0x7fffffff;
    marks[2 * slot + 1] = -1;
}
