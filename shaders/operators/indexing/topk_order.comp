// Numbers the elements of each row, and the padding behind them: the order that a bitonic network then sorts. Bound by memory: `kernels
// "index top"` on llvmpipe, 8400 elements, 0.2 ms of processor time.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Order { int order[]; };
layout(std140, binding = 0) uniform Parameters { int count; int padded; };

void main() {
    int index = invocation();
    if (index < count) order[index] = index % padded;
}
