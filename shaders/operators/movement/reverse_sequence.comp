// One invocation copies one word from where its sequence, reversed up to its length, has it. Bound by memory. `kernels "move sequences"` on
// llvmpipe, 64x32x256: 16 ms of processor time, 0.3 GB/s.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
layout(std430, binding = 1) readonly buffer Lengths { int lengths[]; };
layout(std430, binding = 2) writeonly buffer Target { uint target[]; };
layout(std140, binding = 0) uniform Parameters { int count; int columns; int inner; int times; };

void main() {
    int index = invocation();
    if (index >= count) return;
    int row = index / inner / columns, column = (index / inner) % columns;
#if TIME_FIRST
    int time = row, entry = column;
#else
    int time = column, entry = row;
#endif
    // A length that only a run tells is clamped: a kernel cannot refuse.
    int length = clamp(lengths[entry], 0, times);
    int from = time < length ? length - 1 - time : time;
#if TIME_FIRST
    target[index] = source[(from * columns + column) * inner + index % inner];
#else
    target[index] = source[(row * columns + from) * inner + index % inner];
#endif
}
