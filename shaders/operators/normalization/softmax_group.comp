// One group normalizes one long row: each invocation takes every 64th element, and maximum and sum are joined pairwise in shared memory.

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters { int rows; int inner; int extent; };

shared float partial[64];

float joinedMax(int lane, float value) {
    barrier();
    partial[lane] = value;
    for (int reach = 32; reach > 0; reach >>= 1) {
        barrier();
        if (lane < reach) partial[lane] = max(partial[lane], partial[lane + reach]);
    }
    barrier();
    return partial[0];
}

float joinedSum(int lane, float value) {
    barrier();
    partial[lane] = value;
    for (int reach = 32; reach > 0; reach >>= 1) {
        barrier();
        if (lane < reach) partial[lane] += partial[lane + reach];
    }
    barrier();
    return partial[0];
}

void main() {
    int lane = int(gl_LocalInvocationID.x);
    for (int row = int(gl_WorkGroupID.x); row < rows; row += int(gl_NumWorkGroups.x)) {
        int first = (row / inner) * extent * inner + row % inner;
        // Rows are at least 32 long; an invocation without an element of its own looks at the first.
        float largest = source[first];
        for (int i = lane; i < extent; i += 64) largest = max(largest, source[first + i * inner]);
        largest = joinedMax(lane, largest);
        float sum = 0.0;
        for (int i = lane; i < extent; i += 64) sum += exp(source[first + i * inner] - largest);
        sum = joinedSum(lane, sum);
#if LOGARITHM
        float shift = largest + log(sum);
        for (int i = lane; i < extent; i += 64) target[first + i * inner] = source[first + i * inner] - shift;
#else
        float factor = 1.0 / sum;
        for (int i = lane; i < extent; i += 64) target[first + i * inner] = exp(source[first + i * inner] - largest) * factor;
#endif
    }
}
