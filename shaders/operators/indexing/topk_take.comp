// One invocation writes one of the first k of a sorted row. Bound by memory. `kernels "index top"` on llvmpipe, 300 of 8400: 0.06 ms of
// processor time.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
layout(std430, binding = 1) readonly buffer Order { int order[]; };
layout(std430, binding = 2) writeonly buffer Values { uint values[]; };
layout(std430, binding = 3) writeonly buffer Places { int places[]; };
layout(std140, binding = 0) uniform Parameters { int count; int inner; int extent; int padded; int k; };

void main() {
    int index = invocation();
    if (index >= count) return;
    int row = index / k, rank = index % k;
    int place = order[row * padded + rank];
    int to = ((row / inner) * k + rank) * inner + row % inner;
    values[to] = source[(row / inner) * extent * inner + row % inner + place * inner];
    places[to] = place;
}
