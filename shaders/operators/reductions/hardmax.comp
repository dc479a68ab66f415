// One invocation walks one row twice: for its first largest element, and to write. Bound by memory. `kernels hardmax` on llvmpipe, 197 rows
// of 768: 1.6 ms of processor time, 0.75 GB/s.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters { int rows; int inner; int extent; };

void main() {
    int row = invocation();
    if (row >= rows) return;
    int first = (row / inner) * extent * inner + row % inner;
    int best = 0;
    float largest = source[first];
    for (int i = 1; i < extent; ++i) {
        float value = source[first + i * inner];
        if (value > largest) {
            largest = value;
            best = i;
        }
    }
    for (int i = 0; i < extent; ++i) target[first + i * inner] = i == best ? 1.0 : 0.0;
}
