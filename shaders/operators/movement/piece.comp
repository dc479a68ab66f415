// Copies a tensor into its place in a larger one: runs of `inner` units, `whole` apart in the target. Bound by memory.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { UNIT source[]; };
layout(std430, binding = 1) writeonly buffer Target { UNIT target[]; };
layout(std140, binding = 0) uniform Parameters { int count; int inner; int whole; int offset; };

void main() {
    int index = invocation();
    if (index < count) target[(index / inner) * whole + offset + index % inner] = source[index];
}
