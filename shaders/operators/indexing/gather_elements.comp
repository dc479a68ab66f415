// One invocation copies the word that one index means. Bound by memory: neighbours read wherever their indices point. `kernels "index
// gather elements"` on llvmpipe, 256x512: 5 ms of processor time, 0.3 GB/s.
#include "common/linear.glsl"
#include "operators/indexing/element.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
layout(std430, binding = 1) readonly buffer Indices { int indices[]; };
layout(std430, binding = 2) writeonly buffer Target { uint target[]; };

void main() {
    int index = invocation();
    if (index < count) target[index] = source[elementOffset(index, indices[index])];
}
