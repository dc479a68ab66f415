// One invocation marks the slot of one update: the first and the last update that name it, and for the update its slot. Bound by its atomic
// operations: `kernels "index scatter tuples"` on llvmpipe, 2048 updates, 0.2 ms of processor time.
#include "common/linear.glsl"
#include "operators/indexing/tuple.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Indices { int indices[]; };
layout(std430, binding = 1) buffer Marks { int marks[]; };

void main() {
    int update = invocation();
    if (update >= tuples) return;
    int slot;
    tupleSlot(update, slot);
    atomicMin(marks[2 * slot], update);
    atomicMax(marks[2 * slot + 1], update);
    marks[2 * slots + update] = slot;
}
