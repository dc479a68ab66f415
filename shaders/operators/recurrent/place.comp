// Fills a part of a buffer, one invocation an element: from a tensor whose axes lie in another order, or with zeros. Bound by memory.
// `kernels recurrent` on llvmpipe: 0.04 ms of processor time for a state of 128.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { float target[]; };
#ifdef TYPE
layout(std430, binding = 1) readonly buffer Source { TYPE source[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;
    int to;       // the part's first element
    int from;     // the source's first element
    int second;   // dimensions after the first one
    int third;
    int strides0; // how far the source moves along each
    int strides1;
    int strides2;
};

void main() {
    int index = invocation();
    if (index >= count) return;
#ifdef TYPE
    int at = index / (second * third) * strides0 + index / third % second * strides1 + index % third * strides2;
    target[to + index] = float(source[from + at]);
#else
    target[to + index] = 0.0;
#endif
}
