// One invocation compares and exchanges one pair of a bitonic network's layer. Padding comes last, equal elements by their place, so that
// the order is total and the result the same everywhere. Bound by memory: the elements are read through the order. `kernels "index top"` on
// llvmpipe, 8400 elements: 105 dispatches, 45 ms of processor time.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { ELEMENT source[]; };
layout(std430, binding = 1) buffer Order { int order[]; };
layout(std140, binding = 0) uniform Parameters { int count; int inner; int extent; int padded; int block; int distance_; };

int first;

bool before(int a, int b) {
    if (a >= extent || b >= extent) return a < b;
    ELEMENT x = source[first + a * inner], y = source[first + b * inner];
    return x BEFORE y || (!(y BEFORE x) && a < b);
}

void main() {
    int index = invocation();
    if (index >= count) return;
    int row = index / (padded / 2), pair = index % (padded / 2);
    first = (row / inner) * extent * inner + row % inner;
    int low = (pair / distance_) * 2 * distance_ + pair % distance_, high = low + distance_;
    int a = order[row * padded + low], b = order[row * padded + high];
    bool descending = (low & block) != 0;
    if (before(b, a) != descending) {
        order[row * padded + low] = b;
        order[row * padded + high] = a;
    }
}
