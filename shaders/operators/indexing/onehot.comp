// One invocation writes one element: `on` where the index of its vector says, `off` elsewhere. Bound by memory. On llvmpipe by the
// arithmetic of each place: `kernels "index one hot"`, 4096x80, 11 ms of processor time, 0.1 GB/s.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Indices { INDEX indices[]; };
layout(std430, binding = 1) readonly buffer Values { uint values[]; };
layout(std430, binding = 2) writeonly buffer Target { uint target[]; };
layout(std140, binding = 0) uniform Parameters { int count; int depth; int inner; };

void main() {
    int index = invocation();
    if (index >= count) return;
    int pick = int(indices[(index / inner / depth) * inner + index % inner]);
    if (pick < 0) pick += depth;
    target[index] = values[pick == (index / inner) % depth ? 1 : 0];
}
