// One invocation marks the slot of one update: the first and the last update that name it, and for the update its slot. Bound by its atomic
// operations: `kernels "index scatter elements"` on llvmpipe, 131,000 updates, 13 ms of processor time, twice what applying them takes.
#include "common/linear.glsl"
#include "operators/indexing/element.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Indices { int indices[]; };
layout(std430, binding = 1) buffer Marks { int marks[]; };

void main() {
    int update = invocation();
    if (update >= count) return;
    int slot = elementOffset(update, indices[update]);
    atomicMin(marks[2 * slot], update);
    atomicMax(marks[2 * slot + 1], update);
    marks[2 * slots + update] = slot;
}
