// One invocation finds the rank of one element in its row by counting those that come before it, and writes it there if that is among the
// first k. Bound by the reads of the row, which all of a row's invocations share in cache. `kernels "index top"` on llvmpipe, 1024
// elements: 8.3 ms of processor time, 8 ns a comparison.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { ELEMENT source[]; };
layout(std430, binding = 1) writeonly buffer Values { ELEMENT values[]; };
layout(std430, binding = 2) writeonly buffer Places { int places[]; };
layout(std140, binding = 0) uniform Parameters { int count; int inner; int extent; int k; };

void main() {
    int index = invocation();
    if (index >= count) return;
    int row = index / extent, place = index % extent;
    int first = (row / inner) * extent * inner + row % inner;
    ELEMENT value = source[first + place * inner];
    int rank = 0;
    for (int i = 0; i < place; ++i) rank += value BEFORE source[first + i * inner] ? 0 : 1;
    for (int i = place + 1; i < extent; ++i) rank += source[first + i * inner] BEFORE value ? 1 : 0;
    if (rank >= k) return;
    int to = ((row / inner) * k + rank) * inner + row % inner;
    values[to] = value;
    places[to] = place;
}
