// Applies an epilogue that did not fit beside the product's own buffers, one invocation an element. Bound by memory:
// `kernels finished --portable` on llvmpipe, 256x256 times 256x256 with a constant row and a residual, 2 ms of processor time, 0.3 GB/s, behind
// a product that takes 111 to 121.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Result { float result[]; };
layout(std430, binding = 1) readonly buffer Product { float product[]; };
#ifdef EXTRAS_BUFFER
layout(std430, binding = EXTRAS_BUFFER) readonly buffer Extras { float extras[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;
    int columns;
    int firstConstant;
#include <epilogue_parameters>
};

#ifdef EXTRAS_BUFFER
float channelOperand(int k, int channel) { return extras[firstConstant + k * columns + channel]; }
#endif
#include <epilogue>

void main() {
    int index = invocation();
    if (index < count) result[index] = epilogue(product[index], index % columns, index, columns);
}
