// Numbers the elements of each row, and the padding behind them: the order that a bitonic network then sorts.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Order { int order[]; };
layout(std140, binding = 0) uniform Parameters { int count; int padded; };

void main() {
    int index = invocation();
    if (index < count) order[index] = index % padded;
}
