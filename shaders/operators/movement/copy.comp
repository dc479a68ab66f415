// Copies words, four an invocation.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uvec4 source[]; };
layout(std430, binding = 1) writeonly buffer Target { uvec4 target[]; };
layout(std140, binding = 0) uniform Parameters { int words; };

void main() {
    int index = invocation();
    if (4 * index < words) target[index] = source[index];
}
