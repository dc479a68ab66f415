// Writes zeros. Bound by memory. `kernels "sample unpool"` on llvmpipe: 0.8 ms of processor time for 0.8 MB.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { uint target[]; };
layout(std140, binding = 0) uniform Parameters { int count; };

void main() {
    int index = invocation();
    if (index < count) target[index] = 0u;
}
