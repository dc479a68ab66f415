// One invocation normalizes one short row: along an axis of a row-major tensor, with `inner` elements behind each of its coordinates.
// Bound by the exponentials on a processor, by memory on a GPU: `kernels softmax` on llvmpipe, 12x197 rows of 197, 14 ms of processor time, where
// a group a row (softmax_group.comp) takes 25 by 8 lanes and 57 by 64.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters { int rows; int inner; int extent; };

void main() {
    int row = invocation();
    if (row >= rows) return;
    int first = (row / inner) * extent * inner + row % inner;

    float largest = source[first];
    for (int i = 1; i < extent; ++i) largest = max(largest, source[first + i * inner]);
    float sum = 0.0;
    for (int i = 0; i < extent; ++i) sum += exp(source[first + i * inner] - largest);
#if LOGARITHM
    float shift = largest + log(sum);
    for (int i = 0; i < extent; ++i) target[first + i * inner] = source[first + i * inner] - shift;
#else
    float factor = 1.0 / sum;
    for (int i = 0; i < extent; ++i) target[first + i * inner] = exp(source[first + i * inner] - largest) * factor;
#endif
}
