// What each row is normalized by: its mean, or 1 / sqrt(variance + epsilon). One group a row, in the order of rows.comp. Bound by memory on
// a GPU, by the barriers on a processor: `kernels "row statistics"` on llvmpipe, mean and deviation of 197 rows of 768, 5.8 ms of processor
// time, half of what rows.comp takes to normalize them.
layout(local_size_x = LANES) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters { int rows; int extent; float epsilon; };

#include "operators/normalization/row_sum.glsl"

void main() {
    int lane = int(gl_LocalInvocationID.x);
    for (int row = int(gl_WorkGroupID.x); row < rows; row += int(gl_NumWorkGroups.x)) {
        int first = row * extent;
        float sum = 0.0;
        for (int i = lane; i < extent; i += LANES) sum += source[first + i];
        float statistic = joinedSum(lane, sum) / float(extent);
#if DEVIATION
        float deviations = 0.0;
        for (int i = lane; i < extent; i += LANES) {
            float off = source[first + i] - statistic;
            deviations += off * off;
        }
        statistic = 1.0 / sqrt(joinedSum(lane, deviations) / float(extent) + epsilon);
#endif
        if (lane == 0) target[row] = statistic;
    }
}
