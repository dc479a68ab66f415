// One invocation makes one element: a row of the element-wise table over row-major tensors that broadcast. Bound by memory. `kernels "plain
// exponential"` on llvmpipe, 466,000 elements: 10 ms of processor time, 0.4 GB/s; packed.comp takes less than half as long an element.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;

layout(std430, binding = 0) readonly buffer Operand0 { TYPE_0 operand0[]; };
#if OPERANDS > 1
layout(std430, binding = 1) readonly buffer Operand1 { TYPE_1 operand1[]; };
#endif
#if OPERANDS > 2
layout(std430, binding = 2) readonly buffer Operand2 { TYPE_2 operand2[]; };
#endif
layout(std430, binding = OPERANDS) writeonly buffer Result { RESULT result[]; };

layout(std140, binding = 0) uniform Parameters {
    int count;
    float scale;
#include <parameters>
    ivec4 dims[2];
    ivec4 strides[2 * OPERANDS];
#include <epilogue_parameters>
};

#include <operation>
#include <epilogue>

void main() {
    int index = invocation();
    if (index >= count) return;
    int rest = index;
    ivec3 offset = ivec3(0);
    for (int axis = RANK - 1; axis >= 0; --axis) {
        int dim = dims[axis >> 2][axis & 3];
        int at = rest % dim;
        rest /= dim;
        offset.x += at * strides[axis >> 2][axis & 3];
#if OPERANDS > 1
        offset.y += at * strides[2 + (axis >> 2)][axis & 3];
#endif
#if OPERANDS > 2
        offset.z += at * strides[4 + (axis >> 2)][axis & 3];
#endif
    }

#if OPERANDS == 1
    RESULT value = apply(operand0[offset.x]);
#elif OPERANDS == 2
    RESULT value = apply(operand0[offset.x], operand1[offset.y]);
#else
    RESULT value = apply(operand0[offset.x], operand1[offset.y], operand2[offset.z]);
#endif
#ifdef SCALED
    value *= RESULT(scale);
#endif
#ifdef EPILOGUE
    value = epilogue(value, 0, index, 0);
#endif
    result[index] = value;
}
