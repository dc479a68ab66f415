// One invocation adds up one row, in order, with `inner` elements behind each of its coordinates. Bound by the rows' latency where they
// are few and long. `kernels cumsum` on llvmpipe: 1.4 ms of processor time for 256 rows of 512.
#include "common/linear.glsl"
#include <narrow>

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { ELEMENT source[]; };
layout(std430, binding = 1) writeonly buffer Target { ELEMENT target[]; };
layout(std140, binding = 0) uniform Parameters { int rows; int inner; int extent; };

void main() {
    int row = invocation();
    if (row >= rows) return;
    int first = (row / inner) * extent * inner + row % inner;
    ELEMENT sum = ELEMENT(0);
    for (int i = 0; i < extent; ++i) {
#if REVERSE
        int at = first + (extent - 1 - i) * inner;
#else
        int at = first + i * inner;
#endif
        ELEMENT next = narrow(sum + source[at]);
#if EXCLUSIVE
        target[at] = sum;
#else
        target[at] = next;
#endif
        sum = next;
    }
}
