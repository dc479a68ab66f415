// Writes zeros. Bound by memory.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { uint target[]; };
layout(std140, binding = 0) uniform Parameters { int count; };

void main() {
    int index = invocation();
    if (index < count) target[index] = 0u;
}
