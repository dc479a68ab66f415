// One invocation walks one row along an axis of a row-major tensor, with `inner` elements behind each of its coordinates.
// Bound by loads, a component at a time: `kernels argmax` on llvmpipe, 21 classes of 64x65x65, 55 ms of processor time for 5.7 million elements.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { ELEMENT source[]; };
layout(std430, binding = 1) writeonly buffer Target { int target[]; };
layout(std140, binding = 0) uniform Parameters { int rows; int inner; int extent; };

void main() {
    int row = invocation();
    if (row >= rows) return;
    int first = (row / inner) * extent * inner + row % inner;
    ELEMENT best = source[first];
    int place = 0;
    for (int i = 1; i < extent; ++i) {
        ELEMENT value = source[first + i * inner];
        if (value BETTER best) {
            best = value;
            place = i;
        }
    }

    target[row] = place;
}
