// One group normalizes one long row: each invocation takes every LANES-th element, and maximum and sum are joined pairwise in shared memory. Of
// rows of up to KEPT elements each is read once and kept in shared memory. Bound by memory on a GPU, by the barriers on a processor
// (`kernels softmax` on llvmpipe: rows of 197 take twice as long as in softmax.comp by 8 lanes, four times by 64; one row of 1000 0.075 and 0.11 ms).

layout(local_size_x = LANES) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters { int rows; int inner; int extent; };

shared float partial[LANES];

float joinedMax(int lane, float value) {
    barrier();
    partial[lane] = value;
    for (int reach = LANES / 2; reach > 0; reach >>= 1) {
        barrier();
        if (lane < reach) partial[lane] = max(partial[lane], partial[lane + reach]);
    }
    barrier();
    return partial[0];
}

float joinedSum(int lane, float value) {
    barrier();
    partial[lane] = value;
    for (int reach = LANES / 2; reach > 0; reach >>= 1) {
        barrier();
        if (lane < reach) partial[lane] += partial[lane + reach];
    }
    barrier();
    return partial[0];
}

#ifdef KEPT
// Each invocation touches its own elements only, so that they need no barrier.
shared float kept[KEPT];
#define element(i) kept[i]
#else
#define element(i) source[first + (i) * inner]
#endif

void main() {
    int lane = int(gl_LocalInvocationID.x);
    for (int row = int(gl_WorkGroupID.x); row < rows; row += int(gl_NumWorkGroups.x)) {
        int first = (row / inner) * extent * inner + row % inner;
        // An invocation without an element of its own looks at the first.
        float largest = source[first];
        for (int i = lane; i < extent; i += LANES) {
            float value = source[first + i * inner];
            largest = max(largest, value);
#ifdef KEPT
            kept[i] = value;
#endif
        }
        largest = joinedMax(lane, largest);
        float sum = 0.0;
        for (int i = lane; i < extent; i += LANES) {
            float power = exp(element(i) - largest);
            sum += power;
#if defined(KEPT) && !LOGARITHM
            kept[i] = power;
#endif
        }
        sum = joinedSum(lane, sum);
#if LOGARITHM
        float shift = largest + log(sum);
        for (int i = lane; i < extent; i += LANES) target[first + i * inner] = element(i) - shift;
#else
        float factor = 1.0 / sum;
#ifdef KEPT
        for (int i = lane; i < extent; i += LANES) target[first + i * inner] = kept[i] * factor;
#else
        for (int i = lane; i < extent; i += LANES) target[first + i * inner] = exp(element(i) - largest) * factor;
#endif
#endif
    }
}
