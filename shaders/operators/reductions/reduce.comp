// Joins the elements of a row-major tensor along some axes: one invocation a result, or a group of GROUP_X where there are many elements.
// Bound by memory; on a processor by the group's barriers. `kernels reduce` on llvmpipe, processor time: rows of 768 elements 1.4 ms an
// invocation each, 2.4 a group of 8 each, 3.3 a group of 64; 64 channels of 56x56 2.6, 8.6 and 26; 16 rows of 12544 1.8 to 2.2, 3.1 and 2.8.
#if !GROUPED
#include "common/linear.glsl"
#endif

#include <reduction>

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { ELEMENT source[]; };
layout(std430, binding = 1) writeonly buffer Target { ELEMENT target[]; };
layout(std140, binding = 0) uniform Parameters {
    int results;
    int count;             // elements joined into one
    ivec4 keptDims[2];
    ivec4 keptStrides[2];
    ivec4 dims[2];         // of the axes that are reduced
    ivec4 strides[2];
};

int keptOffset(int index) {
    int offset = 0;
    for (int axis = KEPT_RANK - 1; axis >= 0; --axis) {
        int dim = keptDims[axis >> 2][axis & 3];
        offset += (index % dim) * keptStrides[axis >> 2][axis & 3];
        index /= dim;
    }
    return offset;
}

int offsetOf(int index) {
    int offset = 0;
    for (int axis = REDUCED_RANK - 1; axis >= 0; --axis) {
        int dim = dims[axis >> 2][axis & 3];
        offset += (index % dim) * strides[axis >> 2][axis & 3];
        index /= dim;
    }
    return offset;
}

#if GROUPED
shared ELEMENT partial[GROUP_X];

// The value of all of the group's invocations. The barrier before the first write lets the last ones read what was joined before; behind that
// read it would not do, for a compiler may put off the read of a variable until its use, beyond a barrier (NVIDIA's does).
ELEMENT joined(int lane, ELEMENT value, bool largest) {
    barrier();
    partial[lane] = value;
    for (int reach = GROUP_X / 2; reach > 0; reach >>= 1) {
        barrier();
        if (lane < reach) {
            ELEMENT a = partial[lane], b = partial[lane + reach];
            partial[lane] = largest ? max(a, b) : take(a, b);
        }
    }
    barrier();
    return partial[0];
}

void main() {
    int lane = int(gl_LocalInvocationID.x);
    for (int result = int(gl_WorkGroupID.x); result < results; result += int(gl_NumWorkGroups.x)) {
        int first = keptOffset(result);
        ELEMENT shift = ELEMENT(0);
#if SHIFTED
        ELEMENT largest = source[first];
        for (int i = lane; i < count; i += GROUP_X) largest = max(largest, source[first + offsetOf(i)]);
        shift = joined(lane, largest, true);
#endif
        ELEMENT own = start();
        for (int i = lane; i < count; i += GROUP_X) own = take(own, lift(source[first + offsetOf(i)] - shift));
        own = joined(lane, own, false);
        if (lane == 0) target[result] = finish(own, count) + shift;
    }
}
#else
void main() {
    int result = invocation();
    if (result >= results) return;
    int first = keptOffset(result);
    ELEMENT shift = ELEMENT(0);
#if SHIFTED
    shift = source[first];
    for (int i = 1; i < count; ++i) shift = max(shift, source[first + offsetOf(i)]);
#endif
    ELEMENT joined = start();
    for (int i = 0; i < count; ++i) joined = take(joined, lift(source[first + offsetOf(i)] - shift));
    target[result] = finish(joined, count) + shift;
}
#endif
